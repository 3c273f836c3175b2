"""Text from outside: cleaned, shown safely, made into file names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.core.text import clean_text, export_file_name, safe_line, safe_text

NEVER_SHOWN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\x1b\x00\x7f\x9b")


@given(st.text())
def test_nothing_shown_can_steer_the_terminal(text: str) -> None:
    shown = safe_text(text)
    assert not set(shown) & NEVER_SHOWN
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in shown)
    assert len(shown) <= 10_000
    shown.encode()


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert safe_text(safe_text(text)) == safe_text(text)


ODD = st.text(st.sampled_from("ae\u0301\u0327\u200b\u200c\u200d\u202e\u06cc\u0915\u094d\ud800\r\n\t 👨"))


@given(ODD)
def test_marks_between_letters_never_make_the_text_unstable(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert safe_text(safe_text(text)) == safe_text(text)
    assert safe_line(safe_line(text)) == safe_line(text)
    assert not set(safe_line(text)) & set("\n\t\u200b\u202e\ud800")


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "ශ්\u200dරී"])
def test_joiners_stay_where_a_script_needs_them(text: str) -> None:
    assert safe_text(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ana\u200d\u200c", "Ana"),
        ("pass\u2063port", "passport"),
        ("Ana\U000e0041", "Ana"),
        ("gnp.\u202efdp", "gnp.fdp"),
        ("x\udcff.pdf", "x\ufffd.pdf"),
        ("a\x1b]0;title\x07b", "a]0;titleb"),
    ],
)
def test_what_hides_or_steers_is_taken_out(text: str, shown: str) -> None:
    assert safe_text(text) == shown


def test_a_name_is_one_line() -> None:
    assert safe_line("card\n\nDone.\u2028Saved\t.pdf") == "card Done. Saved .pdf"


def test_a_very_long_text_is_cut_with_a_sign() -> None:
    shown = safe_text("ab" * 9_000)
    assert len(shown) == 10_000
    assert shown.endswith("…")


@pytest.mark.parametrize("title", ["𠀀" * 100 + ".pdf", "पासपोर्ट" * 30 + ".pdf", "a" * 300])
def test_export_names_fit_into_every_file_system(title: str) -> None:
    name = export_file_name(title)
    assert len(name) <= 80
    assert len(name.encode()) <= 240


@pytest.mark.parametrize("title", ["con", "NUL.txt", "com¹.pdf", "con .pdf", "lpt9.tar.gz", "CONIN$"])
def test_names_that_windows_keeps_for_itself_are_changed(title: str) -> None:
    assert export_file_name(title).startswith("_")


@pytest.mark.parametrize("text", ["María Fernanda Peña", "出生证明", "محمد", "नेपाल", "O'Brien-Smith"])
def test_real_names_stay_as_they_are(text: str) -> None:
    assert safe_text(text) == text


@given(st.lists(st.text(max_size=100), max_size=6))
def test_export_names_are_legal_and_unique_everywhere(titles: list[str]) -> None:
    taken: set[str] = set()
    for title in titles:
        name = export_file_name(title, taken)
        assert name.casefold() not in {t.casefold() for t in taken}
        assert not set(name) & set('<>:"/\\|?*')
        assert 0 < len(name) <= 80
        assert not name.endswith((" ", "."))
        assert name.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}
        taken.add(name)
