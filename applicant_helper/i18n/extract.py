"""Collects every English text into locales/*.pot and brings locales/*/LC_MESSAGES/*.po up to date.

Run `python -m applicant_helper.i18n.extract` in a source checkout after changing texts. Needs Babel.
With `--check` nothing is written; the exit status says whether something would change.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n.merge import merge, slots, write_po
from applicant_helper.i18n.po import PoEntry, coverage, read_po
from applicant_helper.i18n.translator import DATA, SCREENS
from applicant_helper.i18n.yaml_texts import data_texts

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "say": None,
    "ngettext": (1, 2),
    "say_many": (1, 2),
}
FOR_READING = Path("forms/reading")
"""Words that papers are recognised by; they are in their own languages already."""
NOTE_TAG = "For translators:"
_HEADER = "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
_PLURALS = re.compile(r"nplurals=(\d)")


def screen_texts(root: Path) -> list[PoEntry]:
    """The texts in the Python files of a checkout, in order of file and line, each once."""
    from babel.messages.extract import extract_from_file

    entries: dict[tuple[str | None, str], PoEntry] = {}
    for path in sorted((root / "applicant_helper").rglob("*.py")):
        place = path.relative_to(root).as_posix()
        found = extract_from_file(
            "python", path, keywords=KEYWORDS, comment_tags=[NOTE_TAG], strip_comment_tags=True
        )
        for line, message, comments, _context in found:
            texts = (message,) if isinstance(message, str) else message
            if texts[0].strip():
                entry = PoEntry(texts[0], notes=list(comments), places=[f"{place}:{line}"])
                entry.plural = texts[1] if len(texts) > 1 else None
                _collect(entries, entry)
    return list(entries.values())


def checklist_texts(root: Path) -> list[PoEntry]:
    """The texts in forms/ and checklists/ of a checkout, each once for each context."""
    entries: dict[tuple[str | None, str], PoEntry] = {}
    for folder in (root / "forms", root / "checklists"):
        for path in sorted(folder.rglob("*.yaml")):
            if root / FOR_READING in path.parents:
                continue
            place = path.relative_to(root).as_posix()
            for text in data_texts(path, folder):
                entry = PoEntry(text.english, context=text.context, places=[f"{place}:{text.line}"])
                _collect(entries, entry)
    return list(entries.values())


def _collect(entries: dict[tuple[str | None, str], PoEntry], entry: PoEntry) -> None:
    if slots(entry.msgid):
        entry.flags.add("python-brace-format")
    known = entries.setdefault(entry.key, entry)
    if known is not entry:
        known.places += entry.places
        known.plural = known.plural or entry.plural
        known.notes += [note for note in entry.notes if note not in known.notes]


def template_text(entries: Iterable[PoEntry]) -> str:
    """The POT text: no dates, no names, so that it only changes when a text or its place does."""
    return write_po([PoEntry(strings=[_HEADER]), *entries])


def updated_catalogue(template: list[PoEntry], current: str, name: str) -> str:
    """The PO text for a newer template. Places lose their line numbers to keep differences small."""
    entries = read_po(current, name)
    header = entries[0].strings[0] if entries and not entries[0].msgid else _HEADER
    count = _PLURALS.search(header)
    merged = merge(template, entries, int(count[1]) if count else 2)
    for entry in merged:
        entry.places = sorted({place.rpartition(":")[0] or place for place in entry.places})
    return write_po(merged)


def planned_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file of locales/ that is made from texts, with the content it should have."""
    locales = root / "locales"
    for domain, template in ((SCREENS, screen_texts(root)), (DATA, checklist_texts(root))):
        yield locales / f"{domain}.pot", template_text(template)
        for meta in sorted(locales.glob("*/LC_MESSAGES")):
            path = meta / f"{domain}.po"
            yield path, updated_catalogue(template, _current(path, meta.parent.name), path.name)


def _current(path: Path, code: str) -> str:
    """The file as it is, or an empty catalogue with the header of the language."""
    if path.is_file():
        return path.read_text(encoding="utf-8")
    from babel.messages.plurals import get_plural

    header = f"Language: {code}\n{_HEADER}Plural-Forms: {get_plural(code).plural_forms}\n"
    return write_po([PoEntry(strings=[header])])


def main(arguments: list[str]) -> int:
    """Update the files, or with `--check` only compare. Returns the exit status."""
    root = Path(__file__).resolve().parents[2]
    try:
        planned = list(planned_files(root))
    except ApplicantHelperError as refusal:
        sys.stderr.write(f"{refusal.sentence()}\n")
        return int(refusal.exit_code)
    changed = 0
    for path, text in planned:
        current = path.read_text(encoding="utf-8") if path.is_file() else ""
        changed += text != current
        if "--check" not in arguments and text != current:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        done, total = coverage(read_po(text, path.name))
        sys.stdout.write(f"{path.relative_to(root)}: {done} of {total} translated\n")
    return 1 if changed and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
