"""Foreign-language papers with their translations and translator's certificates (8 CFR 103.2(b)(3))."""

from __future__ import annotations

from collections.abc import Iterator

from applicant_helper.core.answers import Answer, AnswerState, Record
from applicant_helper.core.case import Case, Document
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.papers import agree
from applicant_helper.core.expr.library.support import lazy, strict
from applicant_helper.core.expr.nodes import Call
from applicant_helper.core.expr.result import Result, known
from applicant_helper.core.values.names import NameLevel, PersonName, compare_names


@strict("translations_of")
def translations_of(run: Evaluation, paper: Record) -> object:
    """The translations and certificates that point at a paper."""
    scope = run.scope
    found = [d for d in scope.case.documents if d.text("translation_of") == paper.value("id")]
    return tuple(scope.document_record(d) for d in found)


@lazy("untranslated")
def untranslated(run: Evaluation, node: Call) -> Result:
    """Foreign papers of this filing without any translation, as `lack` records."""
    scope = run.scope
    done = {d.text("translation_of") for d in scope.case.documents if d.kind == "translation"}
    rows = [d for d in scope.foreign_documents() if d.id not in done]
    return known(tuple(_lack(d) for d in rows))


def _lack(document: Document) -> Record:
    return Record("lack", {"document": _plain(document.id), "name": _plain(document.title_name)})


@lazy("translation_differences")
def translation_differences(run: Evaluation, node: Call) -> Result:
    """Names and dates that a translation states otherwise than its original."""
    case = run.scope.case
    rows: list[Record] = []
    for original in run.scope.foreign_documents():
        for translation in case.documents:
            if translation.kind == "translation" and translation.text("translation_of") == original.id:
                rows.extend(_differences(original, translation))
    return known(tuple(rows))


def _differences(original: Document, translation: Document) -> Iterator[Record]:
    for said in translation.statements:
        before = [s for s in original.statements if (s.owner, s.path) == (said.owner, said.path)]
        if before and said.value is not None and not any(_is_same(s.value, said.value) for s in before):
            fields = {
                "document": translation.id,
                "name": translation.title_name,
                "says": said.as_written,
                "original": original.title_name,
                "other": before[0].as_written,
            }
            yield Record("translation_difference", {k: _plain(v) for k, v in fields.items()})


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, PersonName) and isinstance(other, PersonName):
        return compare_names(one, other).level is not NameLevel.MISMATCH
    return one is None or agree(one, other)


@lazy("certificate_lacks")
def certificate_lacks(run: Evaluation, node: Call) -> Result:
    """Records of foreign papers whose certificate was looked at and lacks an item."""
    scope = run.scope
    lacking = []
    originals = {d.text("translation_of") for d in scope.case.documents} - {""}
    for document in scope.foreign_documents():
        if document.id not in originals:
            continue
        items = lacking_items(scope.case, document, scope.certificate_items)
        if items:
            fields = {"document": _plain(document.id), "name": _plain(document.title_name)}
            lacking.append(Record("lack", {**fields, "items": _plain(items)}))
    return known(tuple(lacking))


def certificates_of(case: Case, original: Document) -> list[Document]:
    """Certificates for the paper or for a translation of it; a translation may carry its own items."""
    translations = {d.id for d in case.documents if d.text("translation_of") == original.id}
    linked = [d for d in case.documents if d.text("translation_of") in {original.id, *translations}]
    return [d for d in linked if d.kind == "translation_certificate" or d.strings("certificate")]


def lacking_items(case: Case, original: Document, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The items that the certificates of a foreign paper leave out; none when nobody looked."""
    looked_at = [d for d in certificates_of(case, original) if "certificate" in d.fields]
    if not looked_at:
        return ()
    present = {item for d in looked_at for item in d.strings("certificate")}
    return tuple(i for i in wanted if i not in present)


def _plain(value: object) -> Answer:
    return Answer(AnswerState.KNOWN, value)
