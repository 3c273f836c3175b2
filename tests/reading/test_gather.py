"""What the guarded child sees in drawn files: words with places, fields, codes; trouble stays with one file."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from applicant_helper.guard.child import Child, ChildStopped
from applicant_helper.reading.asking import WORKER, Asker
from applicant_helper.reading.gather import Gathered, fields_from, gather
from applicant_helper.reading.shapes import Page, Word
from tests.packet import inputs
from tests.reading import formmaps, formpages, hybrid

DOUBLE = "tests.reading.gather_double"


@pytest.fixture
def asker() -> Iterator[Asker]:
    with Child(WORKER) as child:
        yield Asker(child, lambda: False)


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    """A child that goes wrong as the name of a file says, and a parent that waits two seconds."""
    monkeypatch.setattr("applicant_helper.reading.asking.SECONDS", 2.0)
    with Child(DOUBLE) as child:
        yield Asker(child, lambda: False)


def scan(path: Path, text: str | None, dpi: int = 200) -> Path:
    """A page of a form as a scanner gives it."""
    formpages.worn(formpages.form_page(text, dpi=dpi), 3).save(path, dpi=(dpi, dpi))
    return path


def test_words_of_every_page_have_their_places(asker: Asker, tmp_path: Path) -> None:
    found = gather(asker, inputs.pages(tmp_path / "a.pdf", 45, text="leaf"))
    assert [p.number for p in found.pages] == list(range(1, 46))
    assert [p.text() for p in found.pages] == [f"leaf {n}" for n in range(1, 46)]
    word = found.pages[0].words[0]
    assert (word.text, word.confidence) == ("leaf", 1.0)
    left, top, right, bottom = word.box
    assert left == pytest.approx(40, abs=2)
    assert bottom == pytest.approx(80, abs=8)
    assert left < right and top < bottom
    assert found.pages[0].words_from == "text"
    assert found.without_text() == ()
    assert found.trouble == ""


def test_pictures_are_pages_without_words(asker: Asker, tmp_path: Path) -> None:
    photo = gather(asker, inputs.picture(tmp_path / "a.jpg"))
    fax = gather(asker, inputs.scans(tmp_path / "b.tif", 3))
    assert [len(g.pages) for g in (photo, fax)] == [1, 3]
    assert (photo.without_text(), fax.without_text()) == ((1,), (1, 2, 3))


def test_words_read_from_pictures_take_their_pages_and_leave_the_rest(asker: Asker, tmp_path: Path) -> None:
    fax = gather(asker, inputs.scans(tmp_path / "b.tif", 3))
    read = [Page(2, 1, 1, (Word("hello", (1, 2, 3, 4), 0.9),), "ocr"), Page(3, 1, 1)]
    more = fax.with_pages(read)
    assert [p.text() for p in more.pages] == ["", "hello", ""]
    assert more.pages[1].width == fax.pages[1].width
    assert more.without_text() == (1, 3)


def test_a_form_gives_its_fields_and_the_codes_in_them(asker: Asker, tmp_path: Path) -> None:
    (tmp_path / "f.pdf").write_bytes(hybrid.draw(formmaps.fields(), values=formmaps.values()).getvalue())
    found = gather(asker, tmp_path / "f.pdf")
    by_name = {f.name: f for f in found.fields}
    assert by_name[formmaps.full("Family[0]")].value == "Reyes Soto"
    assert [p.codes[0].form_page for p in found.pages] == [1, 2]
    assert {(c.form, c.edition) for p in found.pages for c in p.codes} == {(formmaps.FORM, formmaps.PRINTED)}


def test_an_ordinary_paper_has_no_fields_and_no_codes(asker: Asker, tmp_path: Path) -> None:
    found = gather(asker, inputs.pages(tmp_path / "a.pdf"))
    assert (found.fields, [p.codes for p in found.pages]) == ((), [()])


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_a_scanned_page_tells_its_form_by_its_barcode(asker: Asker, tmp_path: Path, ending: str) -> None:
    found = gather(asker, scan(tmp_path / f"scan.{ending}", "N-400|01/20/25|4"))
    (code,) = found.pages[0].codes
    assert (code.form, code.edition, code.form_page) == ("N-400", "01/20/25", 4)
    assert code.box is not None
    assert code.box[1] > 700
    assert found.without_text() == (1,)


def test_a_file_that_is_no_paper_is_refused_without_more_questions(asker: Asker, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 nothing")
    found = gather(asker, tmp_path / "x.pdf")
    assert found.look.refusal is not None
    assert found == Gathered(found.look)


@pytest.mark.parametrize("doing", ["crash", "hang", "bomb", "refuse"])
def test_a_look_that_goes_wrong_refuses_one_file_and_the_next_is_read(
    double: Asker, tmp_path: Path, doing: str
) -> None:
    began = time.monotonic()
    bad = gather(double, inputs.pages(tmp_path / f"{doing}-look.pdf"))
    assert bad.look.refusal is not None
    assert bad.look.refusal.params["name"] == f"{doing}-look.pdf"
    good = gather(double, inputs.pages(tmp_path / "good.pdf"))
    assert (good.look.refusal, good.trouble, good.pages[0].text()) == (None, "", "page 1")
    assert time.monotonic() - began < 15


@pytest.mark.parametrize(("doing", "trouble"), [("crash", "too-large"), ("hang", "timed-out")])
@pytest.mark.parametrize("op", ["pages", "codes"])
def test_reading_that_goes_wrong_later_keeps_what_is_known_and_says_so(
    double: Asker, tmp_path: Path, doing: str, trouble: str, op: str
) -> None:
    path = tmp_path / (f"{doing}-{op}.pdf" if op == "pages" else f"{doing}-{op}.png")
    began = time.monotonic()
    bad = gather(double, inputs.pages(path, 30) if op == "pages" else inputs.picture(path))
    assert bad.look.refusal is None
    assert len(bad.pages) == bad.look.pages
    assert bad.trouble == trouble
    assert time.monotonic() - began < 10
    good = gather(double, inputs.pages(tmp_path / "good.pdf"))
    assert (good.trouble, good.pages[0].text()) == ("", "page 1")


def test_a_cancelled_reading_ends_at_once(tmp_path: Path) -> None:
    path = inputs.pages(tmp_path / "hang-pages.pdf")
    began = time.monotonic()
    with Child(DOUBLE) as child, pytest.raises(ChildStopped):
        gather(Asker(child, lambda: time.monotonic() - began > 1.5), path)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("told", [None, "x", {}, [], ["x"], [3]])
def test_an_answer_without_fields_has_none(told: object) -> None:
    assert fields_from(told) == ()


def test_signs_that_act_in_fields_are_taken_out() -> None:
    row = {
        "name": "a\x1b[2J",
        "kind": "text",
        "page": 1,
        "box": [1, 2, 3, 4],
        "value": "b\x07\x9b",
        "data": "\x00c",
    }
    (field,) = fields_from([row])
    assert (field.name, field.value, field.data) == ("a[2J", "b", "c")


def test_a_picture_turned_on_its_side_is_read_as_its_reader_sees_it(asker: Asker, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 300)).save(tmp_path / "p.jpg", exif=exif, dpi=(200, 200))
    (page,) = gather(asker, tmp_path / "p.jpg").pages
    assert page.width < page.height


class Told(Asker):
    """A child that tells nonsense of codes and fields."""

    def __init__(self, child: Child, **answers: object) -> None:
        super().__init__(child, lambda: False)
        self.answers = answers

    def ask(self, path: Path, op: str = "look", **more: Any) -> dict[str, Any]:
        return self.answers[op] if op in self.answers else super().ask(path, op, **more)  # type: ignore[return-value]


@pytest.mark.parametrize(
    "codes",
    [
        {"1": [{"form": "N-400"}]},
        {"1": [{"form": "N-400", "edition": "13/45/25", "form_page": 1}]},
        {"x": [{"form": "N-400", "edition": "01/20/25", "form_page": 1}]},
        {"1": "no list"},
        ["no mapping"],
    ],
)
def test_an_answer_about_codes_that_makes_no_sense_is_left_out(tmp_path: Path, codes: object) -> None:
    Image.new("RGB", (400, 300)).save(tmp_path / "p.png")
    with Child(WORKER) as child:
        (page,) = gather(Told(child, codes={"codes": codes}), tmp_path / "p.png").pages
    assert page.codes == ()


@pytest.mark.parametrize(
    "row", [{}, {"name": "a"}, {"name": "a", "kind": "text", "page": "x", "box": [1]}, 3]
)
def test_a_field_that_makes_no_sense_is_left_out(row: object) -> None:
    good = {"name": "b", "kind": "text", "page": 1, "box": [1, 2, 3, 4], "value": "v"}
    assert [f.name for f in fields_from([row, good])] == ["b"]
