"""Which editions of official forms are accepted on a day. Read on demand; nothing here calls an edition the newest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError

from applicant_helper.catalog.models import Form
from applicant_helper.catalog.problems import DATA_FAULTY, CatalogFaulty, DataProblem, DataProblems
from applicant_helper.catalog.schemas import Mark, Strict, Text
from applicant_helper.catalog.where import data_root
from applicant_helper.catalog.yamlfile import Place, YamlFile, read_yaml
from applicant_helper.core.marks import N_

TEXTS = "us/uscis-editions"
"""Where translations keep the reasons of the table: its own id."""
FILE = Path("forms") / "us" / "tables" / "editions.yaml"

ACCEPTED = N_(
    "The {edition} edition of Form {form} was accepted when this was last read, on {read_on}. "
    "Look at {url} on the day you file."
)
REFUSED = N_(
    "USCIS has not accepted the {edition} edition of Form {form} since {since}. {reason} "
    "This was read on {read_on}; look at {url} before you fill in another one."
)
NOT_YET = N_(
    "The {edition} edition of Form {form} is accepted from {since}, not on {on}. This was read on {read_on}; "
    "look at {url}."
)
ENDED = N_("Form {form} has not been in use since {since}. {reason} This was read on {read_on}.")
NOT_LISTED = N_(
    "I don't know the {edition} edition of Form {form}. What I know was read on {read_on}, so it may be newer. "
    "Look at {url} before you file."
)
NOT_RECORDED = N_(
    "I don't know whether the {edition} edition of Form {form} is accepted on {on}. Look at {url} before you file."
)
NO_FORM = N_("I have no list of editions of Form {form}. Look at its official page before you file.")
WEAK = N_("This comes from a source we could not confirm. Check it on the official page.")


class State(StrEnum):
    """Whether an edition may be filed on a day, as far as is known."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Since(Strict):
    """The first day of something."""

    since: Day = Field(alias="from")


class Span(Since):
    """From when until when, both days included; without `until` it goes on."""

    until: Day | None = None


class EditionRow(Strict):
    """One edition. With neither `accepted` nor `refused` it is only known to exist."""

    date: Day
    pages: int | None = Field(None, ge=1, le=200)
    accepted: Span | None = None
    refused: Since | None = None
    reason: str = ""
    source: Text
    read_on: Day
    mark: Mark = ""


class EndedRow(Since):
    """A form that is no longer used at all."""

    reason: Text
    source: Text
    read_on: Day


class FormRow(Strict):
    """Every edition known of one form, by the number printed on it."""

    form: Text
    url: Text
    ended: EndedRow | None = None
    editions: tuple[EditionRow, ...] = ()


class EditionsFile(Strict):
    """`forms/us/tables/editions.yaml`."""

    schema_: int = Field(alias="schema", ge=1, le=1)
    id: Text
    agency: Text
    forms: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Whether an edition is accepted: the sentence as a template and the values of its slots.

    `since` is the first day it is refused or accepted. `read_on` says how old the knowledge is. `is_weak` = from
    a source at second hand; `WEAK` says so.
    """

    state: State
    message: str
    params: Mapping[str, str] = field(default_factory=dict)
    since: Day | None = None
    read_on: Day | None = None
    is_listed: bool = False
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Editions:
    """The table, asked by the number printed on the form (`I-864EZ`)."""

    forms: Mapping[str, FormRow]

    def of(self, form: str) -> tuple[EditionRow, ...]:
        """Every edition listed of a form; empty for a form not listed."""
        row = self.forms.get(form)
        return row.editions if row is not None else ()

    def _place(self, form: str) -> int:
        """Which form of the file it is, from 1, as translations count."""
        return list(self.forms).index(form) + 1

    def pages(self, form: str, edition: Day | None) -> int | None:
        """How many pages that edition has, when recorded."""
        return next((e.pages for e in self.of(form) if e.date == edition), None)

    def accepted(self, form: str, edition: Day, on: Day) -> Acceptance:
        """Whether an edition may be filed on a day, and the sentence that says so."""
        row = self.forms.get(form)
        params = {"form": form, "edition": _printed(edition), "on": on.isoformat()}
        if row is None:
            return Acceptance(State.UNKNOWN, NO_FORM, params)
        params["url"] = row.url
        if row.ended is not None and on >= row.ended.since:
            ended = row.ended
            more = {
                **params,
                "since": str(ended.since),
                "reason": ended.reason,
                "reason_at": f"{TEXTS}/forms.{self._place(form)}.ended.reason",
                "read_on": str(ended.read_on),
            }
            return Acceptance(State.REFUSED, ENDED, more, ended.since, ended.read_on, is_listed=True)
        found = next((e for e in row.editions if e.date == edition), None)
        if found is not None:
            place = f"forms.{self._place(form)}.editions.{row.editions.index(found) + 1}.reason"
            told = {"read_on": str(found.read_on), "reason": found.reason, "reason_at": f"{TEXTS}/{place}"}
            return _judged(found, on, {**params, **told})
        read_on = max((e.read_on for e in row.editions), default=None)
        if read_on is None:
            return Acceptance(State.UNKNOWN, NOT_RECORDED, params)
        return Acceptance(State.UNKNOWN, NOT_LISTED, {**params, "read_on": str(read_on)}, read_on=read_on)


def _judged(row: EditionRow, on: Day, params: dict[str, str]) -> Acceptance:
    state, message, since = State.UNKNOWN, NOT_RECORDED, None
    stopped = _stopped(row)
    if stopped is not None and on >= stopped:
        state, message, since = State.REFUSED, REFUSED, stopped
    elif row.accepted is not None and on < row.accepted.since:
        state, message, since = State.REFUSED, NOT_YET, row.accepted.since
    elif row.accepted is not None:
        state, message, since = State.ACCEPTED, ACCEPTED, row.accepted.since
    if since is not None:
        params["since"] = since.isoformat()
    return Acceptance(state, message, params, since, row.read_on, is_listed=True, is_weak=bool(row.mark))


def _stopped(row: EditionRow) -> Day | None:
    """The first day on which the edition is refused."""
    if row.refused is not None:
        return row.refused.since
    if row.accepted is not None and row.accepted.until is not None:
        return Day.fromordinal(row.accepted.until.toordinal() + 1)
    return None


def _printed(day: Day) -> str:
    """An edition as forms print it: `01/20/25`."""
    return day.strftime("%m/%d/%y")


def load_editions(root: Path | None = None) -> Editions:
    """The table, read once. Raises CatalogFaulty or YamlRefused when it can't be used."""
    return _load(root or data_root())


