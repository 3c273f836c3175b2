"""The made-up language that makes untranslated texts stand out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.i18n import translator
from applicant_helper.i18n.merge import slots
from applicant_helper.i18n.pseudo import CLOSE, CODE, OPEN, pseudo


@given(st.text(min_size=1))
def test_every_text_is_bracketed_and_keeps_its_slots(text: str) -> None:
    strange = pseudo(text)
    assert strange.startswith(OPEN) and strange.endswith(CLOSE)
    assert slots(text) == slots(strange)


def test_a_sentence_grows_by_about_a_third() -> None:
    text = "Add the papers you have. You can add more at any time."
    assert 1.25 <= len(pseudo(text)) / len(text) <= 1.45


def test_line_breaks_stay() -> None:
    assert pseudo("One line\nTwo lines").count("\n") == 1


def test_screens_data_and_counts_all_speak_it() -> None:
    strange = translator(CODE)
    said = [
        strange.gettext("Add"),
        strange.data_text("us/n-400/x.label", "Add"),
        strange.say_many("{n} paper", "{n} papers", 3),
    ]
    assert all(text.startswith(OPEN) for text in said)


def test_the_count_is_filled_in() -> None:
    assert "3" in translator(CODE).say_many("{n} paper", "{n} papers", 3)
