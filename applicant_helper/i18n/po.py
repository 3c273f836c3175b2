"""Reads gettext PO text and compiles it to MO bytes with the standard library alone.

Used when a source checkout runs and when a wheel is built; it knows no folders and no languages.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.marks import N_

COVERAGE_HEADER = "X-Coverage"
_MO_MAGIC = 0x950412DE
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"\Z', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}
_MOST_DIGITS = 3
_KEYWORD = re.compile(
    r'(?P<word>msgctxt|msgid_plural|msgid|msgstr)(?:\[(?P<index>\d+)\])?\s*(?P<text>".*")\Z', re.DOTALL
)


class CatalogueUnreadable(ApplicantHelperError):
    """A PO file breaks off or holds a line that is not PO. `params`: name, line."""

    def __init__(self, name: str, line: int) -> None:
        message = N_("I can't read line {line} of the translation file {name}. Check its quotes.")
        super().__init__("catalogue_unreadable", message, {"name": name, "line": str(line)})


@dataclass(slots=True)
class PoEntry:
    """One message. `strings` has one item, or one per plural form; an empty item is untranslated."""

    msgid: str = ""
    context: str | None = None
    plural: str | None = None
    strings: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    line: int = 0

    @property
    def is_translated(self) -> bool:
        """True when a reader may see it: every form filled and not marked fuzzy."""
        return bool(self.strings) and all(self.strings) and "fuzzy" not in self.flags

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes the message unique in its file."""
        return (self.context, self.msgid)


def read_po(text: str, name: str = "catalogue") -> list[PoEntry]:
    """All entries of a PO text in file order, header first; obsolete (`#~`) ones are left out.

    Raises CatalogueUnreadable with the 1-based line.
    """
    return list(_Reader(name).read(text.split("\n")))


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.entry = PoEntry()
        self.slot: tuple[str, int] | None = None

    def read(self, lines: Iterable[str]) -> Iterator[PoEntry]:
        for number, raw in enumerate(lines, start=1):
            line = raw.strip(" \t\r")
            if line.startswith("#~"):
                continue
            if self._starts_new(line) and self.slot is not None:
                yield self._finished()
            self._take(line, number)
        if self.slot is not None:
            yield self._finished()

    def _starts_new(self, line: str) -> bool:
        if self.slot is None or self.slot[0] != "msgstr":
            return False
        return not line or line.startswith(("#", "msgctxt", "msgid "))

    def _finished(self) -> PoEntry:
        done, self.entry, self.slot = self.entry, PoEntry(), None
        return done

    def _take(self, line: str, number: int) -> None:
        if not line:
            return
        if line.startswith("#"):
            self._take_comment(line)
            return
        if line.startswith('"') and self.slot is not None:
            self._append(self._unquote(line, number))
            return
        match = _KEYWORD.match(line)
        if match is None:
            raise CatalogueUnreadable(self.name, number)
        index = match["index"] or "0"
        if len(index) > _MOST_DIGITS:
            raise CatalogueUnreadable(self.name, number)
        self.slot = (match["word"], int(index))
        if match["word"] == "msgid":
            self.entry.line = number
        self._append(self._unquote(match["text"], number))

    def _take_comment(self, line: str) -> None:
        if line.startswith("#:"):
            self.entry.places.extend(line[2:].split())
        elif line.startswith("#,"):
            self.entry.flags.update(flag.strip() for flag in line[2:].split(",") if flag.strip())
        elif line.startswith("#."):
            self.entry.notes.append(line[2:].strip())
        elif not line.startswith("#|"):
            self.entry.comments.append(line[1:].strip())

    def _append(self, text: str) -> None:
        assert self.slot is not None
        word, index = self.slot
        entry = self.entry
        if word == "msgctxt":
            entry.context = (entry.context or "") + text
        elif word == "msgid":
            entry.msgid += text
        elif word == "msgid_plural":
            entry.plural = (entry.plural or "") + text
        else:
            while len(entry.strings) <= index:
                entry.strings.append("")
            entry.strings[index] += text

    def _unquote(self, quoted: str, number: int) -> str:
        if not _QUOTED.match(quoted):
            raise CatalogueUnreadable(self.name, number)
        return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), quoted[1:-1])


def coverage(entries: Iterable[PoEntry]) -> tuple[int, int]:
    """How many messages are translated, and how many there are; the header does not count."""
    messages = [entry for entry in entries if entry.msgid]
    return sum(entry.is_translated for entry in messages), len(messages)


def compile_mo(text: str, name: str = "catalogue") -> bytes:
    """MO bytes of a PO text: only finished translations, and the coverage in an added header line.

    A message with a context is also stored without one (the first translation of that English text wins),
    so that a text shown from an unforeseen place is still translated.
    """
    entries = read_po(text, name)
    table: dict[str, str] = {}
    for entry in entries:
        if entry.msgid and entry.is_translated:
            plain = entry.msgid if entry.plural is None else f"{entry.msgid}\0{entry.plural}"
            value = "\0".join(entry.strings)
            table.setdefault(plain, value)
            if entry.context is not None:
                table[f"{entry.context}\x04{plain}"] = value
    done, total = coverage(entries)
    header = next((entry.strings[0] for entry in entries if not entry.msgid and entry.strings), "")
    table[""] = f"{header.rstrip()}\n{COVERAGE_HEADER}: {done}/{total}\n"
    return _mo_bytes(table)


def _mo_bytes(table: dict[str, str]) -> bytes:
    pairs = sorted((key.encode(), value.encode()) for key, value in table.items())
    keys_at = 7 * 4
    values_at = keys_at + 8 * len(pairs)
    position = values_at + 8 * len(pairs)
    tables: list[list[int]] = [[], []]
    for column in (0, 1):
        for pair in pairs:
            tables[column] += [len(pair[column]), position]
            position += len(pair[column]) + 1
    head = struct.pack("<7I", _MO_MAGIC, 0, len(pairs), keys_at, values_at, 0, 0)
    index = struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1])
    texts = b"".join(pair[column] + b"\0" for column in (0, 1) for pair in pairs)
    return head + index + texts
