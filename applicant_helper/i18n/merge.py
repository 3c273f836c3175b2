"""Writes PO text, and brings the translations of one PO file over to a newer template."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from applicant_helper.i18n.po import PoEntry

_SLOT = re.compile(r"\{[^{}]*\}")
_CLOSE_ENOUGH = 0.75


def merge(template: Sequence[PoEntry], translated: Sequence[PoEntry], plural_forms: int) -> list[PoEntry]:
    """The template's messages with the strings of `translated`.

    A changed English text keeps its old translation marked fuzzy, so that it is never shown as current.
    The same English text under another context is reused as it is. `plural_forms`: 1 to 6.
    """
    by_key = {entry.key: entry for entry in translated if entry.msgid}
    by_text = {entry.msgid: entry for entry in translated if entry.msgid and entry.is_translated}
    wanted = {entry.key for entry in template}
    dropped = [entry for entry in by_key.values() if entry.key not in wanted and any(entry.strings)]
    header = next((entry for entry in translated if not entry.msgid), None)
    merged: list[PoEntry] = [header] if header else []
    for entry in template:
        if entry.msgid:
            old = by_key.get(entry.key) or by_text.get(entry.msgid) or _forerunner(entry, dropped)
            merged.append(_joined(entry, old, plural_forms))
    return merged


def _forerunner(entry: PoEntry, dropped: Sequence[PoEntry]) -> PoEntry | None:
    if entry.context is not None:
        return next((old for old in dropped if old.context == entry.context), None)
    texts = [old.msgid for old in dropped if old.context is None]
    close = difflib.get_close_matches(entry.msgid, texts, n=1, cutoff=_CLOSE_ENOUGH)
    return next(old for old in dropped if old.msgid == close[0]) if close else None


def _joined(entry: PoEntry, old: PoEntry | None, plural_forms: int) -> PoEntry:
    forms = plural_forms if entry.plural is not None else 1
    flags = set(entry.flags)
    strings = list(old.strings) if old else []
    if old is not None:
        same = old.msgid == entry.msgid and old.plural == entry.plural
        if "fuzzy" in old.flags or (not same and any(strings)):
            flags.add("fuzzy")
    strings = [*strings[:forms], *[""] * (forms - len(strings))]
    return replace(entry, strings=strings, flags=flags, comments=list(old.comments) if old else [])


def slots(text: str) -> frozenset[str]:
    """The `{slots}` of a message; in texts of forms a slot may hold an expression."""
    return frozenset(_SLOT.findall(text))


def write_po(entries: Iterable[PoEntry]) -> str:
    """PO text, one blank line between messages; the same entries give the same text."""
    return "\n".join(_entry_lines(entry) for entry in entries)


def _entry_lines(entry: PoEntry) -> str:
    lines = [f"# {comment}".rstrip() for comment in entry.comments]
    lines += [f"#. {note}" for note in entry.notes]
    lines += [f"#: {place}" for place in entry.places]
    if entry.flags:
        lines.append(f"#, {', '.join(sorted(entry.flags))}")
    if entry.context is not None:
        lines += _quoted("msgctxt", entry.context)
    lines += _quoted("msgid", entry.msgid)
    if entry.plural is None:
        lines += _quoted("msgstr", entry.strings[0] if entry.strings else "")
    else:
        lines += _quoted("msgid_plural", entry.plural)
        for number, string in enumerate(entry.strings or ["", ""]):
            lines += _quoted(f"msgstr[{number}]", string)
    return "\n".join(lines) + "\n"


def _quoted(keyword: str, text: str) -> list[str]:
    pieces = [_escaped(piece) for piece in re.findall(r"[^\n]*\n|[^\n]+", text)] or [""]
    if len(pieces) == 1:
        return [f'{keyword} "{pieces[0]}"']
    return [f'{keyword} ""', *[f'"{piece}"' for piece in pieces]]


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return text.replace("\r", "\\r")
