"""Dates as papers write them: month names of many languages, marks of calendars, and readings to pick from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applicant_helper.core.values.date_reading import parse_date, readings_of
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.core.values.months import month_number, month_numbers
from applicant_helper.core.values.refusal import Refusal

LOCALES = [
    *(
        "es",
        "pt_BR",
        "fr",
        "de",
        "it",
        "pl",
        "tr",
        "ru",
        "uk",
        "ar",
        "ar_LB",
        "ar_MA",
        "fa",
        "fa_AF",
        "am",
        "my",
        "pa",
        "hi",
    ),
    *(
        "ne",
        "fil",
        "nl",
        "cs",
        "ro",
        "hu",
        "el",
        "bg",
        "sr",
        "hr",
        "sq",
        "id",
        "sw",
        "so",
        "ur",
        "bn",
        "th",
        "km",
    ),
    *("hy", "ka", "kk", "uz", "he"),
]


def read(text: str, **how: object) -> PartialDate:
    found = parse_date(text, **how)  # type: ignore[arg-type]
    assert isinstance(found, PartialDate), found
    return found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "14 de marzo de 1988",
            "14 mas 1988",
            "14 de março de 1988",
            "14 марта 1988 г.",
            "14 березня 1988 р.",
        ),
        *(
            "ngày 14 tháng 3 năm 1988",
            "14 tháng ba 1988",
            "1988년 3월 14일",
            "1988年3月14日",
            "一九八八年三月十四日",
        ),
        *(
            "ika-14 ng Marso 1988",
            "14 مارس 1988",
            "١٤ آذار ١٩٨٨م",
            "14 مارچ 1988",
            "14 ማርች 1988",
            "14 ਮਾਰਚ 1988",
        ),
        *("၁၄ မတ်လ ၁၉၈၈", "14 März 1988", "14 marzo 1988", "14 marca 1988 r.", "14 Mart 1988", "14.III.1988"),
        *(
            "Monday, 14 March 1988",
            "lundi 14 mars 1988",
            "1988-03-14 AD",
            "14 มีนาคม พ.ศ. 2531",
            "14 มี.ค. 2531",
        ),
        *("民國77年3月14日", "中華民國七十七年三月十四日", "昭和63年3月14日", "S63.3.14", "24 Esfand 1366"),
        *(
            "۲۴ اسفند ۱۳۶۶",
            "24 حوت 1366",
            "1366/12/24 ه.ش",
            "መጋቢት 5 ቀን 1980 ዓ.ም",
            "5 Megabit 1980",
            "1 Chaitra 2044",
        ),
    ],
)
def test_one_day_is_read_from_many_languages_and_calendars(text: str) -> None:
    assert read(text, order="unknown").exact() == date(1988, 3, 14)


@pytest.mark.parametrize("locale", LOCALES)
def test_month_names_of_the_languages_are_known(locale: str) -> None:
    dates = pytest.importorskip("babel.dates")
    for width in ("wide", "abbreviated"):
        for number, name in dates.get_month_names(width, "format", locale).items():
            if len(name.strip(".")) > 2 and not any(c.isdigit() for c in name):
                days = read(f"14 {name} 1988").readings()
                assert date(1988, number, 14) in days, (locale, name)


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("12 مرداد 1398", "persian"),
        ("5 Muharram 1447", "islamic"),
        ("1 رمضان 1446 هـ", "islamic"),
        ("12/05/2008 E.C.", "ethiopian"),
        ("2077 Baishakh 1", "nepali"),
        ("2077-01-01 BS", "nepali"),
        ("14/03/2563 BE", "thai"),
        ("民國75年3月4日", "roc"),
        ("令和元年5月1日", "japanese"),
        ("14 March 1988", "gregorian"),
    ],
)
def test_a_text_that_names_its_calendar_keeps_it(text: str, calendar: str) -> None:
    found = read(text)
    assert (found.calendar, found.as_written) == (calendar, text)


def test_an_islamic_day_is_never_exact() -> None:
    assert read("12 شعبان 1420").exact() is None
    assert date(1999, 11, 20) in read("12 شعبان 1420").readings()


def test_a_calendar_that_is_named_by_the_caller_is_used() -> None:
    assert read("1399/05/12", calendar="persian").exact() == date(2020, 8, 2)
    assert read("75/03/04", calendar="roc").exact() == date(1986, 3, 4)
    assert read("12/05/2008", order="dmy", calendar="ethiopian").exact() == date(2016, 1, 20 + 1)
    assert read("99/5/12", year_hint=2020, calendar="persian").exact() == date(2020, 8, 2)
    assert read("1446-09-01", calendar="umm_al_qura").exact() == date(2025, 3, 1)


def test_an_order_that_is_not_known_keeps_both_in_other_calendars_too() -> None:
    found = read("05/09/2012", order="unknown", calendar="ethiopian")
    assert found.readings() == {date(2020, 5, 13), date(2020, 1, 18)}


@pytest.mark.parametrize(
    ("text", "calendar", "code"),
    [
        ("12/5/99", "persian", "date.short_year"),
        ("1398/12/30", "persian", "date.not_in_calendar"),
        ("5 Muharram 1447", "persian", "date.not_in_calendar"),
        ("hello", "nepali", "date.not_in_calendar"),
    ],
)
def test_what_is_not_in_a_calendar_is_refused_with_its_name(text: str, calendar: str, code: str) -> None:
    found = parse_date(text, calendar=calendar)
    assert isinstance(found, Refusal)
    assert found.code == code


@pytest.mark.parametrize("text", ["31 Esfand 1398", "31 Muharram 1447", "民國75年13月4日"])
def test_a_day_that_the_named_calendar_does_not_have_is_refused(text: str) -> None:
    found = parse_date(text)
    assert isinstance(found, Refusal)
    assert found.code in {"date.not_in_calendar", "date.no_such_month"}


def calendars(text: str, **how: object) -> list[str]:
    return [r.calendar for r in readings_of(text, **how)]  # type: ignore[arg-type]


def test_a_year_of_two_calendars_is_refused_and_both_readings_are_there_to_pick() -> None:
    assert isinstance(parse_date("1398/05/12"), Refusal)
    found = readings_of("1398/05/12")
    assert [(r.calendar, r.date.iso(), r.is_named) for r in found] == [
        ("persian", "2019-08-03", False),
        ("islamic", "1978-04-19", False),
    ]


def test_readings_hold_what_the_year_fits_and_what_the_country_uses() -> None:
    assert calendars("1 Mar 2563") == ["thai"]
    assert calendars("1447-02-01") == ["islamic"]
    assert calendars("112/3/4") == ["roc"]
    assert calendars("2077-01-01") == ["gregorian", "nepali"]
    assert calendars("03/14/1988") == ["gregorian"]
    assert calendars("05/09/2012", calendars=("ethiopian",)) == ["gregorian", "ethiopian"]
    assert calendars("12 Mordad 1398") == ["persian"]
    assert calendars("hello") == []


def test_a_month_name_of_two_calendars_goes_by_the_year() -> None:
    assert read("14 Tir 1370").calendar == "persian"
    assert read("1 Tir 1985").calendar == "ethiopian"


def test_a_month_name_of_two_languages_gives_both_days_unless_another_word_settles_it() -> None:
    assert read("14 out 1988").readings() == {date(1988, 8, 14), date(1988, 10, 14)}
    assert read("14 de out. de 1988").exact() == date(1988, 10, 14)
    assert read("28 listopada 1990 r.").exact() == date(1990, 11, 28)
    assert month_number("out") is None
    assert month_numbers("listopad") == (10, 11)
    month_only = parse_date("out 1988")
    assert isinstance(month_only, Refusal)
    assert month_only.code == "date.two_months"


WORDS = st.sampled_from(
    [
        "14",
        "3",
        "1988",
        "1398",
        "٣",
        "۱۳۹۸",
        "марта",
        "Mordad",
        "محرم",
        "هـ",
        "BE",
        "BS",
        "E.C.",
        "พ.ศ.",
        "民國",
        "元",
        "年",
        "月",
        "日",
        "S63",
        "H",
        "tháng",
        "năm",
        "de",
        "out",
        ".",
        "/",
        "-",
        ",",
        "ه.ش",
    ]
)


@given(
    st.lists(WORDS, max_size=7), st.sampled_from(["", " "]), st.sampled_from(["ymd", "mdy", "dmy", "unknown"])
)
@settings(max_examples=300, deadline=None)
def test_any_pieces_of_dates_are_a_date_or_refused(words: list[str], glue: str, order: str) -> None:
    text = glue.join(words)
    found = parse_date(text, order)  # type: ignore[arg-type]
    assert isinstance(found, (PartialDate, Refusal))
    for reading in readings_of(text, order, calendars=("ethiopian", "japanese", "roc")):  # type: ignore[arg-type]
        assert 1900 <= reading.date.earliest().year <= 2100


@given(st.text(max_size=40), st.sampled_from(["persian", "islamic", "roc", "japanese", "nepali", "x"]))
def test_any_text_in_any_calendar_is_a_date_or_refused(text: str, calendar: str) -> None:
    assert isinstance(parse_date(text, calendar=calendar), (PartialDate, Refusal))


@given(st.dates(date(1950, 1, 1), date(2035, 1, 1)))
def test_a_persian_day_reads_back_from_its_name_and_its_figures(day: date) -> None:
    from persiantools.jdatetime import JalaliDate

    persian = JalaliDate(day)  # type: ignore[no-untyped-call]
    figures = f"{persian.year}/{persian.month:02}/{persian.day:02}"
    assert read(figures, calendar="persian").exact() == day
    assert read(f"{persian.day} {persian.strftime('%B')} {persian.year}").exact() == day
