"""Words of the text layer: their order, their places as a reader sees them, and text nobody should trust."""

from __future__ import annotations

import io
import json
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from applicant_helper.core.text import safe_line
from applicant_helper.reading.render import CannotDraw, draw_page
from applicant_helper.reading.shapes import Page, Word
from applicant_helper.reading.text import needs_ocr, pages_from, text_pages

WIDTH, HEIGHT = 400, 600


def written(*lines: tuple[float, float, str], pages: int = 1) -> io.BytesIO:
    """A PDF with lines of Helvetica 12 at points from the lower left."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    for _ in range(pages):
        canvas.setFont("Helvetica", 12)
        for x, y, text in lines:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out


def with_keys(file: io.BytesIO, **keys: Any) -> io.BytesIO:
    out = io.BytesIO()
    with pikepdf.open(file) as pdf:
        for key, value in keys.items():
            pdf.pages[0][f"/{key}"] = value
        pdf.save(out)
    return out


def read(file: io.BytesIO, first: int = 1, last: int = 1, **options: bool) -> tuple[Page, ...]:
    """What the parent makes of the child's answer, through JSON as it travels."""
    return pages_from(json.loads(json.dumps(text_pages(file, first, last, **options))))


def test_words_come_with_their_places_from_the_top_left() -> None:
    (page,) = read(written((50, 500, "Date of birth"), (50, 400, "NGUYEN")))
    assert page.text() == "Date of birth NGUYEN"
    assert (page.number, page.width, page.height, page.words_from) == (1, WIDTH, HEIGHT, "text")
    date, last = page.words[0], page.words[-1]
    assert date.box[0] == pytest.approx(50, abs=1.5)
    assert date.box[1] < 100 < date.box[3] + 1
    assert last.box[1] < 200 < last.box[3] + 1
    assert last.confidence == 1.0


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (20, 30, 380, 560)])
def test_the_box_of_a_word_covers_its_ink_however_the_page_is_turned_and_cropped(
    turned: int, crop: tuple[int, int, int, int] | None
) -> None:
    keys: dict[str, Any] = {"Rotate": turned}
    if crop:
        keys["CropBox"] = pikepdf.Array(list(crop))
    file = with_keys(written((60, 430, "MINH")), **keys)
    (page,) = read(file)
    drawn = draw_page(file, "application/pdf", 1, 144)
    ink = drawn.image.convert("L").point(lambda v: 255 if v < 128 else 0).getbbox()
    assert ink is not None
    left, top, right, bottom = (v * drawn.points_per_pixel for v in ink)
    box = page.words[0].box
    assert box[0] - 1 <= left and box[1] - 1 <= top and right <= box[2] + 1 and bottom <= box[3] + 1
    assert (box[2] - box[0]) * (box[3] - box[1]) < 3.5 * (right - left) * (bottom - top)
    assert (page.width, page.height) == pytest.approx((drawn.width, drawn.height), abs=0.1)


def test_words_outside_the_crop_are_left_out() -> None:
    file = with_keys(written((50, 500, "seen"), (50, 20, "cut")), CropBox=pikepdf.Array([0, 300, 400, 600]))
    assert read(file)[0].text() == "seen"


def test_pieces_set_far_apart_are_two_words() -> None:
    assert read(written((50, 500, "A-"), (300, 460, "Select")))[0].text() == "A- Select"


def test_pages_are_numbered_as_in_the_file_and_only_those_asked_for_come() -> None:
    pages = read(written((50, 500, "word"), pages=5), 2, 4)
    assert [p.number for p in pages] == [2, 3, 4]
    assert read(written((50, 500, "word"), pages=2), 2, 9)[0].number == 2
    assert read(written((50, 500, "word")), 3, 4) == ()


def test_an_answer_stays_small_and_the_rest_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applicant_helper.reading.text.MAX_ANSWER", 1500)
    file = written((50, 500, "five words on each page"), pages=9)
    first = text_pages(file, 1, 9)
    assert 1 < len(first) < 9
    assert len(json.dumps(first)) < 1500
    assert text_pages(file, len(first) + 1, 9)[0]["number"] == len(first) + 1


