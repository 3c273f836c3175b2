"""One language in use, its fallbacks and its cache."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from applicant_helper import i18n
from applicant_helper.i18n.languages import fallback_chain, normal_code
from applicant_helper.i18n.translator import translator as cached_translator


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    i18n.set_cache_folder(None)
    i18n.use_language("en")


def test_english_is_spoken_first() -> None:
    assert i18n.say("Add {name} to the list.", name="a.pdf") == "Add a.pdf to the list."


def test_a_slot_value_with_braces_is_shown_as_it_is() -> None:
    assert i18n.say("Add {name} and {other}.", name="{other}.pdf", other="x") == "Add {other}.pdf and x."


def test_a_count_chooses_the_form_and_fills_n() -> None:
    assert [i18n.say_many("{n} paper", "{n} papers", n) for n in (1, 2)] == ["1 paper", "2 papers"]


def test_an_unknown_language_is_refused_and_the_old_one_stays() -> None:
    i18n.use_language("es")
    with pytest.raises(i18n.UnknownLanguage) as refused:
        i18n.use_language("xx")
    assert "es" in refused.value.sentence()
    assert i18n.current_language() == "es"


def test_a_country_variant_uses_the_language_itself() -> None:
    i18n.use_language("es-MX")
    assert i18n.current_language() == "es"


def test_data_texts_are_translated_by_context() -> None:
    i18n.use_language("es")
    assert (
        i18n.data_text("vocabulary/facts.person.date_of_birth.label", "Date of birth")
        == "Fecha de nacimiento"
    )


def test_data_texts_are_translated_without_their_context() -> None:
    i18n.use_language("es")
    assert i18n.data_text("", "Date of birth") == "Fecha de nacimiento"


def test_an_untranslated_data_text_stays_english() -> None:
    i18n.use_language("es")
    assert i18n.data_text("us/x/y.label", "No such text here") == "No such text here"


@pytest.mark.parametrize("text", ["", " "])
def test_an_empty_text_never_becomes_the_catalogue_header(text: str) -> None:
    i18n.use_language("es")
    assert (i18n.gettext(text), i18n.data_text("", text)) == (text, text)


def test_a_compiled_catalogue_is_kept_and_a_damaged_copy_is_replaced(tmp_path: Path) -> None:
    i18n.set_cache_folder(tmp_path)
    cached_translator.cache_clear()
    i18n.use_language("es")
    kept = sorted(tmp_path.glob("*.mo"))
    assert len(kept) == 2
    for path in kept:
        path.write_bytes(b"not a catalogue")
    cached_translator.cache_clear()
    i18n.use_language("es")
    assert i18n.data_text("", "Date of birth") == "Fecha de nacimiento"
    assert all(path.read_bytes() != b"not a catalogue" for path in kept)


def test_a_cache_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    i18n.set_cache_folder(blocked)
    cached_translator.cache_clear()
    i18n.use_language("es")
    assert i18n.data_text("", "Date of birth") == "Fecha de nacimiento"


@pytest.mark.parametrize(
    ("written", "normal"),
    [("ES", "es"), ("es-mx", "es_MX"), ("zh-hans", "zh_Hans"), ("pt_BR.UTF-8", "pt_BR"), ("sr@latin", "sr")],
)
def test_codes_are_read_in_every_usual_spelling(written: str, normal: str) -> None:
    assert normal_code(written) == normal


def test_a_language_without_a_folder_has_no_chain() -> None:
    assert fallback_chain("tlh_KX") == ()


def test_importing_the_languages_loads_no_third_party_library() -> None:
    heavy = "{'yaml', 'babel', 'pydantic', 'dateutil'}"
    code = f"import sys, applicant_helper.i18n; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_running_in_spanish_needs_no_babel() -> None:
    code = "import sys, applicant_helper.i18n as i; i.use_language('es'); print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
