"""Whether every foreign-language paper has a translation and a complete certificate (8 CFR 103.2(b)(3))."""

from __future__ import annotations

from applicant_helper.core.case import Case, Document
from applicant_helper.core.expr.library.translations import certificates_of, lacking_items
from applicant_helper.core.expr.scope import Scope
from applicant_helper.core.finding import Part, Status
from applicant_helper.core.marks import N_

NEEDS_TRANSLATION = N_("{document}: add a full English translation.")
NEEDS_CERTIFICATE = N_("{document}: add the translator's signed certificate.")
LACKS_ITEMS = N_("{document}: the certificate lacks {items}.")
COMPLETE = N_("{document}: translation and certificate are here.")


def translations_of(case: Case, original: Document) -> list[Document]:
    """Papers that are translations of the original."""
    return [d for d in case.documents if d.kind == "translation" and d.text("translation_of") == original.id]


def translation_status(scope: Scope) -> tuple[Status, tuple[Document, ...], tuple[Part, ...]]:
    """The status over all foreign papers, the papers used, and what each still needs."""
    parts: list[Part] = []
    used: dict[str, Document] = {}
    for original in scope.foreign_documents():
        papers = [*translations_of(scope.case, original), *certificates_of(scope.case, original)]
        used.update({d.id: d for d in papers})
        parts.append(_state(scope.case, original))
    if all(p.is_met for p in parts):
        status = Status.MET
    else:
        status = Status.INCOMPLETE if used else Status.MISSING
    return status, tuple(used.values()), tuple(parts)


def _state(case: Case, original: Document) -> Part:
    name = {"document": original.title_name}
    if not translations_of(case, original):
        return Part(NEEDS_TRANSLATION, name)
    if not certificates_of(case, original):
        return Part(NEEDS_CERTIFICATE, name)
    lacking = lacking_items(case, original)
    if lacking:
        return Part(LACKS_ITEMS, {**name, "items": lacking})
    return Part(COMPLETE, name, is_met=True)
