"""Reads a finished packet, one file or a folder of them, without the case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from applicant_helper.packet.problems import EMPTY_FOLDER, NotAPacket
from applicant_helper.packet.verify.file import FileReading, not_a_packet, read_file
from applicant_helper.packet.verify.report import Problem, VerifyReport, problem
from applicant_helper.packet.verify.rows import not_covered

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

PART = re.compile(r"^(?P<stem>.*)_part(?P<part>\d+)(?:of(?P<total>\d+))?$", re.IGNORECASE)
MOST_FILES = 2000


def read_packet(
    path: Path, profile: PacketProfile | None, counted: Callable[[int, int], None] = lambda done, total: None
) -> VerifyReport:
    """Read every file of a packet. Raises NotAPacket for what is none."""
    files = packet_files(path)
    readings: list[FileReading] = []
    unread: list[Problem] = []
    for number, file in enumerate(files):
        counted(number, len(files))
        name = file.name if file == path else file.relative_to(path).as_posix()
        try:
            readings.append(read_file(file, profile, name=name, counts_text=True))
        except NotAPacket:
            if len(files) == 1:
                raise
            unread.append(problem("cannot-open", name=name))
    if not readings:
        raise NotAPacket("empty-folder", EMPTY_FOLDER, {"name": path.name})
    others = [f.relative_to(path).as_posix() for f in files_in(path) if f not in files]
    found = [*unread, *(problem("bad-type", name=name) for name in others)]
    found += [p for r in readings for p in r.problems]
    found += _names([r.facts.name for r in readings], profile)
    if path.is_file() and readings[0].is_part and PART.match(path.stem):
        facts = readings[0].facts
        found.append(problem("one-part", first=facts.first, last=facts.last))
    else:
        found += [p for group in _groups(readings) for p in _parts(group)]
    found += _twice(readings)
    destination = profile.id if profile is not None else readings[0].destination
    if not destination:
        found.append(problem("no-destination"))
    elif profile is None:
        found.append(problem("unknown-destination", name=destination))
    problems = tuple(_unique(found))
    return VerifyReport(
        not any(p.is_fault for p in problems), destination, tuple(r.facts for r in readings), problems
    )


def packet_files(path: Path) -> list[Path]:
    """The PDF files of a packet, in order. Raises NotAPacket where there is none."""
    if not path.exists():
        raise not_a_packet(path)
    if path.is_file():
        return [path]
    files = [p for p in files_in(path) if p.suffix.lower() == ".pdf"]
    if not files:
        raise NotAPacket("empty-folder", EMPTY_FOLDER, {"name": path.name})
    return files


def files_in(path: Path) -> list[Path]:
    """Every file of a folder and the folders in it, in order; hidden ones and very many are left out."""
    if path.is_file():
        return []
    return sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))[:MOST_FILES]


def _unique(found: Sequence[Problem]) -> Iterator[Problem]:
    seen: set[object] = set()
    for one in found:
        key = (one.code, one.file, one.page, tuple(one.params.items()))
        if key not in seen:
            seen.add(key)
            yield one


def _names(names: Sequence[str], profile: PacketProfile | None) -> Iterator[Problem]:
    taken: set[str] = set()
    for name in names:
        last = name.rsplit("/", 1)[-1]
        if name.lower() in taken:
            yield problem("same-name", name=name)
        taken.add(name.lower())
        if not last.lower().endswith(".pdf"):
            yield problem("bad-type", name=name)
        if profile is None:
            continue
        if len(last) > profile.files.name_max or not re.match(profile.files.name_pattern, last):
            yield problem("bad-name", name=name)


def _groups(readings: Sequence[FileReading]) -> Iterator[list[tuple[int, int | None, FileReading]]]:
    """Files that are parts of one, in order, each with its part and how many it says there are."""
    groups: dict[str, list[tuple[int, int | None, FileReading]]] = {}
    for reading in readings:
        name = reading.facts.name.removesuffix(".pdf")
        match = PART.match(name)
        stem = match["stem"] if match else name
        part = int(match["part"]) if match else 1
        total = int(match["total"]) if match and match["total"] else None
        groups.setdefault(stem if match else f"{name}/", []).append((part, total, reading))
    for group in groups.values():
        yield sorted(group, key=lambda row: row[0])


def _twice(readings: Sequence[FileReading]) -> Iterator[Problem]:
    """Parts made from the same papers on the same day with the same numbers are one part."""
    seen: dict[tuple[str, int], str] = {}
    for reading in readings:
        key = reading.identity, reading.facts.first
        if reading.is_part and reading.identity and key in seen:
            yield problem("part-twice", name=seen[key], other=reading.facts.name)
        seen.setdefault(key, reading.facts.name)


def _parts(group: Sequence[tuple[int, int | None, FileReading]]) -> Iterator[Problem]:
    """Numbers go on through the parts, every page counts the same total, the contents name what begins in each."""
    readings = [r for _, _, r in group]
    total = max([t for _, t, _ in group if t is not None] + [part for part, _, _ in group])
    for part in sorted(set(range(1, total + 1)) - {part for part, _, _ in group}):
        yield problem("part-missing", part=part, total=total)
    for before, after in pairwise(readings):
        if after.facts.first != before.facts.last + 1:
            yield problem("part-gap", first=after.facts.first, last=before.facts.last)
    last = readings[-1].facts.last
    for reading in readings:
        for printed in sorted(reading.totals - {last}):
            yield problem("wrong-total", printed=printed, total=last)
    if len(readings) > 1 and readings[0].rows:
        yield from _contents_of_all(readings)


def _contents_of_all(readings: Sequence[FileReading]) -> Iterator[Problem]:
    """The contents in the first part name what begins in every other, and all their pages."""
    rows = readings[0].rows
    named = {row.first for row in rows}
    for reading in readings[1:]:
        for page in sorted(reading.bookmarked - named - {reading.facts.first}):
            yield replace(problem("not-indexed", page=page), file=reading.facts.name)
        for page in not_covered(rows, reading.papers):
            found = problem("not-in-contents", page - reading.facts.first + 1, page=page)
            yield replace(found, file=reading.facts.name)
