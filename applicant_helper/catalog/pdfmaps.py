"""Maps of official PDF forms: what each field of one edition states. Data in `forms/*/*/pdf/<form>-<edition>.csv`.

Each row has the columns of COLUMNS; docs/reading-forms.md says what they mean and how a map is made.
"""

from __future__ import annotations

import csv
import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from applicant_helper.catalog.pdfpaths import FactPath, PathRefused, leaf_type, parse_path
from applicant_helper.catalog.problems import DataProblem
from applicant_helper.core.vocabulary import FieldType, Vocabulary

COLUMNS = ("field", "page", "kind", "box", "fact", "value", "label", "blank", "status")
KINDS = frozenset({"text", "check", "choice", "signature", "barcode"})
BLANKS = frozenset({"", "fill", "na", "none", "leave"})
STATUSES = frozenset({"checked", "rule"})
NOT_APPLICABLE = "na"
MAX_SIDE = 2_000
_NAME = re.compile(r"^(?P<form>[a-z0-9]+(?:-[a-z0-9]+)+?)-(?P<edition>\d{4}-\d{2}-\d{2})$")


@dataclass(frozen=True, slots=True)
class MapRow:
    """One field. `page` counts the form's own pages from 1; `box` is left, top, right, bottom in points.

    `meanings` are what a tick means, several when the form does not tell them apart, NOT_APPLICABLE when it
    states nothing. For text, `value` may list printed options with what each means. `leaf` is the type of the
    value, None when no fact is stated. `blank` says what the instructions want in place of nothing: "", fill,
    na or none; leave = it must stay empty when the form is filed.
    """

    field: str
    page: int
    kind: str
    box: tuple[float, float, float, float]
    fact: str
    value: str
    label: str
    blank: str
    is_checked: bool
    path: FactPath | None = None
    leaf: FieldType | None = None
    line: int = dataclasses.field(default=0, compare=False)

    @property
    def meanings(self) -> tuple[str, ...]:
        """What a tick can mean."""
        return tuple(v for v in self.value.split("|") if v)


@dataclass(frozen=True, slots=True)
class FormMap:
    """The map of one edition. `form` as printed (N-400), `edition` as YYYY-MM-DD."""

    form: str
    edition: str
    rows: tuple[MapRow, ...]

    def by_field(self) -> Mapping[str, MapRow]:
        """Rows by the full name of their field."""
        return {r.field: r for r in self.rows}

    @property
    def pages(self) -> int:
        """How many pages the form has, as far as it has fields."""
        return max((r.page for r in self.rows), default=0)


def map_file(root: Path, form: str, edition: str) -> Path | None:
    """Where the map of an edition is; None when there is none yet."""
    wanted = f"{form.strip().lower()}-{edition}.csv"
    return next((p for p in _files(root) if p.name == wanted), None)


def known_editions(root: Path, form: str) -> tuple[str, ...]:
    """Editions of a form that have a map, the oldest first."""
    names = [_NAME.match(p.stem) for p in _files(root)]
    return tuple(sorted(n["edition"] for n in names if n and n["form"] == form.strip().lower()))


def load_map(root: Path, form: str, edition: str, vocabulary: Vocabulary) -> FormMap | None:
    """The map of an edition, None when there is none yet. Rows with problems are left out; `lint` names them."""
    path = map_file(root, form, edition)
    return None if path is None else _loaded(path, path.stat().st_mtime_ns, _Held(vocabulary))


def map_problems(root: Path, vocabulary: Vocabulary) -> tuple[DataProblem, ...]:
    """Everything that is wrong with the maps below `root`."""
    problems: list[DataProblem] = []
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        if not _is_named_well(path):
            problems.append(DataProblem(name, 1, "The name of a map is <form>-<edition as YYYY-MM-DD>.csv."))
        _, found = read_map(path, vocabulary)
        problems += [DataProblem(name, line, sentence) for line, sentence in found]
    return tuple(problems)


def _files(root: Path) -> list[Path]:
    return sorted((root / "forms").glob("*/*/pdf/*.csv"))


def _is_named_well(path: Path) -> bool:
    found = _NAME.match(path.stem)
    try:
        return found is not None and bool(date.fromisoformat(found["edition"]))
    except ValueError:
        return False


