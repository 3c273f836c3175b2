"""The catalogues in locales/: up to date, whole, printable, with nothing lost in translation."""

from __future__ import annotations

import ast
import csv
import re
from functools import lru_cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from applicant_helper.i18n import language_meta
from applicant_helper.i18n.extract import KEYWORDS, checklist_texts, screen_texts
from applicant_helper.i18n.languages import language_codes
from applicant_helper.i18n.merge import slots
from applicant_helper.i18n.po import PoEntry, coverage, read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "locales"
CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
NAMES = [f"{path.parents[1].name}-{path.stem}" for path in CATALOGUES]
REFRESH = "Run: python -m applicant_helper.i18n.extract"
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


@lru_cache
def entries_of(path: Path) -> tuple[PoEntry, ...]:
    return tuple(read_po(path.read_text(encoding="utf-8"), path.name))


def messages(path: Path) -> set[tuple[str | None, str, str | None]]:
    return {(entry.context, entry.msgid, entry.plural) for entry in entries_of(path) if entry.msgid}


def test_screen_template_holds_exactly_the_texts_of_the_code() -> None:
    found = {(entry.context, entry.msgid, entry.plural) for entry in screen_texts(ROOT)}
    assert found == messages(LOCALES / "ui.pot"), REFRESH


def test_checklist_template_holds_exactly_the_texts_of_the_data() -> None:
    found = {(entry.context, entry.msgid, entry.plural) for entry in checklist_texts(ROOT)}
    assert found == messages(LOCALES / "checklists.pot"), REFRESH


@pytest.mark.parametrize("path", CATALOGUES, ids=NAMES)
def test_catalogue_holds_the_messages_of_its_template(path: Path) -> None:
    assert messages(path) == messages(LOCALES / f"{path.stem}.pot"), REFRESH


WHOLE = ("us/n-400", "common/", "vocabulary")
"""What is said in Spanish throughout; the other forms fall back to English text by text until they are done."""


@pytest.mark.parametrize("domain", ["ui", "checklists"])
def test_spanish_is_whole(domain: str) -> None:
    path = LOCALES / "es" / "LC_MESSAGES" / f"{domain}.po"
    missing = [entry for entry in entries_of(path) if entry.msgid and not entry.is_translated]
    assert [e.key for e in missing if domain == "ui" or str(e.context).startswith(WHOLE)] == []
    assert coverage(entries_of(path))[1] > 0


def finished(path: Path) -> list[PoEntry]:
    return [entry for entry in entries_of(path) if entry.msgid and any(entry.strings)]


@pytest.mark.parametrize("path", CATALOGUES, ids=NAMES)
def test_no_slot_is_lost_or_invented(path: Path) -> None:
    for entry in finished(path):
        for number, string in enumerate(entry.strings):
            english = entry.plural if entry.plural is not None and number else entry.msgid
            wanted = slots(english) | (slots(entry.plural) if entry.plural else frozenset())
            assert slots(string) == wanted, entry.msgid


@pytest.mark.parametrize("path", CATALOGUES, ids=NAMES)
def test_plural_messages_have_as_many_forms_as_the_header_says(path: Path) -> None:
    header = entries_of(path)[0].strings[0]
    count = re.search(r"nplurals=(\d)", header)
    assert count
    assert all(len(entry.strings) == int(count[1]) for entry in entries_of(path) if entry.plural is not None)


@pytest.mark.parametrize("path", CATALOGUES, ids=NAMES)
def test_no_invisible_direction_marks(path: Path) -> None:
    assert not [entry.msgid for entry in finished(path) if BIDI.search("".join(entry.strings))]


@pytest.mark.parametrize("path", CATALOGUES, ids=NAMES)
def test_edges_and_line_breaks_are_kept(path: Path) -> None:
    for entry in finished(path):
        for string in entry.strings:
            assert string.strip() == string or entry.msgid.strip() != entry.msgid, entry.msgid
            assert string.count("\n") == entry.msgid.count("\n"), entry.msgid


def noto_sans() -> set[int]:
    import fontpkg_noto_sans

    font = next(Path(fontpkg_noto_sans.__file__).parent.rglob("NotoSans*.ttf"))
    with TTFont(font, lazy=True) as opened:
        return set(opened.getBestCmap())


@pytest.mark.parametrize("path", CATALOGUES, ids=NAMES)
def test_every_character_can_be_printed(path: Path) -> None:
    if language_meta(path.parents[1].name).font != "latin":
        pytest.skip("needs the fonts of the languages extra")
    used = {
        letter for entry in finished(path) for string in entry.strings for letter in string if letter >= " "
    }
    assert not [letter for letter in used if ord(letter) not in noto_sans()]


def glossary() -> list[dict[str, str]]:
    with (LOCALES / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_glossary_has_a_column_for_every_language() -> None:
    assert all(row[code] for row in glossary() for code in language_codes() if code != "en")


@pytest.mark.parametrize("path", CATALOGUES, ids=NAMES)
def test_names_of_forms_and_agencies_stay_english(path: Path) -> None:
    kept = [row["term"] for row in glossary() if row["do_not_translate"] == "yes"]
    for entry in finished(path):
        for term in kept:
            if re.search(rf"(?<![\w-]){re.escape(term)}(?![\w-])", entry.msgid):
                assert all(term in string for string in entry.strings), (term, entry.msgid)


@pytest.mark.parametrize("path", CATALOGUES, ids=NAMES)
def test_addresses_on_the_web_stay_as_they_are(path: Path) -> None:
    for entry in finished(path):
        for address in re.findall(r"https?://\S+|[\w.-]+\.gov\S*", entry.msgid):
            assert all(address in string for string in entry.strings)


def shown_texts(path: Path) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS]


def test_no_message_is_built_before_it_is_translated() -> None:
    built = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "applicant_helper").rglob("*.py")
        for call in shown_texts(path)
        if call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert not built
