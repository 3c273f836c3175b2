"""Machine-readable zones: the specimens of ICAO Doc 9303, noise, repair, and candidates where two readings fit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applicant_helper.core.values.mrz import Mrz, find_mrz
from applicant_helper.core.values.mrz_codes import country_of, is_known
from applicant_helper.core.values.mrz_layout import check_digit
from applicant_helper.core.values.mrz_names import other_names, read_names
from applicant_helper.core.values.mrz_repair import full_birth
from tests.reading.passports import digit_for, made_up

TODAY = date(2026, 11, 26)
TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
VISA_A = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<")
VISA_B = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")


def found(lines: list[str]) -> Mrz:
    zone_found = find_mrz(lines)
    assert zone_found is not None
    return zone_found


@pytest.mark.parametrize(
    ("lines", "layout", "number"),
    [
        (TD3, "TD3", "L898902C3"),
        (TD1, "TD1", "D23145890"),
        (TD2, "TD2", "D23145890"),
        (VISA_A, "MRV-A", "L8988901C"),
        (VISA_B, "MRV-B", "L8988901C"),
    ],
)
def test_the_specimens_are_read_in_full(lines: tuple[str, ...], layout: str, number: str) -> None:
    said = found(["Some page", *lines, "17"])
    assert (said.layout, said.number, said.name.written()) == (layout, number, "ERIKSSON, ANNA MARIA")
    assert said.is_sure
    assert said.sex == "F"


def test_dates_get_their_century() -> None:
    said = found(list(TD3))
    birth, expiry = said.birth_date(TODAY), said.expiry_date()
    assert birth is not None
    assert expiry is not None
    assert (birth.iso(), expiry.iso()) == ("1974-08-12", "2012-04-15")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("261125", "2026-11-25"), ("261127", "1926-11-27"), ("27<<<<", "1927"), ("0002<<", "2000-02")],
)
def test_a_birth_after_today_was_in_the_last_century(text: str, wanted: str) -> None:
    read = full_birth(text, (2026, 11, 26))
    assert read is not None
    assert read.iso() == wanted


@given(st.integers(0, 400), st.sampled_from(["TD3", "TD1", "TD2", "MRV-A", "MRV-B"]))
@settings(max_examples=60, deadline=None)
def test_a_clean_zone_says_what_was_put_in(seed: int, layout: str) -> None:
    made = made_up(seed, layout)
    said = found(list(made.lines))
    birth, expiry = said.birth_date(TODAY), said.expiry_date()
    assert birth is not None
    assert expiry is not None
    assert (said.name.family, said.name.given, said.number) == (made.family, made.given, made.number)
    assert (birth.iso(), expiry.iso(), said.sex) == (made.birth, made.expiry, made.sex)
    assert said.failed() == ()


@given(st.integers(0, 200), st.sampled_from(["TD3", "TD1", "TD2"]), st.data())
@settings(max_examples=60, deadline=None)
def test_one_misread_sign_never_yields_another_number_or_date_without_a_word(
    seed: int, layout: str, data: st.DataObject
) -> None:
    made = made_up(seed, layout)
    row = data.draw(st.integers(0, len(made.lines) - 1))
    if layout == "TD1" or row == 1:
        at = data.draw(st.integers(0, len(made.lines[row]) - 1))
        sign = data.draw(st.sampled_from("ABDGIOSZ0123456789"))
        lines = list(made.lines)
        lines[row] = lines[row][:at] + sign + lines[row][at + 1 :]
        said = find_mrz(lines)
        if said is not None and said.is_sure and said.layout == layout and digit_differs(lines, made.lines):
            birth = said.birth_date(TODAY)
            assert birth is not None
            assert (said.number, birth.iso()) == (made.number, made.birth)


def digit_differs(lines: list[str], clean: tuple[str, ...]) -> bool:
    """Signs 10 or 20 apart in value have the same check digit; no reader can tell them apart."""
    values = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
    pairs = [(a, b) for x, y in zip(lines, clean, strict=True) for a, b in zip(x, y, strict=True) if a != b]
    return all((values[a] - values[b]) % 10 for a, b in pairs)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("p<uto eriksson<<anna<maria<<<<<<<<<<<<<<<<<<<", TD3[1].lower()),
        ("P<UT0ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UT07408122F12O4159ZE184226B<<<<<1O"),
        ("P‹UTOERIKSSON«ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO74O8l22F12O4l59ZE184226B<<<<<10"),
        ("PKUTOERIKSSON<<ANNA<MARIA<<<<<K<<<CC<<<<<<<<", TD3[1]),
        ("P<UTOERIKSSON<<ANNA<MARIA<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<10"),
        ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<<<10"),
        ("<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<", TD3[1]),
        (TD3[0], "L89890 2C36UTO 7408122 F1204159ZE184226B<<<<<10"),
        (TD3[0], "L898902C36UΤO7408122F1204159ZΕ184226Β<<<<<10"),
        (TD3[0], "L898902C36UTO740812F1204159ZE184226B<<<<<10"),
        (TD3[0], "L898902C36UTΦ7408122F1204159ZE184226B<<<<<10"),
    ],
)
def test_noise_is_seen_through(first: str, second: str) -> None:
    said = found(["PASSPORT", first, second])
    assert (said.name.written(), said.number, said.birth, said.expiry) == (
        *("ERIKSSON, ANNA MARIA", "L898902C3", "740812", "120415"),
    )
    assert said.nationality == "UTO"


def test_a_number_that_fails_is_not_chosen_but_offered_the_usual_misreading_first() -> None:
    said = found([TD3[0], TD3[1].replace("L898902C3", "L8989O2C3")])
    offered = said.candidates["number"]
    assert offered[0] == "L898902C3"
    assert len(offered) > 1
    assert "number" in said.failed()


def test_one_misread_sign_is_put_right_when_only_one_reading_fits() -> None:
    said = found([TD3[0], TD3[1].replace("F120415", "F120475")])
    assert said.expiry == "120415"
    assert said.repaired == {"expiry"}
    assert not said.is_sure


@given(st.integers(0, 300), st.integers(0, 8), st.sampled_from("ABDGIOSZ0123456789"))
@settings(max_examples=60, deadline=None)
def test_every_candidate_satisfies_the_check_digit(seed: int, at: int, sign: str) -> None:
    made = made_up(seed)
    broken = made.lines[1][:at] + sign + made.lines[1][at + 1 :]
    said = find_mrz([made.lines[0], broken])
    assert said is not None
    for offered in said.candidates.get("number", ()):
        assert len(offered) == 9
        assert sum(a != b for a, b in zip(offered, broken, strict=False)) <= 2
    assert not said.candidates or "number" in said.failed()


def test_a_date_that_cannot_be_is_never_taken() -> None:
    second = "L898902C36UTO740230" + check_digit("740230") + "F1204159ZE184226B<<<<<1"
    said = find_mrz([TD3[0], second + "0"])
    assert said is not None
    assert said.birth_date(TODAY) is None or "birth" in said.repaired


def test_a_long_number_goes_on_in_the_optional_data() -> None:
    number, rest = "D23145890", "7349"
    digit = digit_for(number + rest)
    first = f"I<UTO{number}<{rest}{digit}".ljust(30, "<")
    second = "7408122F1204159UTO<<<<<<<<<<<"
    last = digit_for(first[5:] + second[:7] + second[8:15] + second[18:])
    said = found([first, second + last, TD1[2]])
    assert said.number == number + rest
    assert said.is_sure


def test_without_a_readable_first_line_number_and_dates_are_still_there() -> None:
    said = found([">>>>>>N∀MON∀>>NOHdI", TD3[1]])
    assert (said.name.family, said.number, said.issuer) == ("", "L898902C3", "")


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ("SUHARTO<<<<<<<<<<<<<", ("SUHARTO", "")),
        ("DELA<CRUZ<<JUAN<MIGUEL<<<<", ("DELA CRUZ", "JUAN MIGUEL")),
        ("AHMADZAI<<GUL<AGHA<<<K<<<", ("AHMADZAI", "GUL AGHA")),
        ("XOL<<CARLOS<K<<<<<<", ("XOL", "CARLOS K")),
    ],
)
def test_names_end_where_the_fillers_begin(names: str, wanted: tuple[str, str]) -> None:
    read = read_names(names)
    assert (read.family, read.given) == wanted
    assert not read.may_be_cut


def test_a_card_whose_first_letter_was_read_as_a_digit_is_still_a_card() -> None:
    said = found(["1<UT0D231458907<<<<<<<<<<<<<<<", TD1[1], TD1[2]])
    assert (said.layout, said.code, said.issuer, said.number) == ("TD1", "I", "UTO", "D23145890")


def test_a_letter_no_zone_has_leaves_the_number_unread() -> None:
    said = found([TD3[0], TD3[1].replace("L898902C3", "L89Ж902C3")])
    assert "number" in said.failed()
    assert "?" in said.number


def test_a_name_that_fills_the_line_may_be_cut() -> None:
    assert read_names("WICKRAMASINGHE<ARACHCHIGE<<DON<KASUN<CH").may_be_cut


def test_a_misread_double_filler_gives_the_other_readings() -> None:
    readings = {n.written() for n in other_names("ERIKSSON<KANNA<MARIA<<<<<<<<")}
    assert "ERIKSSON, ANNA MARIA" in readings
    assert other_names("ERIKSSON<<ANNA<<<<<<") == ()


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("D<<", "DE"),
        ("GBO", "GB"),
        ("RKS", "XK"),
        ("XXA", None),
        ("UNO", None),
        ("USA", "US"),
        ("SUN", "SUHH"),
    ],
)
def test_codes_stand_for_countries(code: str, country: str | None) -> None:
    assert country_of(code) == country
    assert is_known(code)


@pytest.mark.parametrize(
    "lines",
    [
        ["The quick brown fox jumps over the lazy dog 1988", "A letter of 12 May 2020 about 123456789"],
        ["4111111111111111 4111111111111111 411111111111", "0000000000000000000000000000000000000000"],
        [],
        ["<" * 44, "<" * 44],
    ],
)
def test_other_text_is_no_zone(lines: list[str]) -> None:
    assert find_mrz(lines) is None


@given(st.lists(st.text(alphabet="<KC0O1I8BPMFUTO 7«é\x1b", min_size=20, max_size=50), max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_lines_are_a_zone_or_none(lines: list[str]) -> None:
    said = find_mrz(lines)
    assert (
        said is None or (said.lines and said.birth_date(TODAY) is None) or len(said.rows) == len(said.lines)
    )
