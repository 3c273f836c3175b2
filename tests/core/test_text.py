"""Text from outside: cleaned, shown safely, made into file names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.core.text import clean_text, export_file_name, safe_text

NEVER_SHOWN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\x1b\x00\x7f\x9b")


@given(st.text())
def test_nothing_shown_can_steer_the_terminal(text: str) -> None:
    shown = safe_text(text)
    assert not set(shown) & NEVER_SHOWN
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in shown)
    assert len(shown) <= 10_001


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert safe_text(safe_text(text)) == safe_text(text)


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
        assert 0 < len(name) <= 90
        assert not name.endswith((" ", "."))
        assert name.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}
        taken.add(name)
