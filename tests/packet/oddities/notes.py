"""Notes, links, stamps and marks, with a look of their own and without."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from tests.packet.oddities.oddity import draft, font, oddity, saved


def note(pdf: Pdf, subtype: str, **keys: object) -> Object:
    note = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array([300, 500, 500, 540]), F=4)
    for key, value in keys.items():
        note["/" + key] = value
    return pdf.make_indirect(note)


def look_of(pdf: Pdf, content: bytes = b"1 0.5 0 rg 0 0 200 40 re f") -> Dictionary:
    look = pdf.make_stream(content)
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 40])
    look.Resources = Dictionary(Font=Dictionary(Helv=font(pdf)))
    return Dictionary(N=look)


def _with_notes(path: Path, make: object) -> None:
    pdf = draft()
    pdf.pages[0].obj.Annots = Array(make(pdf))  # type: ignore[operator]
    saved(pdf, path)


@oddity("link.pdf", codes="stripped", without="flattened", as_is=True)
def link(path: Path) -> None:
    action = Dictionary(S=Name.URI, URI="https://canary.example")
    _with_notes(path, lambda pdf: [note(pdf, "Link", A=action, Border=Array([0, 0, 0]))])


@oddity("link-with-a-look.pdf", codes="stripped flattened", as_is=False)
def link_look(path: Path) -> None:
    _with_notes(path, lambda pdf: [note(pdf, "Link", AP=look_of(pdf))])


@oddity("stamp.pdf", codes="flattened", as_is=False)
def stamp(path: Path) -> None:
    _with_notes(path, lambda pdf: [note(pdf, "Stamp", AP=look_of(pdf))])


@oddity("stamp-with-a-turned-look.pdf", codes="flattened")
def turned_stamp(path: Path) -> None:
    def make(pdf: Pdf) -> list[Object]:
        look = look_of(pdf)
        look.N.Matrix = Array([0, 1, -1, 0, 0, 0])
        return [note(pdf, "Stamp", AP=look)]

    _with_notes(path, make)


@oddity("note-on-a-turned-page.pdf", codes="flattened", size=(792, 612))
def turned_page(path: Path) -> None:
    stamp(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.Rotate = 90
        pdf.save(path)


@oddity("look-without-box.pdf", codes="flattened")
def look_without_box(path: Path) -> None:
    def make(pdf: Pdf) -> list[Object]:
        look = look_of(pdf)
        del look.N["/BBox"]
        return [note(pdf, "Stamp", AP=look)]

    _with_notes(path, make)


@oddity("hidden-note.pdf", as_is=False)
def hidden(path: Path) -> None:
    _with_notes(path, lambda pdf: [note(pdf, "Stamp", AP=look_of(pdf), F=2)])


@oddity("note-hidden-where-unknown.pdf", codes="flattened")
def hidden_where_unknown(path: Path) -> None:
    """This flag hides notes of unknown kinds; a square is known to all."""
    _with_notes(path, lambda pdf: [note(pdf, "Square", AP=look_of(pdf), F=5)])


@oddity("highlight-without-look.pdf", codes="flattened", without="covered-text")
def highlight(path: Path) -> None:
    quads = Array([120, 590, 320, 590, 120, 555, 320, 555])
    marked = {"QuadPoints": quads, "C": Array([1, 1, 0]), "Rect": Array([0, 0, 612, 792])}
    _with_notes(path, lambda pdf: [note(pdf, "Highlight", **marked)])


@oddity("square-without-look.pdf", codes="flattened")
def square(path: Path) -> None:
    _with_notes(path, lambda pdf: [note(pdf, "Square", C=Array([1, 0, 0]))])


@oddity("ink-without-look.pdf", codes="flattened")
def ink(path: Path) -> None:
    strokes = Array([Array([310, 510, 400, 535, 490, 505])])
    _with_notes(path, lambda pdf: [note(pdf, "Ink", C=Array([0, 0, 1]), InkList=strokes)])


@oddity("notes-are-no-list.pdf")
def no_list(path: Path) -> None:
    pdf = draft()
    pdf.pages[0].obj.Annots = Dictionary(A=1)
    saved(pdf, path)


@oddity("notes-are-broken.pdf")
def broken(path: Path) -> None:
    _with_notes(
        path,
        lambda pdf: [7, Name.Nothing, Dictionary(Subtype=7), note(pdf, "Stamp", Rect=3, AP=look_of(pdf))],
    )


@oddity("film-and-sound.pdf", codes="flattened")
def film(path: Path) -> None:
    _with_notes(
        path,
        lambda pdf: [
            note(pdf, "Screen", AP=look_of(pdf), A=Dictionary(S=Name.Rendition, JS="CANARY")),
            note(pdf, "FileAttachment", FS=Dictionary(Type=Name.Filespec, F="CANARY.exe"), AP=look_of(pdf)),
        ],
    )
