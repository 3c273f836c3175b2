"""The texts of a packet as its fonts can print them; what they lack is shown by its code and told."""

from __future__ import annotations

from dataclasses import replace

from applicant_helper.core.marks import N_
from applicant_helper.packet.model import ExhibitGroup, FormPackage, Note, PacketDocument, PacketRequest
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
    texts += [t for d in request.documents() for t in (d.title, d.issuer, d.language, d.date_text, d.person)]
    return "".join(texts)


def printable_request(request: PacketRequest) -> tuple[PacketRequest, tuple[Note, ...]]:
    """The request with every sign that the font lacks shown by its code, and a note for each such text."""
    notes: list[Note] = []

    def note(text: str, name: str) -> None:
        if _lacks_signs(text):
            message = NEEDS_FONTS if lacks_fonts(text) else DONE["unprintable"]
            notes.append(Note("unprintable", message, {"name": name}))

    def plain(document: PacketDocument) -> PacketDocument:
        note(document.title + document.issuer + document.language, document.original_name)
        return replace(
            document,
            title=printable(document.title),
            issuer=printable(document.issuer),
            language=printable(document.language),
        )

    def group(old: ExhibitGroup) -> ExhibitGroup:
        return replace(
            old,
            title=told(old.title),
            item_ref=printable(old.item_ref),
            status=printable(old.status),
            documents=tuple(plain(d) for d in old.documents),
        )

    def told(text: str) -> str:
        note(text, text)
        return printable(text)

    def package(old: FormPackage) -> FormPackage:
        statements = tuple(
            replace(
                s,
                title=told(s.title),
                paragraphs=tuple(map(told, s.paragraphs)),
                signed_by=printable(s.signed_by),
            )
            for s in old.statements
        )
        timeline = tuple(
            replace(
                lane,
                title=printable(lane.title),
                spans=tuple(replace(s, text=printable(s.text)) for s in lane.spans),
            )
            for lane in old.timeline
        )
        return replace(
            old,
            front=tuple(plain(d) for d in old.front),
            sections=tuple(group(g) for g in old.sections),
            statements=statements,
            timeline=timeline,
        )

    changed = replace(
        request,
        title=told(request.title),
        applicant_line=told(request.applicant_line),
        packages=tuple(package(p) for p in request.packages),
        caption={k: "\n".join(map(told, t.splitlines())) for k, t in request.caption.items()},
    )
    return changed, tuple(notes)


def _lacks_signs(text: str) -> bool:
    return printable(text).count("[U+") > text.count("[U+")
