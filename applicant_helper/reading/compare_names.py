"""Lists of other names on several papers. A list may be shorter where a form has fewer lines. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.values.names import NameLevel
from applicant_helper.core.values.person_name import PersonName, print_name
from applicant_helper.reading.compare_values import Kind, Verdict, folded, match_names, name_of
from applicant_helper.reading.mentions import Said

NEARLY = 0.85


@dataclass(frozen=True, slots=True)
class _Listed:
    """The names that one paper lists, with the raw value of each."""

    said: Said
    names: tuple[tuple[PersonName, JsonValue], ...]


def other_names(said: Sequence[Said]) -> Iterator[tuple[Verdict, list[list[Said]]]]:
    """Names that two papers write a little differently, and a list with a name that no longer list has."""
    lists = [_listed(s) for s in said]
    told: set[frozenset[str]] = set()
    for one, other in combinations(lists, 2):
        ours, theirs = _lacking(one, other), _lacking(other, one)
        if not ours or not theirs:
            continue
        for (name, raw), (alike, other_raw) in _pairs(ours, theirs):
            key = frozenset({folded(print_name(name)), folded(print_name(alike))})
            if key not in told:
                told.add(key)
                yield (
                    Verdict(Kind.DIFFERENT, "spelling"),
                    [_all(lists, name, raw), _all(lists, alike, other_raw)],
                )
        for mine, yours in ((one, other), (other, one)):
            rest = [li for li in lists if li is not mine]
            is_alone = all(_is_new(n, rest) for n, _ in _lacking(mine, yours))
            if len(mine.names) <= len(yours.names) and is_alone and not told:
                told.add(frozenset({""}))
                yield Verdict(Kind.NOTE, "lists_differ"), [[mine.said], [li.said for li in rest]]


def _is_new(name: PersonName, lists: Sequence[_Listed]) -> bool:
    return not any(_agree(name, m) for li in lists for m, _ in li.names)


def _listed(said: Said) -> _Listed:
    rows = said.value if isinstance(said.value, list) else []
    raws = [r.get("name") if isinstance(r, dict) else r for r in rows]
    return _Listed(said, tuple((n, r) for r in raws if (n := name_of(r)) is not None))


def _lacking(one: _Listed, other: _Listed) -> list[tuple[PersonName, JsonValue]]:
    return [(n, r) for n, r in one.names if not any(_agree(n, m) for m, _ in other.names)]


def _agree(one: PersonName, other: PersonName) -> bool:
    return match_names(one, other).level is not NameLevel.MISMATCH


def _pairs(
    ours: Sequence[tuple[PersonName, JsonValue]], theirs: Sequence[tuple[PersonName, JsonValue]]
) -> Iterator[tuple[tuple[PersonName, JsonValue], tuple[PersonName, JsonValue]]]:
    for mine in ours:
        for yours in theirs:
            texts = [folded(print_name(n)) for n in (mine[0], yours[0])]
            if SequenceMatcher(None, texts[0], texts[1]).ratio() >= NEARLY:
                yield mine, yours


def _all(lists: Sequence[_Listed], name: PersonName, raw: JsonValue) -> list[Said]:
    return [
        replace(li.said, value=raw, as_written="")
        for li in lists
        if any(folded(print_name(n)) == folded(print_name(name)) for n, _ in li.names)
    ]
