"""Reading, writing and compiling PO text."""

from __future__ import annotations

import gettext
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.i18n.merge import merge, write_po
from applicant_helper.i18n.po import CatalogueUnreadable, PoEntry, compile_mo, coverage, read_po

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


def catalogue(body: str) -> gettext.GNUTranslations:
    """What a program sees of a PO text."""
    return gettext.GNUTranslations(io.BytesIO(compile_mo(HEADER + body)))


def test_a_translation_is_found() -> None:
    assert (
        catalogue('msgid "Add papers"\nmsgstr "Agregar papeles"\n').gettext("Add papers") == "Agregar papeles"
    )


def test_a_fuzzy_translation_is_never_shown() -> None:
    body = '#, fuzzy\nmsgid "Due on {date}"\nmsgstr "Vence el {date}"\n'
    assert catalogue(body).gettext("Due on {date}") == "Due on {date}"


def test_an_obsolete_entry_is_left_out() -> None:
    body = '#~ msgid "Old"\n#~ msgstr "Viejo"\n\nmsgid "New"\nmsgstr "Nuevo"\n'
    assert [entry.msgid for entry in read_po(HEADER + body)] == ["", "New"]


def test_plural_forms_follow_the_header() -> None:
    body = 'msgid "{n} paper"\nmsgid_plural "{n} papers"\nmsgstr[0] "{n} papel"\nmsgstr[1] "{n} papeles"\n'
    found = catalogue(body)
    assert [found.ngettext("{n} paper", "{n} papers", n) for n in (1, 2)] == ["{n} papel", "{n} papeles"]


def test_a_half_filled_plural_stays_english() -> None:
    body = 'msgid "{n} paper"\nmsgid_plural "{n} papers"\nmsgstr[0] "{n} papel"\nmsgstr[1] ""\n'
    assert catalogue(body).ngettext("{n} paper", "{n} papers", 2) == "{n} papers"


def test_a_context_tells_two_meanings_apart() -> None:
    body = 'msgctxt "a"\nmsgid "Order"\nmsgstr "Orden"\n\nmsgctxt "b"\nmsgid "Order"\nmsgstr "Pedido"\n'
    found = catalogue(body)
    assert (found.pgettext("a", "Order"), found.pgettext("b", "Order")) == ("Orden", "Pedido")


def test_a_text_from_an_unforeseen_place_takes_the_first_translation() -> None:
    assert catalogue('msgctxt "a"\nmsgid "Order"\nmsgstr "Orden"\n').gettext("Order") == "Orden"


def test_the_coverage_travels_in_the_compiled_file() -> None:
    body = 'msgid "a"\nmsgstr "x"\n\nmsgid "b"\nmsgstr ""\n'
    assert catalogue(body).info()["x-coverage"] == "1/2"


@pytest.mark.parametrize(
    ("line", "text"),
    [(6, 'msgid "open\nmsgstr "x"\n'), (6, "hello\n"), (7, 'msgid "a"\nmsgstr "x" "y\n')],
)
def test_a_broken_line_is_named(line: int, text: str) -> None:
    with pytest.raises(CatalogueUnreadable) as caught:
        read_po(HEADER + text, "ui.po")
    assert caught.value.params == {"name": "ui.po", "line": str(line)}


texts = st.text(st.characters(codec="utf-8"), min_size=1)


@given(st.lists(st.tuples(st.none() | texts, texts, texts), unique_by=lambda item: item[:2]))
def test_what_is_written_is_read_back(rows: list[tuple[str | None, str, str]]) -> None:
    entries = [PoEntry(msgid, context=context, strings=[string]) for context, msgid, string in rows]
    back = read_po(write_po(entries))
    assert [(e.context, e.msgid, e.strings) for e in back] == [(c, m, [s]) for c, m, s in rows]


@given(st.text())
def test_any_text_is_read_or_refused_kindly(text: str) -> None:
    try:
        read_po(text)
    except CatalogueUnreadable as refusal:
        assert "{" not in refusal.sentence().replace(text, "")


def translated(msgid: str, string: str, context: str | None = None) -> PoEntry:
    """One finished translation."""
    return PoEntry(msgid, context=context, strings=[string])


def test_an_unchanged_text_keeps_its_translation() -> None:
    (entry,) = merge([PoEntry("Add")], [translated("Add", "Agregar")], 2)
    assert (entry.strings, entry.is_translated) == (["Agregar"], True)


def test_a_changed_requirement_turns_its_translation_fuzzy() -> None:
    old = translated("One photo", "Una foto", "us/n-400/photos.label")
    (entry,) = merge([PoEntry("Two photos", context="us/n-400/photos.label")], [old], 2)
    assert (entry.strings, entry.is_translated) == (["Una foto"], False)


def test_a_slightly_changed_screen_text_turns_fuzzy() -> None:
    (entry,) = merge([PoEntry("Add your papers here.")], [translated("Add your papers here", "Agregue")], 2)
    assert entry.flags == {"fuzzy"}


def test_the_same_text_in_a_new_place_needs_no_second_translation() -> None:
    (entry,) = merge([PoEntry("Passport", context="b")], [translated("Passport", "Pasaporte", "a")], 2)
    assert entry.is_translated


def test_a_fuzzy_translation_stays_fuzzy_until_a_person_clears_it() -> None:
    old = PoEntry("Add", strings=["Agregar"], flags={"fuzzy"})
    (entry,) = merge([PoEntry("Add")], [old], 2)
    assert not entry.is_translated


def test_a_new_plural_gets_as_many_forms_as_the_language_has() -> None:
    (entry,) = merge([PoEntry("{n} day", plural="{n} days")], [], 3)
    assert entry.strings == ["", "", ""]


def test_coverage_counts_messages_without_the_header() -> None:
    assert coverage(read_po(HEADER + 'msgid "a"\nmsgstr "x"\n\nmsgid "b"\nmsgstr ""\n')) == (1, 2)