@lru_cache(maxsize=4)
def _load(root: Path) -> Editions:
    found, _file, problems = _read(root)
    if found is None or problems:
        params = {"count": str(len(problems)), "first": str(problems[0]) if problems else ""}
        raise CatalogFaulty("catalog", DATA_FAULTY, params)
    return Editions({row.form: row for row in found.forms})


def lint_editions(root: Path, forms: Iterable[Form] = ()) -> tuple[DataProblem, ...]:
    """Every problem of the table: shape, contradictions, and form files that say something else."""
    found, file, shape = _read(root)
    if found is None:
        return shape
    problems = DataProblems()
    for place, sentence in (*_contradictions(found), *_differences(found, tuple(forms))):
        problems.add(file, place, sentence)
    return (*shape, *problems.found)


def _read(root: Path) -> tuple[EditionsFile | None, YamlFile, tuple[DataProblem, ...]]:
    raw = read_yaml(root / FILE)
    file = YamlFile(FILE.as_posix(), raw.value, raw.lines)
    problems = DataProblems()
    try:
        return EditionsFile.model_validate(file.value), file, ()
    except ValidationError as refused:
        for error in refused.errors():
            place = tuple(p for p in error["loc"] if isinstance(p, (str, int)))
            problems.add(file, place, f"{'.'.join(str(p) for p in place)}: {error['msg']}.")
    return None, file, tuple(problems.found)


def _contradictions(table: EditionsFile) -> Iterator[tuple[Place, str]]:
    for name, number in Counter(row.form for row in table.forms).items():
        if number > 1:
            yield ("forms",), f"Form {name} is listed twice."
    for i, row in enumerate(table.forms):
        dates = Counter(e.date for e in row.editions)
        for k, edition in enumerate(row.editions):
            place: Place = ("forms", i, "editions", k)
            for sentence in _faults(edition):
                yield place, f"{row.form}, edition {edition.date}: {sentence}"
            if dates[edition.date] > 1:
                yield place, f"{row.form}, edition {edition.date} is listed twice."


def _faults(row: EditionRow) -> Iterator[str]:
    span = row.accepted
    if span is not None and span.until is not None and span.until < span.since:
        yield "it would be accepted until a day before it is accepted from."
    if span is not None and row.refused is not None:
        yield "say either until when it is accepted or from when it is refused."
    if span is not None and span.since < row.date:
        yield "it can't be accepted before its own date."
    if _stopped(row) is not None and not row.reason:
        yield "say the reason why it stopped."


def _differences(table: EditionsFile, forms: tuple[Form, ...]) -> Iterator[tuple[Place, str]]:
    """Where the files of single forms say something else; a form that the table leaves out has only its own."""
    rows = {row.form: (i, row) for i, row in enumerate(table.forms)}
    for form in forms:
        if form.agency != table.agency:
            continue
        if form.number not in rows:
            continue
        i, row = rows[form.number]
        here = {(e.date, e.accepted.since, e.accepted.until) for e in row.editions if e.accepted}
        there = {(e.date, e.accepted_from, e.accepted_until) for e in form.editions}
        if here != there:
            yield ("forms", i), f"The accepted editions of {form.number} differ from those in its form file."
