"""The barcode of official pages is read from clean, worn, turned and photographed pages, and never made up."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from applicant_helper.reading.barcodes import codes_on
from applicant_helper.reading.codetext import parse_code
from tests.reading.formpages import CODE, barcode, form_page, worn

OFFICIAL = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "uscis-pdfs"
SAYS = "N-400|01/20/25|4"
READ = {"form": "N-400", "edition": "01/20/25", "form_page": 4}


def said(image: Image.Image, points: float = 0.36) -> list[str]:
    return [f"{c['form']}|{c['edition']}|{c['form_page']}" for c in codes_on(image, points)]


@pytest.mark.parametrize("dpi", [100, 150, 200, 300])
def test_a_clean_page_is_read_with_its_place(dpi: int) -> None:
    (code,) = codes_on(form_page(SAYS, dpi), 72 / dpi)
    assert {k: code[k] for k in READ} == READ
    assert code["turn"] == 0
    left, top, right, bottom = code["box"]
    assert CODE[0] - 1 < left < CODE[0] + 6
    assert CODE[1] - 1 < top < bottom < CODE[3] + 1
    assert CODE[2] - 6 < right < CODE[2] + 1


def test_worn_scans_are_read() -> None:
    """A tilt of 1.3 degrees, blur, noise and JPEG quality 40 at 200 dpi; ten forms and seeds."""
    texts = [
        f"I-{100 + 61 * n}{'A' if n % 3 == 0 else ''}|0{n % 9 + 1}/1{n}/2{n % 7}|{n * 3 + 1}"
        for n in range(10)
    ]
    read = [said(worn(form_page(text), n, blur=0.8 + 0.06 * n)) for n, text in enumerate(texts)]
    assert sum(r == [t] for r, t in zip(read, texts, strict=True)) >= 9
    assert all(r in ([], [t]) for r, t in zip(read, texts, strict=True))


@pytest.mark.parametrize(
    "how",
    [
        {"tilt": 3.2},
        {"noise": 30},
        {"contrast": 0.35},
        {"blur": 1.6},
        {"turn": 180},
        {"turn": 90},
        {"turn": 270},
        {"keystone": 0.03, "tilt": 4.0},
        {"turn": 90, "tilt": 2.5, "contrast": 0.5},
    ],
    ids=str,
)
def test_pages_in_a_worse_state_are_read(how: dict[str, float]) -> None:
    assert said(worn(form_page(SAYS, 220), 5, **how)) == [SAYS]  # type: ignore[arg-type]


@pytest.mark.parametrize(("turn", "upright"), [(0, 0), (90, 90), (180, 180), (270, 270)])
def test_the_turn_that_sets_a_page_upright_is_told(turn: int, upright: int) -> None:
    """`rotate` goes against the clock, `turn` with it."""
    page = form_page(SAYS, 150).rotate(turn, expand=True)
    (code,) = codes_on(page, 0.48)
    assert code["turn"] == upright
    (again,) = codes_on(page.rotate(-code["turn"], expand=True), 0.48)
    assert again["turn"] == 0


def test_colour_palette_and_transparency_are_borne() -> None:
    page = form_page(SAYS, 150)
    assert said(page.convert("RGB")) == said(page.convert("P")) == said(page.convert("1")) == [SAYS]
    clear = Image.new("RGBA", page.size, (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), mask=page.point(lambda shade: 255 - shade))
    assert said(clear) == [SAYS]


def test_two_pages_side_by_side_are_both_read() -> None:
    one, two = form_page(SAYS, 150), form_page("N-400|01/20/25|5", 150)
    spread = Image.new("L", (one.width * 2, one.height), 255)
    spread.paste(one)
    spread.paste(two, (one.width, 0))
    assert sorted(said(spread)) == [SAYS, "N-400|01/20/25|5"]


@pytest.mark.parametrize(
    "text", [None, "@ANSI 6360 DAQ Y1234567 nobody", "N-400|01/20/25|0", "=HYPERLINK|1|2"]
)
def test_pages_without_an_official_code_give_none_and_soon(text: str | None) -> None:
    page = worn(form_page(text), 3)
    start = time.process_time()
    assert codes_on(page, 0.36) == []
    assert time.process_time() - start < 3


@pytest.mark.parametrize("size", [(1, 1), (3000, 2), (2, 3000), (40, 40)])
def test_pictures_of_no_use_are_borne(size: tuple[int, int]) -> None:
    assert codes_on(Image.new("L", size, 255), 0.36) == []
    assert codes_on(Image.effect_noise(size, 90), 0.36) == []


def test_a_code_alone_is_read() -> None:
    alone = Image.new("L", (1300, 400), 255)
    alone.paste(barcode("I-864EZ|08/24/26|2"), (90, 150))
    assert said(alone) == ["I-864EZ|08/24/26|2"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("N-400|01/20/25|4", "N-400"),
        (" I-765WS|08/21/25|1 ", "I-765WS"),
        ("G-1145|09/26/2014|1", "G-1145"),
        ("N-400|01/20/25", None),
        ("N-400|01-20-25|4", None),
        ("N-400|01/20/25|0", None),
        ("n-400|01/20/25|4", None),
        ("", None),
    ],
)
def test_the_value_of_a_field_is_taken_apart(text: str, form: str | None) -> None:
    found = parse_code(text)
    assert (found.form if found is not None else None) == form


@given(st.text(max_size=60))
def test_any_value_is_borne(text: str) -> None:
    found = parse_code(text)
    assert found is None or found.form_page >= 1


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6))
def test_what_is_read_is_what_was_written(seed: int) -> None:
    chance = random.Random(seed)
    form = f"{chance.choice(('I', 'N', 'G', 'AR'))}-{chance.randint(1, 1999)}"
    edition = f"{chance.randint(1, 12):02}/{chance.randint(1, 28):02}/{chance.randint(10, 40)}"
    text = f"{form}|{edition}|{chance.randint(1, 60)}"
    assert said(form_page(text, 150, lines=3), 0.48) == [text]


@pytest.mark.parametrize(
    "name", ["n-400-2025-01-20", "i-485-2025-01-20", "g-28-2018-09-17", "i-864-2024-10-17"]
)
def test_official_pages_are_read_clean_and_worn(name: str) -> None:
    path = OFFICIAL / f"{name}.pdf"
    if not path.is_file():
        pytest.skip(f"The official {name} is not here, so its pages are not read.")
    with pikepdf.open(path) as pdf:
        codes = [
            next(str(a.V) for a in page.obj.Annots if "PDF417" in str(a.get("/T", ""))) for page in pdf.pages
        ]
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    for index in (0, len(codes) - 1):
        for dpi in (150, 200):
            page = document[index].render(scale=dpi / 72, grayscale=True).to_pil()
            assert said(page if dpi == 150 else worn(page, index), 72 / dpi) == [codes[index]]
    document.close()