class _Held:
    """A vocabulary as a key of the cache: the same object, the same key."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.vocabulary is self.vocabulary


@lru_cache(maxsize=16)
def _loaded(path: Path, _changed: int, held: _Held) -> FormMap:
    return read_map(path, held.vocabulary)[0]


def read_map(path: Path, vocabulary: Vocabulary) -> tuple[FormMap, list[tuple[int, str]]]:
    """One map, and what is wrong with it as (line, sentence)."""
    rows: list[MapRow] = []
    problems: list[tuple[int, str]] = []
    seen: set[str] = set()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            problems.append((1, f"The columns are {', '.join(COLUMNS)}, in this order."))
        else:
            for raw in reader:
                row, found = _row(raw, reader.line_num, vocabulary)
                if row is not None and row.field in seen:
                    found.append(f"The field {row.field} is in the map twice.")
                problems += [(reader.line_num, sentence) for sentence in found]
                if row is not None and not found:
                    rows.append(row)
                    seen.add(row.field)
    name = _NAME.match(path.stem)
    form, edition = (name["form"].upper(), name["edition"]) if name else ("", "")
    return FormMap(form, edition, tuple(rows)), problems


def _row(raw: Mapping[str, str | None], line: int, vocabulary: Vocabulary) -> tuple[MapRow | None, list[str]]:
    if None in raw or any(v is None for v in raw.values()):
        return None, ["This line has not as many values as there are columns."]
    cells = {k: str(v).strip() for k, v in raw.items()}
    problems = list(_cell_problems(cells))
    box = _box(cells["box"])
    if box is None:
        problems.append(f"The box {cells['box']!r} is not left, top, right, bottom in points.")
    path, leaf = None, None
    try:
        path = parse_path(cells["fact"])
        leaf = leaf_type(path, vocabulary) if path else None
    except PathRefused as refused:
        problems.append(str(refused))
    problems += _value_problems(cells["kind"], cells["value"], leaf)
    if box is None or not cells["page"].isdecimal():
        return None, problems
    row = MapRow(
        field=cells["field"],
        page=int(cells["page"]),
        kind=cells["kind"],
        box=box,
        fact=cells["fact"],
        value=cells["value"],
        label=cells["label"],
        blank=cells["blank"],
        is_checked=cells["status"] == "checked",
        path=path,
        leaf=leaf,
        line=line,
    )
    return row, problems


def _cell_problems(cells: Mapping[str, str]) -> Iterator[str]:
    if not cells["field"]:
        yield "A field has no name."
    if not cells["page"].isdecimal() or int(cells["page"]) < 1:
        yield f"The page {cells['page']!r} is not a number from 1."
    for column, allowed in (("kind", KINDS), ("blank", BLANKS), ("status", STATUSES)):
        if cells[column] not in allowed:
            words = ", ".join(sorted(a for a in allowed if a))
            yield f"The {column} {cells[column]!r} is not one of: {words}."
    if not cells["label"]:
        yield "A row has no label. Write what is printed at the field."


def _box(text: str) -> tuple[float, float, float, float] | None:
    try:
        x0, y0, x1, y1 = (float(v) for v in text.split())
    except ValueError:
        return None
    return (x0, y0, x1, y1) if 0 <= x0 < x1 <= MAX_SIDE and 0 <= y0 < y1 <= MAX_SIDE else None


def _value_problems(kind: str, value: str, leaf: FieldType | None) -> list[str]:
    if kind == "check" and leaf is None:
        return []
    if kind == "check" and not value:
        return ["A check box states a fact, but not what a tick means."]
    if leaf is None:
        return []
    meanings = value.split("|") if kind == "check" else [v for v in text_meanings(value).values() if v]
    allowed = leaf.choices or (("yes", "no") if leaf.kind == "yes_no" else ())
    return [
        f"{meaning} is not one of the answers: {', '.join(allowed)}."
        for meaning in meanings
        if allowed and meaning not in (*allowed, NOT_APPLICABLE)
    ]


def text_meanings(value: str) -> dict[str, str]:
    """Printed options of a text field with what each means.

    >>> text_meanings("resides with me=yes; unknown=")
    {'resides with me': 'yes', 'unknown': ''}
    """
    pairs = (part.partition("=") for part in value.split(";") if "=" in part)
    return {option.strip().casefold(): meaning.strip() for option, _, meaning in pairs}
