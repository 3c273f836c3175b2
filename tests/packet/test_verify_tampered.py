"""Packets that somebody changed after they were made: what is nested, small or far down is seen too."""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String

from applicant_helper.packet.build import build_packet
from applicant_helper.packet.verify import verify_packet
from applicant_helper.packet.verify.rows import Row, not_covered, out_of_order
from applicant_helper.packet.verify.words import SheetReader, codes_of
from tests.packet import inputs
from tests.packet.reading import read_here
from tests.packet.test_packets import paper, request
from tests.packet.test_split import limited, noisy

# Pages of the packet below, from 0: cover, contents, form, form, divider, paper of two, paper of three.
CONTENTS, FORM, DIVIDER, PAPER, LONG = 1, 2, 4, 5, 7


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tampered")
    form = paper(inputs.government_form(folder / "n400.pdf"), "Form N-400", "official_form")
    papers = [
        paper(inputs.pages(folder / "a.pdf", 2), "Lease"),
        paper(inputs.pages(folder / "b.pdf", 3), "Letters"),
        paper(inputs.noise(folder / "c.jpg"), "Photo"),
    ]
    wanted = request(papers, profile="uscis_paper", front=(form,))
    build_packet(wanted, folder / "packet.pdf", work=folder / "work", cache=folder / "cache")
    return folder / "packet.pdf"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A court filing in several parts."""
    folder = tmp_path_factory.mktemp("parts")
    papers = noisy(folder, 6)
    wanted = request(papers[:2], papers[2:4], papers[4:], profile="eoir_ecas")
    small = replace(wanted, profile=limited("eoir_ecas", max_bytes=330_000, target_bytes=300_000))
    report = build_packet(small, folder / "out.pdf", work=folder / "work", cache=folder / "cache")
    assert len(report.files) > 1
    return report.path


def found(packet: Path, tmp_path: Path, change: Callable[[Pdf], object]) -> dict[str, str]:
    """What is found in a changed copy: codes and what they name."""
    path = tmp_path / packet.name
    with pikepdf.open(packet) as pdf:
        change(pdf)
        pdf.save(path)
    return {p.code: p.params.get("what", "") for p in read_here(path).problems}


def content(page: Page) -> Stream:
    """The stream that ends with the stamp."""
    contents = page.obj.Contents
    last = contents[-1] if isinstance(contents, Array) else contents
    assert isinstance(last, Stream)
    return last


def without_stamp(page: Page) -> None:
    stream = content(page)
    stream.write(stream.read_bytes().rpartition(b"BT")[0])


def last_sign_changed(page: Page, words: str) -> None:
    """Print another last sign in the words of a drawn page, as a text in the same font has it."""
    for stream in page.obj.Contents if isinstance(page.obj.Contents, Array) else [page.obj.Contents]:
        data = stream.read_bytes()
        for match in re.finditer(rb"\(((?:\\.|[^\\)])+)\) Tj", data):
            changed = data[: match.end(1) - 1] + bytes([data[match.end(1) - 1] ^ 1]) + data[match.end(1) :]
            before = [w.text for w in SheetReader().read(page).words]
            stream.write(changed)
            if before.count(words) != [w.text for w in SheetReader().read(page).words].count(words):
                return
            stream.write(data)
    raise AssertionError(words)


def names(pdf: Pdf, kind: str, value: Dictionary) -> None:
    pdf.Root.Names = Dictionary({kind: Dictionary(Names=Array([String("a"), value]))})


def annotated(pdf: Pdf, **keys: object) -> None:
    note = Dictionary(Type=Name.Annot, Rect=Array([1, 1, 9, 9]))
    for key, value in keys.items():
        note[f"/{key}"] = value
    pdf.pages[LONG].obj.Annots = Array([note])


def paper_on(pdf: Pdf) -> Stream:
    placed = pdf.pages[PAPER].obj.Resources.XObject["/Ev"]
    assert isinstance(placed, Stream)
    return placed


def into_picture(pdf: Pdf, segment: bytes, *, packed: bool = False) -> None:
    """Put a segment into the first JPEG, after its start."""
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get("/Filter") == Name.DCTDecode:
            data = thing.read_raw_bytes()
            data = data[:2] + segment + data[2:]
            if packed:
                thing.write(zlib.compress(data), filter=Array([Name.FlateDecode, Name.DCTDecode]))
            else:
                thing.write(data, filter=Name.DCTDecode)
            return
    raise AssertionError("no picture")


EXIF = b"\xff\xe1\x00\x0bExif\0\0GPS"
COMMENT = b"\xff\xfe\x00\x0cmy comment"
ACTIVE: dict[str, tuple[str, Callable[[Pdf], object]]] = {
    "script among names": (
        "/JS",
        lambda pdf: names(pdf, "/JavaScript", Dictionary(S=Name.JavaScript, JS=String("x"))),
    ),
    "attachment written in place": (
        "/EF",
        lambda pdf: names(pdf, "/EmbeddedFiles", Dictionary(EF=Dictionary(F=pdf.make_stream(b"x")))),
    ),
    "bookmark with an action": (
        "/Outlines /A",
        lambda pdf: pdf.Root.Outlines.First.__setitem__("/A", Dictionary(S=Name.URI, URI=String("http://x"))),
    ),
    "second action of a link": (
        "/AA",
        lambda pdf: annotated(
            pdf,
            Subtype=Name.Link,
            Dest=Array([pdf.pages[0].obj, Name.Fit]),
            AA=Dictionary(U=Dictionary(S=Name.Launch, F=String("x"))),
        ),
    ),
    "action after the opening": (
        "/OpenAction",
        lambda pdf: pdf.Root.__setitem__(
            "/OpenAction", Dictionary(S=Name.GoTo, Next=Dictionary(S=Name.Launch, F=String("x")))
        ),
    ),
    "base for links": ("/URI", lambda pdf: pdf.Root.__setitem__("/URI", Dictionary(Base=String("http://x")))),
    "form for one program": (
        "/XFA",
        lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array(), XFA=String("x"))),
    ),
    "metadata of a paper": (
        "/Metadata",
        lambda pdf: paper_on(pdf).__setitem__("/Metadata", pdf.make_stream(b"<x/>")),
    ),
    "stream in another file": ("/F", lambda pdf: paper_on(pdf).__setitem__("/F", String("/etc/hosts"))),
    "page of another file": (
        "/Ref",
        lambda pdf: paper_on(pdf).__setitem__("/Ref", Dictionary(F=String("x.pdf"), Page=0)),
    ),
}
CHANGED: dict[str, tuple[str, Callable[[Pdf], object]]] = {
    "note": ("note-on-page", lambda pdf: annotated(pdf, Subtype=Name.FreeText, Contents=String("x"))),
    "field": ("note-on-page", lambda pdf: annotated(pdf, Subtype=Name.Widget, FT=Name.Tx)),
    "turned": ("changed-page", lambda pdf: pdf.pages[PAPER].obj.__setitem__("/Rotate", 180)),
    "cut": (
        "changed-page",
        lambda pdf: pdf.pages[PAPER].obj.__setitem__("/CropBox", Array([0, 99, 612, 792])),
    ),
    "larger sheet": (
        "wrong-size",
        lambda pdf: pdf.pages[PAPER].obj.__setitem__("/MediaBox", Array([0, 0, 842, 1191])),
    ),
    "no number on one page of a paper": ("number-missing", lambda pdf: without_stamp(pdf.pages[LONG])),
    "no number on a divider": ("number-missing", lambda pdf: without_stamp(pdf.pages[DIVIDER])),
    "other number": (
        "wrong-total",
        lambda pdf: last_sign_changed(pdf.pages[LONG], "Exhibit A-2 · Page 8 of 11"),
    ),
    "paper over its number": (
        "in-band",
        lambda pdf: content(pdf.pages[PAPER]).write(
            re.sub(rb"\bq [-\d. ]+ cm", b"q 1 0 0 1 0 0 cm", content(pdf.pages[PAPER]).read_bytes())
        ),
    ),
    "no labels": ("no-labels", lambda pdf: pdf.Root.__delitem__("/PageLabels")),
    "no bookmarks": ("missing-entry", lambda pdf: pdf.Root.__delitem__("/Outlines")),
    "line without its link": ("row-without-link", lambda pdf: pdf.pages[CONTENTS].obj.Annots.__delitem__(2)),
    "other last page in a line": (
        "not-in-contents",
        lambda pdf: last_sign_changed(pdf.pages[CONTENTS], "8–10"),
    ),
    "page that no line names": ("not-in-contents", lambda pdf: last_sign_changed(pdf.pages[CONTENTS], "6–7")),
    "link to another page": (
        "wrong-index",
        lambda pdf: (
            pdf.pages[DIVIDER].obj.Annots[0].__setitem__("/Dest", Array([pdf.pages[0].obj, Name.Fit]))
        ),
    ),
    "comment in a picture": ("camera-data", lambda pdf: into_picture(pdf, COMMENT)),
    "place in a packed picture": ("camera-data", lambda pdf: into_picture(pdf, EXIF, packed=True)),
    "file address": ("machine-path", lambda pdf: pdf.docinfo.__setitem__("/Creator", "file:///x")),
    "unknown destination": ("unknown-destination", lambda pdf: pdf.docinfo.__setitem__("/Keywords", "moon")),
}


@pytest.mark.parametrize("name", sorted(ACTIVE))
def test_what_acts_is_found_wherever_it_is_written(packet: Path, tmp_path: Path, name: str) -> None:
    what, change = ACTIVE[name]
    path = tmp_path / packet.name
    with pikepdf.open(packet) as pdf:
        change(pdf)
        pdf.save(path)
    report = verify_packet(path)
    told = {p.params.get("what", "") for p in report.problems}
    assert what in told or (what == "/XFA" and "/AcroForm" in told)
    assert not report.ok


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_every_change_of_a_page_is_seen(packet: Path, tmp_path: Path, name: str) -> None:
    code, change = CHANGED[name]
    assert code in found(packet, tmp_path, change)


def test_a_copy_that_was_only_saved_again_is_clean(packet: Path, tmp_path: Path) -> None:
    assert found(packet, tmp_path, lambda pdf: None) == {}


def test_a_picture_whose_data_were_blanked_is_clean(packet: Path, tmp_path: Path) -> None:
    assert found(packet, tmp_path, lambda pdf: into_picture(pdf, b"\xff\xe1\x00\x08" + bytes(6))) == {}


def test_a_font_may_have_any_name(packet: Path, tmp_path: Path) -> None:
    def named(pdf: Pdf) -> None:
        fonts = paper_on(pdf).Resources.Font
        paper_on(pdf).Resources.Font = Dictionary(
            {"/JS": fonts[next(iter(fonts.keys()))], **dict(fonts.items())}
        )

    assert found(packet, tmp_path, named) == {}


def test_parts_name_pages_of_other_parts_without_a_link(parts: Path) -> None:
    assert verify_packet(parts).problems == ()


@pytest.mark.parametrize("copied", [0, 1])
def test_a_part_that_is_there_twice_is_told(parts: Path, tmp_path: Path, copied: int) -> None:
    again = shutil.copytree(parts, tmp_path / "parts")
    file = sorted(again.glob("*.pdf"))[copied]
    shutil.copy(file, file.with_name(file.stem.replace("_Part", "-copy_Part") + ".pdf"))
    assert "part-twice" in {p.code for p in verify_packet(again).problems}


def test_a_paper_in_another_part_that_the_contents_do_not_name_is_told(parts: Path, tmp_path: Path) -> None:
    again = shutil.copytree(parts, tmp_path / "parts")
    first, *_, last = sorted(again.glob("*.pdf"))
    with pikepdf.open(last) as pdf:
        number = next(int(p.label) for p in pdf.pages if "/XObject" in p.obj.Resources)
    with pikepdf.open(first, allow_overwriting_input=True) as pdf:
        last_sign_changed(pdf.pages[CONTENTS], str(number))
        pdf.save(first)
    report = verify_packet(again)
    assert {"not-in-contents", "not-indexed"} <= {p.code for p in report.problems if p.file == last.name}


def row(first: int, last: int) -> Row:
    return Row(0, first, last, first)


def test_lines_of_the_contents_lie_within_one_another_or_follow() -> None:
    good = [row(1, 9), row(2, 4), row(2, 3), row(4, 4), row(5, 9), row(10, 10)]
    assert list(out_of_order(good)) == []
    assert list(out_of_order([row(1, 4), row(3, 5)])) == [row(3, 5)]
    assert list(out_of_order([row(4, 2)])) == [row(4, 2)]


def test_every_page_of_a_paper_is_in_an_innermost_line() -> None:
    lines = [row(1, 9), row(2, 4), row(6, 9)]
    assert not_covered(lines, {2, 3, 4, 6, 9}) == []
    assert not_covered(lines, {5, 9, 12}) == [5, 12]


def test_one_part_alone_is_read_as_what_it_is(parts: Path) -> None:
    report = verify_packet(sorted(parts.glob("*.pdf"))[1])
    assert [p.code for p in report.problems] == ["one-part"]
    assert report.ok


def test_a_packet_that_another_program_saved_anew_is_not_held_to_our_numbers(
    packet: Path, tmp_path: Path
) -> None:
    def stranger(pdf: Pdf) -> None:
        pdf.trailer.ID = Array([String("x" * 16), String("x" * 16)])
        del pdf.Root["/PageLabels"]

    path = tmp_path / packet.name
    with pikepdf.open(packet) as pdf:
        stranger(pdf)
        pdf.save(path)
    codes = {p.code for p in verify_packet(path).problems}
    assert "not-ours" in codes
    assert "no-labels" not in codes


def test_an_endless_map_of_signs_is_read_in_no_time() -> None:
    ranges = b"1 beginbfrange\n" + b"<0000> <ffff> <0041>\n" * 20_000 + b"endbfrange"
    assert len(codes_of(ranges)) == 0x10000


def test_endless_bookmarks_end(packet: Path, tmp_path: Path) -> None:
    def endless(pdf: Pdf) -> None:
        pdf.Root.Outlines.First.Next = pdf.Root.Outlines.First

    assert "missing-entry" in found(packet, tmp_path, endless)
