"""Days credited and days away, against counting them one by one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.core.values.credit import CreditCounter, count_in, days_between_ends, runs_in
from applicant_helper.core.values.holidays import federal_holidays, next_working_day, working_days_after
from applicant_helper.core.values.periods import Period
from applicant_helper.core.values.windows import anniversary

START = date(2021, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> Period:
    start = draw(DAYS)
    return Period(start, start + timedelta(days=draw(st.integers(0, 400))))


LISTS = st.lists(spans(), max_size=4)


def holds(periods: list[Period], day: date) -> bool:
    return any(p.start <= day <= (p.end or day) for p in periods)


def counted(
    full: list[Period], half: list[Period], trips: list[Period], out: list[Period], day: date
) -> Decimal:
    if holds(out, day) or any(t.start < day < (t.end or t.start) for t in trips):
        return Decimal(0)
    if holds(full, day):
        return Decimal(1)
    return Decimal("0.5") if holds(half, day) else Decimal(0)


@given(LISTS, LISTS, LISTS, LISTS, DAYS, st.integers(0, 900))
def test_credit_is_what_counting_day_by_day_gives(
    full: list[Period], half: list[Period], trips: list[Period], out: list[Period], since: date, length: int
) -> None:
    days = [since + timedelta(days=i) for i in range(length + 1)]
    one_by_one = [counted(full, half, trips, out, d) for d in days]
    whole = sum((c for c in one_by_one if c == 1), Decimal(0))
    halves = sum((c for c in one_by_one if c != 1), Decimal(0))
    counter = CreditCounter(full, half, trips, out)
    assert counter.between(since, days[-1], Decimal(10_000)) == whole + halves
    assert counter.between(since, days[-1], Decimal(20)) == whole + min(halves, Decimal(20))


@given(LISTS, LISTS, DAYS, st.integers(0, 1900))
def test_the_first_day_is_the_first_on_which_enough_days_are_there(
    full: list[Period], trips: list[Period], start: date, needed: int
) -> None:
    counter = CreditCounter(full, [], trips, [])
    found = counter.first_day(start, 5, Decimal(needed), Decimal(0))

    def reached(day: date) -> bool:
        since = anniversary(day, -5)
        return counter.between(since, day - timedelta(days=1), Decimal(0)) >= needed

    if found is not None:
        assert reached(found)
        assert found == start or not reached(found - timedelta(days=1))
    else:
        assert not reached(start)


def test_travel_days_are_days_at_home() -> None:
    away = days_between_ends([Period(date(2024, 5, 10), date(2024, 12, 2))])
    assert count_in(away, date(2024, 1, 1), date(2024, 12, 31)) == 205


def test_runs_touch_and_are_cut() -> None:
    rows = [
        Period(date(2024, 1, 1), date(2024, 1, 10)),
        Period(date(2024, 1, 11)),
        Period(date(2023, 1, 1), date(2023, 1, 5)),
    ]
    assert runs_in(rows, date(2024, 1, 5), date(2024, 1, 20)) == [(date(2024, 1, 5), date(2024, 1, 20))]


def test_federal_holidays_of_two_years() -> None:
    assert sorted(federal_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 1, 19),
        date(2026, 2, 16),
        date(2026, 5, 25),
        date(2026, 6, 19),
        date(2026, 7, 3),
        date(2026, 9, 7),
        date(2026, 10, 12),
        date(2026, 11, 11),
        date(2026, 11, 26),
        date(2026, 12, 25),
    ]
    assert date(2021, 12, 31) in federal_holidays(2021)


def test_working_days_pass_over_weekends_and_holidays() -> None:
    assert next_working_day(date(2026, 12, 13)) == date(2026, 12, 14)
    assert next_working_day(date(2026, 11, 26)) == date(2026, 11, 27)
    assert working_days_after(date(2026, 11, 24), 3) == date(2026, 11, 30)
