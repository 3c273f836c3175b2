"""Which language the program starts in."""

from __future__ import annotations

import pytest

from applicant_helper.i18n import UnknownLanguage, available_languages, pick_language


@pytest.mark.parametrize(
    ("environment", "picked"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "es_US.UTF-8"}, "es"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "es_MX.UTF-8"}, "es"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "es:en"}, "es"),
        ({"LANG": "es_US.UTF-8", "LANGUAGE": "en:es"}, "en"),
        ({"LANG": "C", "LANGUAGE": "es"}, "en"),
        ({"LANG": "tlh_KX.UTF-8"}, "en"),
        ({"LANG": "es_ES.ISO-8859-1"}, "en"),
        ({"LANG": "es_US.UTF-8", "TERM": "dumb"}, "es"),
    ],
)
def test_the_locale_decides(environment: dict[str, str], picked: str) -> None:
    assert pick_language(environment, None) == picked


def test_the_choice_of_the_person_wins() -> None:
    assert pick_language({"LANG": "es_US.UTF-8"}, "en") == "en"


def test_the_made_up_language_comes_only_when_asked_for() -> None:
    assert pick_language({}, "qps") == "qps"
    assert "qps" not in [info.code for info in available_languages()]


def test_an_unknown_choice_is_refused_with_what_there_is() -> None:
    with pytest.raises(UnknownLanguage, match="language_unknown") as refused:
        pick_language({}, "klingon")
    assert refused.value.params["codes"].startswith("en, ")


def test_the_list_starts_with_english_in_its_own_words() -> None:
    first, *others = available_languages()
    assert (first.code, first.endonym, first.percent) == ("en", "English", 100)
    assert ("es", "Español") in [(info.code, info.endonym) for info in others]
