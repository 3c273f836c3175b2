"""Official tables that change month by month; the case may supply one, else nothing is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.expr.evaluate import Evaluation
from applicant_helper.core.expr.library.support import strict
from applicant_helper.core.expr.result import NOT_APPLICABLE, unknown
from applicant_helper.core.values.countries import parse_country
from applicant_helper.core.values.dates import PartialDate, parse_date

CURRENT = frozenset({"c", "current"})
UNAVAILABLE = frozenset({"u", "unavailable"})
ALL_COUNTRIES = frozenset({"", "all", "other", "all_chargeability"})


@strict("visa_cutoff")
def visa_cutoff(run: Evaluation, category: str, country: str) -> object:
    """The cut-off date of the visa chart for a category and country of chargeability.

    A current category gives the last day of the calendar, an unavailable one the first. Source of the
    chart: 8 CFR 245.1(g); the Visa Bulletin of the month.
    """
    for row in _rows(run, "visa_bulletin"):
        if _letters(str(row.get("category", ""))) != _letters(category):
            continue
        listed = str(row.get("country") or "").casefold()
        if listed not in ALL_COUNTRIES and not _is_country(listed, country):
            continue
        cutoff = str(row.get("cutoff", "")).casefold()
        if cutoff in CURRENT:
            return date.max
        if cutoff in UNAVAILABLE:
            return date.min
        return _day(row.get("cutoff")) or unknown("tables.visa_bulletin")
    return unknown("tables.visa_bulletin")


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _is_country(listed: str, country: str) -> bool:
    """Whether the chart's country, a name or a code, is the country of that code."""
    found = parse_country(listed)
    return country.casefold() in {listed, found.casefold() if isinstance(found, str) else ""}


@strict("tps_date")
def tps_date(run: Evaluation, country: str, key: str) -> object:
    """A date of a country's designation for Temporary Protected Status, such as `cr_date`."""
    row = _designation(run, country)
    return (_day(row.get(key)) if row else None) or unknown("tables.tps")


@strict("tps_open")
def tps_open(run: Evaluation, country: str, kind: str, on: date) -> object:
    """Whether a registration window of that kind is open on a day."""
    windows = _windows(run, country, kind)
    if windows is None:
        return unknown("tables.tps")
    return any(first <= on <= last for first, last in windows)


@strict("tps_window")
def tps_window(run: Evaluation, country: str, kind: str, end: str, on: date) -> object:
    """The first (`from`) or last (`to`) day of the window of that kind that is open on a day or comes next."""
    windows = _windows(run, country, kind)
    if windows is None:
        return unknown("tables.tps")
    ahead = sorted(w for w in windows if w[1] >= on) or sorted(windows)[-1:]
    if not ahead:
        return NOT_APPLICABLE
    return ahead[0][0] if end == "from" else ahead[0][1]


def _windows(run: Evaluation, country: str, kind: str) -> list[tuple[date, date]] | None:
    """The windows of a kind; None while nothing is known of the country."""
    row = _designation(run, country)
    if row is None:
        return None
    rows = row.get("windows")
    return [
        (start, _day(w.get("to")) or date.max)
        for w in (rows if isinstance(rows, (list, tuple)) else ())
        if isinstance(w, dict) and w.get("kind") == kind and (start := _day(w.get("from"))) is not None
    ]


def _designation(run: Evaluation, country: str) -> Mapping[str, JsonValue] | None:
    table = _table(run, "tps")
    row = table.get(country) if isinstance(table, dict) else None
    if row is not None and hasattr(row, "model_dump"):
        row = row.model_dump(by_alias=True, mode="json")
    return row if isinstance(row, dict) else None


def _table(run: Evaluation, name: str) -> JsonValue:
    tables = run.scope.case.extra.get("tables")
    found = tables.get(name) if isinstance(tables, dict) else None
    return found if found is not None else run.scope.tables.get(name)  # type: ignore[return-value]


def _rows(run: Evaluation, name: str) -> Iterator[Mapping[str, JsonValue]]:
    table = _table(run, name)
    for row in table if isinstance(table, list) else [table]:
        if isinstance(row, dict):
            yield row


def _day(raw: JsonValue) -> date | None:
    found = parse_date(str(raw), "ymd") if raw is not None else None
    return found.exact() if isinstance(found, PartialDate) else None