def test_a_page_with_endless_words_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applicant_helper.reading.text_letters.MAX_WORDS", 7)
    assert len(text_pages(written((50, 500, "a b c d e f g h i j")), 1, 1)[0]["words"]) == 7


def nonsense(letters: bytes) -> io.BytesIO:
    """Glyphs of a font that does not say which letters they are."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name("/AAAAAA+Strange"),
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name("/AAAAAA+Strange"), Flags=4
        ),
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name("/AAAAAA+Strange"),
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=pikepdf.Array([pdf.make_indirect(inner)]),
    )
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf 50 500 Td <" + letters.hex().encode() + b"> Tj ET")
    out = io.BytesIO()
    pdf.save(out)
    return out


def test_glyphs_without_letters_are_no_text() -> None:
    (page,) = read(nonsense(bytes(v for n in range(40) for v in (0xE0, n))))
    assert (page.words, page.words_from) == ((), "")
    assert needs_ocr(page)


def test_a_blank_page_has_no_text() -> None:
    (page,) = read(written())
    assert (page.words, page.words_from, page.picture_share) == ((), "", 0.0)


def test_a_scan_with_a_stamped_page_number_needs_ocr_and_one_with_a_text_layer_does_not() -> None:
    from PIL import Image

    def scan(*words: str) -> io.BytesIO:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
        canvas.drawInlineImage(Image.new("L", (40, 60), 200), 0, 0, WIDTH, HEIGHT)
        text = canvas.beginText(20, 500)
        text.setTextRenderMode(3)
        text.textLines("\n".join(words))
        canvas.drawText(text)
        canvas.save()
        return out

    stamped, layered = read(scan("Page 1"))[0], read(scan(*["word"] * 30))[0]
    assert stamped.picture_share > 0.95
    assert needs_ocr(stamped)
    assert len(layered.words) == 30
    assert not needs_ocr(layered)


def test_what_is_typed_into_fields_is_read_when_asked_for() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    canvas.drawString(20, 520, "Family name")
    canvas.acroForm.textfield(name="family", value="NGUYEN", x=100, y=500, width=200, height=30)
    canvas.save()
    assert read(out)[0].text() == "Family name"
    assert read(out, with_fields=True)[0].text() == "Family name NGUYEN"


def test_escapes_and_turned_text_from_a_child_never_act() -> None:
    told = [{"number": 1, "width": 9, "height": 9, "words_from": "text"}]
    told[0]["words"] = [["a\x1b[31mb", 0, 0, 1, 1], ["\u202e\u200b", 0, 0, 1, 1], ["x\u202ey\nz", 0, 0, 1, 1]]
    assert [w.text for w in pages_from(told)[0].words] == ["a[31mb", "xy z"]


def test_a_file_that_is_no_pdf_is_told_by_a_code() -> None:
    with pytest.raises(CannotDraw, match="damaged-pdf"):
        text_pages(io.BytesIO(b"%PDF-1.7 nothing"), 1, 1)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
rows = st.lists(st.text(max_size=6) | st.floats() | st.integers(), max_size=7)
pages = st.fixed_dictionaries(
    {"number": st.integers() | st.none(), "width": st.floats() | st.text(max_size=3), "height": st.just(9)},
    optional={
        "words": st.lists(rows | anything, max_size=4),
        "words_from": st.sampled_from(["text", "ocr", "?"]),
    },
)


@settings(max_examples=150, deadline=None)
@given(anything | st.lists(pages | anything, max_size=3))
def test_no_answer_of_a_child_can_break_the_parent(answer: object) -> None:
    for page in pages_from(answer):
        assert isinstance(page, Page)
        assert all(
            isinstance(w, Word) and w.text == safe_line(w.text) and 0 <= w.confidence <= 1 for w in page.words
        )
