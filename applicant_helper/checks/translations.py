"""Whether every foreign-language paper has a translation and a complete certificate (8 CFR 103.2(b)(3))."""

from __future__ import annotations

from applicant_helper.catalog.models import TranslationRule
from applicant_helper.core.case import Case, Document
from applicant_helper.core.expr.library.translations import certificates_of, lacking_items
from applicant_helper.core.expr.scope import Scope
from applicant_helper.core.finding import Part, Status
from applicant_helper.core.marks import N_

NEEDS_TRANSLATION = N_("{document}: add a full translation.")
NEEDS_CERTIFICATE = N_("{document}: add the translator's signed certificate.")
LACKS_ITEMS = N_("{document}: the certificate lacks {items}.")
NEEDS_AFFIDAVIT = N_("{document}: add the translator's affidavit.")
NEEDS_CERTIFIED_COPY = N_("{document}: add a certified copy of the original.")
CERTIFIED = "certified_translator"
COMPLETE = N_("{document}: translation and certificate are here.")


def translations_of(case: Case, original: Document) -> list[Document]:
    """Papers that are translations of the original."""
    return [d for d in case.documents if d.kind == "translation" and d.text("translation_of") == original.id]


def translation_status(
    scope: Scope, rule: TranslationRule | None
) -> tuple[Status, tuple[Document, ...], tuple[Part, ...]]:
    """The status over all foreign papers, the papers used, and what each still needs."""
    parts: list[Part] = []
    used: dict[str, Document] = {}
    for original in scope.foreign_documents():
        papers = [*translations_of(scope.case, original), *certificates_of(scope.case, original)]
        used.update({d.id: d for d in papers})
        parts.append(_state(scope, original, rule))
    if all(p.is_met for p in parts):
        status = Status.MET
    else:
        status = Status.INCOMPLETE if used else Status.MISSING
    return status, tuple(used.values()), tuple(parts)


def _state(scope: Scope, original: Document, rule: TranslationRule | None) -> Part:
    case, name = scope.case, {"document": original.title_name}
    translations = translations_of(case, original)
    if not translations:
        return Part(NEEDS_TRANSLATION, name)
    if rule is not None and rule.affidavit:
        if not any(CERTIFIED in d.strings("has") for d in translations) and not _affidavits(case, original):
            return Part(NEEDS_AFFIDAVIT, name)
    elif not certificates_of(case, original):
        return Part(NEEDS_CERTIFICATE, name)
    lacking = lacking_items(case, original, scope.certificate_items)
    if lacking:
        return Part(LACKS_ITEMS, {**name, "items": lacking})
    if rule is not None and rule.certified_copy and original.text("copy") not in {"certified", "original"}:
        return Part(NEEDS_CERTIFIED_COPY, name)
    return Part(COMPLETE, name, is_met=True)


def _affidavits(case: Case, original: Document) -> list[Document]:
    """Sworn statements of the translator, about the paper or about its translation."""
    linked = {original.id, *(d.id for d in translations_of(case, original))}
    rows = [d for d in case.documents if d.text("translation_of") in linked]
    return [
        d
        for d in rows
        if d.kind in {"translation_certificate", "affidavit"} or "affidavit" in d.strings("has")
    ]
