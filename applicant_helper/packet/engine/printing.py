"""The texts of a packet as its fonts can print them; what they lack is shown by its code and told."""

from __future__ import annotations

from dataclasses import replace

from applicant_helper.core.marks import N_
from applicant_helper.packet.model import (
    ExhibitGroup,
    FormPackage,
    Note,
    PacketDocument,
    PacketRequest,
    Statement,
    TimelineLane,
)
from applicant_helper.packet.problems import DONE
from applicant_helper.typeset.fonts import lacks_fonts, printable

NEEDS_FONTS = N_(
    '{name}: some signs are shown by their code. To print them, run: pip install "applicant-helper[fonts]"'
)


def all_text(request: PacketRequest) -> str:
    """Every sign that is printed somewhere; what the program itself writes is in the fonts at all times."""
    texts = [request.title, request.applicant_line, request.profile.notice or "", *request.caption.values()]
    for package in request.packages:
        texts += [package.form_number, package.form_title]
        texts += [t for s in package.statements for t in (s.title, s.signed_by, *s.paragraphs)]
        texts += [t for lane in package.timeline for t in (lane.title, *(s.text for s in lane.spans))]
    texts += [t for g in request.groups() for t in (g.title, g.item_ref, g.status, g.category)]
    texts += [t for d in request.documents() for t in (d.title, d.issuer, d.language, d.date_text)]
    return "".join(texts)


def printable_request(request: PacketRequest) -> tuple[PacketRequest, tuple[Note, ...]]:
    """The request with every sign that the font lacks shown by its code, and a note for each such text."""
    printer = _Printer()
    changed = replace(
        request,
        title=printer.told(request.title),
        applicant_line=printer.told(request.applicant_line),
        packages=tuple(printer.package(p) for p in request.packages),
        caption={k: "\n".join(map(printer.told, t.splitlines())) for k, t in request.caption.items()},
    )
    return changed, tuple(printer.notes)


class _Printer:
    """Makes texts printable and gathers a note for each that lost signs."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def told(self, text: str) -> str:
        """A text by itself, named in its note by what it says."""
        self._note(text, text)
        return printable(text)

    def package(self, old: FormPackage) -> FormPackage:
        """Everything that is printed of one form and its papers."""
        return replace(
            old,
            form_number=self.told(old.form_number),
            form_title=self.told(old.form_title),
            statements=tuple(self._statement(s) for s in old.statements),
            timeline=tuple(_lane(lane) for lane in old.timeline),
            front=tuple(self._paper(d) for d in old.front),
            sections=tuple(self._group(g) for g in old.sections),
        )

    def _group(self, old: ExhibitGroup) -> ExhibitGroup:
        return replace(
            old,
            title=self.told(old.title),
            item_ref=printable(old.item_ref),
            status=printable(old.status),
            category=printable(old.category),
            documents=tuple(self._paper(d) for d in old.documents),
        )

    def _paper(self, old: PacketDocument) -> PacketDocument:
        self._note(old.title + old.issuer + old.language + old.date_text, old.original_name)
        return replace(
            old,
            title=printable(old.title),
            issuer=printable(old.issuer),
            language=printable(old.language),
            date_text=printable(old.date_text),
        )

    def _statement(self, old: Statement) -> Statement:
        paragraphs = tuple(map(self.told, old.paragraphs))
        return replace(
            old, title=self.told(old.title), paragraphs=paragraphs, signed_by=printable(old.signed_by)
        )

    def _note(self, text: str, name: str) -> None:
        if _lacks_signs(text):
            message = NEEDS_FONTS if lacks_fonts(text) else DONE["unprintable"]
            self.notes.append(Note("unprintable", message, {"name": name}))


def _lane(old: TimelineLane) -> TimelineLane:
    spans = tuple(replace(s, text=printable(s.text)) for s in old.spans)
    return replace(old, title=printable(old.title), spans=spans)


def _lacks_signs(text: str) -> bool:
    return printable(text).count("[U+") > text.count("[U+")
