"""Other calendars: known days, arithmetic checked day by day, and what stays open is said."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applicant_helper.core.values.calendars import CALENDARS, JAPANESE_ERAS, calendars_of, converted
from applicant_helper.core.values.date_reading import CALENDAR_NAMES
from applicant_helper.core.values.dates import PartialDate, Precision, parse_date, print_date, same_date
from applicant_helper.core.values.partial_date import DateMatch

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("calendar", "era", "day", "wanted"),
    [
        ("persian", "", (1398, 1, 1), "2019-03-21"),
        ("persian", "", (1399, 12, 30), "2021-03-20"),
        ("persian", "", (1357, 11, 22), "1979-02-11"),
        ("persian", "", (1403, 1, 1), "2024-03-20"),
        ("ethiopian", "", (2000, 1, 1), "2007-09-12"),
        ("ethiopian", "", (2016, 1, 1), "2023-09-12"),
        ("ethiopian", "", (2015, 13, 6), "2023-09-11"),
        ("ethiopian", "", (2013, 1, 1), "2020-09-11"),
        ("ethiopian", "", (1966, 5, 4), "1974-01-12"),
        ("umm_al_qura", "", (1446, 9, 1), "2025-03-01"),
        ("umm_al_qura", "", (1400, 1, 1), "1979-11-20"),
        ("islamic", "", (1445, 1, 1), "2023-07-19"),
        ("nepali", "", (2077, 1, 1), "2020-04-13"),
        ("nepali", "", (2000, 1, 1), "1943-04-14"),
        ("nepali", "", (2072, 6, 3), "2015-09-20"),
        ("thai", "", (2563, 3, 14), "2020-03-14"),
        ("thai", "", (2484, 1, 1), "1941-01-01"),
        ("roc", "", (1, 1, 1), "1912-01-01"),
        ("roc", "", (113, 2, 29), "2024-02-29"),
        ("japanese", "reiwa", (1, 5, 1), "2019-05-01"),
        ("japanese", "heisei", (31, 4, 30), "2019-04-30"),
        ("japanese", "showa", (64, 1, 7), "1989-01-07"),
        ("japanese", "taisho", (15, 12, 24), "1926-12-24"),
    ],
)
def test_known_days_are_converted(calendar: str, era: str, day: tuple[int, int, int], wanted: str) -> None:
    found = converted(calendar, *day, "as written", era)
    assert found is not None
    assert (found.iso(), found.calendar, found.as_written) == (wanted, calendar, "as written")


@pytest.mark.parametrize(
    ("calendar", "era", "day"),
    [
        ("persian", "", (1398, 12, 30)),
        ("persian", "", (1398, 13, 1)),
        ("ethiopian", "", (2013, 13, 6)),
        ("nepali", "", (2077, 1, 33)),
        ("nepali", "", (2200, 1, 1)),
        ("islamic", "", (1445, 1, 31)),
        ("roc", "", (0, 1, 1)),
        ("japanese", "heisei", (1, 1, 7)),
        ("japanese", "reiwa", (1, 4, 30)),
        ("thai", "", (2300, 1, 1)),
        ("martian", "", (1, 1, 1)),
    ],
)
def test_days_that_are_none_are_refused(calendar: str, era: str, day: tuple[int, int, int]) -> None:
    assert converted(calendar, *day, "", era) is None


def test_persian_new_years_follow_the_33_year_rule_for_two_centuries() -> None:
    new_year, year = date(2019, 3, 21), 1398
    expected = {year: new_year}
    for later in range(1399, 1470):
        new_year += (366 if (25 * (later - 1) + 11) % 33 < 8 else 365) * DAY
        expected[later] = new_year
    new_year = expected[1398]
    for earlier in range(1397, 1279, -1):
        new_year -= (366 if (25 * earlier + 11) % 33 < 8 else 365) * DAY
        expected[earlier] = new_year
    for persian, western in expected.items():
        found = converted("persian", persian, 1, 1, "")
        assert found is not None
        assert found.exact() == western


def test_ethiopian_days_follow_one_another() -> None:
    day = date(1949, 9, 11)
    for year in range(1942, 2030):
        for month in range(1, 14):
            last = 30 if month < 13 else 6 if year % 4 == 3 else 5
            found = converted("ethiopian", year, month, 1, "")
            assert found is not None
            assert found.exact() == day
            assert converted("ethiopian", year, month, last + 1, "") is None
            day += last * DAY


def test_nepali_months_have_29_to_32_days_and_follow_one_another() -> None:
    for year in range(2000, 2095):
        for month in range(1, 13):
            found = converted("nepali", year, month, None, "")
            assert found is not None
            assert 29 <= (found.latest() - found.earliest()).days + 1 <= 32
            after = converted("nepali", *((year, month + 1) if month < 12 else (year + 1, 1)), 1, "")
            assert after is not None
            assert after.exact() == found.latest() + DAY


def test_an_islamic_day_keeps_its_neighbours_and_what_the_cycle_gives() -> None:
    for year in range(1344, 1500):
        found, saudi = converted("islamic", year, 3, 10, ""), converted("umm_al_qura", year, 3, 10, "")
        assert found is not None
        assert saudi is not None
        assert found.exact() is None
        likely = saudi.exact()
        assert likely is not None
        assert {likely - DAY, likely, likely + DAY} <= found.readings()
        assert max(found.readings()) - min(found.readings()) <= 4 * DAY


def test_an_islamic_day_before_the_table_is_still_told_as_a_range() -> None:
    found = converted("islamic", 1330, 1, 1, "")
    assert found is not None
    assert date(1911, 12, 22) in found.readings()
    assert len(found.readings()) >= 3


def test_early_thai_winters_are_open_between_two_years() -> None:
    found = converted("thai", 2470, 2, 3, "")
    assert found is not None
    assert found.readings() == {date(1927, 2, 3), date(1928, 2, 3)}
    summer = converted("thai", 2470, 7, 3, "")
    assert summer is not None
    assert summer.exact() == date(1927, 7, 3)


def test_a_year_or_month_of_another_calendar_spans_two_of_ours() -> None:
    year, month = converted("persian", 1398, None, None, "1398"), converted("persian", 1398, 5, None, "")
    assert year is not None
    assert month is not None
    assert (year.precision, month.precision) == (Precision.YEAR, Precision.MONTH)
    assert (year.earliest(), year.latest()) == (date(2019, 3, 21), date(2020, 3, 19))
    assert same_date(year, date(2020, 1, 5)) is DateMatch.COMPATIBLE
    assert same_date(year, date(2019, 1, 5)) is DateMatch.DIFFERENT
    assert month.iso() == "2019-07-23/2019-08-22"


def test_thai_and_taiwanese_years_are_years_of_ours() -> None:
    for calendar, year in (("thai", 2563), ("roc", 109)):
        found = converted(calendar, year, None, None, "")
        assert found is not None
        assert (found.iso(), found.span) == ("2020", None)


@given(
    st.sampled_from(CALENDARS),
    st.integers(-5, 3000),
    st.one_of(st.none(), st.integers(-1, 14)),
    st.integers(-1, 33),
)
@settings(max_examples=300, deadline=None)
def test_any_numbers_are_a_date_or_none(calendar: str, year: int, month: int | None, day: int) -> None:
    for era in JAPANESE_ERAS:
        found = converted(calendar, year, month, day if month is not None else None, "", era)
        assert found is None or 1900 <= found.earliest().year <= found.latest().year <= 2100


@given(st.sampled_from([c for c in CALENDARS if c != "japanese"]), st.integers(1, 2600), st.integers(0, 12))
@settings(max_examples=200, deadline=None)
def test_a_month_or_year_of_another_calendar_prints_and_reads_back(
    calendar: str, year: int, month: int
) -> None:
    found = converted(calendar, year, month or None, None, "")
    if found is not None:
        again = parse_date(print_date(found))
        assert isinstance(again, PartialDate)
        assert (again.earliest(), again.latest()) == (found.earliest(), found.latest())


def test_every_calendar_has_a_name_and_countries_know_theirs() -> None:
    assert set(CALENDAR_NAMES) == set(CALENDARS)
    known = {
        c for country in ("IR", "AF", "ET", "SA", "YE", "NP", "TH", "TW", "JP") for c in calendars_of(country)
    }
    assert known == set(CALENDARS)


def test_starting_the_core_loads_no_calendar() -> None:
    code = (
        "import sys, applicant_helper.core.casefile.values\n"
        "from applicant_helper.core.values.dates import parse_date\n"
        "parse_date('03/14/1988'); parse_date('1399/05/12')\n"
        "heavy = {'hijridate', 'persiantools', 'nepali_datetime', 'applicant_helper.core.values.calendar_months'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
