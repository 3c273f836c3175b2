"""Titles in other scripts: drawn, joined, in the right order, and readable again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from applicant_helper.typeset import fonts
from applicant_helper.typeset.bidi import base_level, visual_runs
from applicant_helper.typeset.drawing import draw_line
from applicant_helper.typeset.fonts import FontPair, GlyphsMissing, printable, register
from applicant_helper.typeset.layout import laid_out
from applicant_helper.typeset.sources import BASE, covers
from applicant_helper.typeset.text import shortened, width, wrap

TEXTS = {
    "arabic": "شهادة ميلاد رقم 123 (نسخة) I-130",
    "hebrew": "תעודת לידה 45 של דוד",
    "persian": "شناسنامه پدر می‌خواهم ۱۲۳۴",
    "simplified": "出生医学证明 2020年5月",
    "traditional": "戶籍謄本與結婚證書",
    "japanese": "戸籍謄本（東京）パスポート",
    "korean": "가족관계증명서 기본",
    "hindi": "जन्म प्रमाण पत्र",
    "thai": "ใบสำคัญการสมรส น้ำ",
    "amharic": "የልደት የምስክር ወረቀት",
    "mixed": "Birth certificate شهادة ميلاد of Ana",
}
READ_BACK = ("simplified", "traditional", "japanese", "korean", "amharic", "hindi")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture(scope="module")
def pair(cache: Path) -> FontPair:
    return register("".join(TEXTS.values()), cache)


def _page(path: Path, text: str, font: str) -> pypdfium2.PdfPage:
    canvas = Canvas(str(path), invariant=1)
    draw_line(canvas, 20, 700, text, font, 14)
    canvas.showPage()
    canvas.save()
    return pypdfium2.PdfDocument(path)[0]


@pytest.mark.parametrize("name", TEXTS)
def test_every_script_is_drawn_with_glyphs_of_its_own(name: str, pair: FontPair, tmp_path: Path) -> None:
    text = TEXTS[name]
    assert printable(text) == text
    for font in (pair.regular, pair.bold):
        line = laid_out(text, font)
        glyphs = [getFont(p.font).face.charToGlyph.get(ord(c), 0) for p in line.pieces for c in p.signs]
        assert glyphs
        assert 0 not in glyphs
    picture = _page(tmp_path / "a.pdf", text, pair.regular).render(scale=2).to_pil().convert("L")
    left, _, right, _ = picture.point(lambda v: 255 if v < 128 else 0).getbbox()
    drawn = (right - left) / 2
    assert drawn == pytest.approx(width(text, pair.regular, 14), abs=8)


@pytest.mark.parametrize("name", READ_BACK)
def test_text_can_be_copied(name: str, pair: FontPair, tmp_path: Path) -> None:
    found = _page(tmp_path / "a.pdf", TEXTS[name], pair.regular).get_textpage().get_text_range()
    assert found.replace("\u200b", "").strip() == TEXTS[name]


@pytest.mark.parametrize(("name", "word"), [("arabic", "ميلاد"), ("hebrew", "תעודת"), ("persian", "پدر")])
def test_words_from_right_to_left_can_be_found(name: str, word: str, pair: FontPair, tmp_path: Path) -> None:
    found = _page(tmp_path / "a.pdf", TEXTS[name], pair.regular).get_textpage().get_text_range()
    assert word in found.replace("\u200b", "")


def test_arabic_letters_are_joined(pair: FontPair) -> None:
    alone = laid_out("ش", pair.regular).pieces
    joined = laid_out("شه", pair.regular).pieces
    face = getFont(alone[0].font).face
    glyphs = [{face.charToGlyph[ord(c)] for p in pieces for c in p.signs} for pieces in (alone, joined)]
    isolated = face.charToGlyph[ord("ش")]
    assert len(glyphs[1] - glyphs[0]) >= 2
    assert isolated not in glyphs[1]


def test_the_first_word_from_right_to_left_stands_at_the_right(pair: FontPair) -> None:
    text = "תעודת 45 Ana"
    runs = [text[a:b].strip() for a, b, _ in visual_runs(text, base_level(text))]
    assert [run for run in runs if run] == ["Ana", "45", "תעודת"]
    last = laid_out("תעודת לידה 45 של דוד", pair.regular).pieces[-1]
    assert "ת" in last.signs


def test_latin_base_keeps_its_direction_and_brackets_turn() -> None:
    assert base_level("Birth תעודת") == 0
    assert base_level("45 תעודת Birth") == 1
    text = "דוד (Ana) 12"
    runs = visual_runs(text, 1)
    assert [text[a:b] for a, b, level in runs if level == 2] == ["12", "Ana"]


def test_han_text_breaks_without_spaces_and_not_before_a_full_stop(pair: FontPair) -> None:
    text = "出生医学证明" * 6
    lines = wrap(text, pair.regular, 10, 65)
    assert len(lines) > 4
    assert "".join(lines) == text
    assert all(width(line, pair.regular, 10) <= 65 for line in lines)
    assert all(not line.startswith("）") for line in wrap("（東京）" * 9, pair.regular, 10, 31))


def test_lines_of_one_text_keep_its_direction(pair: FontPair) -> None:
    lines = wrap("תעודת לידה Ana דוד", pair.regular, 10, width("תעודת לידה", pair.regular, 10) + 1)
    assert len(lines) > 1
    assert {base_level(line) for line in lines} == {1}
    assert " ".join(line.strip("\u200f") for line in lines) == "תעודת לידה Ana דוד"


def test_long_titles_are_shortened_at_their_end(pair: FontPair) -> None:
    short = shortened(TEXTS["traditional"] * 5, pair.regular, 10, 80)
    assert short.startswith("戶籍")
    assert short.endswith("…")
    assert width(short, pair.regular, 10) <= 80


def test_signs_without_any_font_are_shown_by_their_code(cache: Path) -> None:
    assert printable("ა b") == "[U+10D0] b"
    with pytest.raises(GlyphsMissing):
        register("ა", cache)


def test_without_the_shaper_other_scripts_are_shown_by_their_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "can_shape", lambda: False)
    assert printable("ज ab中") == "[U+091C] ab[U+4E2D]"
    assert fonts.lacks_fonts("中")
    assert not fonts.lacks_fonts("ა")


def test_a_sign_that_the_installed_fonts_lack_is_not_said_to_need_others() -> None:
    assert printable("\U0003fffd") == "[U+3FFFD]"
    assert not fonts.lacks_fonts("\U0003fffd")


def test_coverage_read_from_the_file_is_that_of_the_font() -> None:
    from importlib.resources import files

    from fontTools.ttLib import TTFont

    with files(BASE.package).joinpath(BASE.file).open("rb") as file:
        known = set(TTFont(file, lazy=True).getBestCmap())
    assert {c for c in range(0x20000) if covers(BASE, c)} == known


def test_the_same_text_gives_the_same_bytes(pair: FontPair, tmp_path: Path) -> None:
    text = TEXTS["arabic"] + TEXTS["thai"] + TEXTS["japanese"]
    _page(tmp_path / "a.pdf", text, pair.regular)
    _page(tmp_path / "b.pdf", text, pair.regular)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_latin_text_loads_nothing_for_other_scripts(cache: Path) -> None:
    register("Peña Žižek Ελλάδα Киев", cache)
    program = (
        "import sys, pathlib, applicant_helper.packet.engine.run\n"
        "from applicant_helper.typeset.fonts import register, printable\n"
        "from applicant_helper.typeset.text import wrap\n"
        "text = printable('Peña Žižek Ελλάδα Киев')\n"
        f"pair = register(text, pathlib.Path({str(cache)!r}))\n"
        "wrap(text, pair.regular, 10, 60)\n"
        "heavy = ['uharfbuzz', 'fontTools', 'applicant_helper.typeset.bidi', 'applicant_helper.typeset.layout']\n"
        "print([m for m in heavy if sys.modules.get(m)])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
