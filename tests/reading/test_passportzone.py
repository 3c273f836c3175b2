"""Passport zones on pages: what is proposed, with which box, and what is said when something does not agree."""

from __future__ import annotations

from datetime import date

import pytest

from applicant_helper.reading.passportzone import ZoneReading, read_zones
from applicant_helper.reading.shapes import How, Page, Word
from applicant_helper.reading.zonelines import lines_of, turned
from applicant_helper.reading.zonestrip import to_read_again
from tests.reading.passports import Passport, digit_for, made_up, photo_page, scanned, zone

TODAY = date(2026, 11, 26)
TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")


def page(lines: tuple[str, ...], printed: tuple[str, ...] = (), confidence: float = 1.0) -> Page:
    """The lines at the bottom of a page of 360 x 250 points, printed ones above."""
    words = [
        Word(text, (120, 20 + 20 * i, 120 + 6 * len(text), 32 + 20 * i)) for i, text in enumerate(printed)
    ]
    words += [
        Word(text, (20, 200 + 18 * i, 20 + 7.2 * len(text), 210 + 18 * i), confidence)
        for i, text in enumerate(lines)
    ]
    return Page(1, 360, 250, tuple(words), "ocr")


def only(found: tuple[ZoneReading, ...]) -> ZoneReading:
    assert len(found) == 1
    return found[0]


def values(reading: ZoneReading) -> dict[str, object]:
    return {p.fact: p.value for p in reading.proposals}


def codes(reading: ZoneReading) -> set[str]:
    return {n.code for n in reading.notes}


def test_a_passport_gives_its_statements_each_with_its_place() -> None:
    lines = zone("TD3", "NGA", "OKAFOR", "AMARA NGOZI", "A01234567", "850517", "F", "310228", "")
    reading = only(read_zones([page(lines)], TODAY))
    assert reading.kind == "passport"
    assert values(reading) == {
        "legal_name": "OKAFOR, AMARA NGOZI",
        "date_of_birth": "1985-05-17",
        "sex": "female",
        "nationalities": ["NG"],
        "passports.number": "A01234567",
        "passports.expires": "2031-02-28",
        "passports.country": "NG",
    }
    assert reading.notes == ()
    number = next(p for p in reading.proposals if p.fact == "passports.number")
    assert number.how is How.PASSPORT_ZONE
    assert number.box is not None
    assert (round(number.box[0], 1), round(number.box[2], 1)) == (20.0, round(20 + 9 * 7.2, 1))
    assert number.confidence > 0.9


def test_a_passport_without_a_check_digit_that_agrees_says_which_part_to_read_again() -> None:
    second = TD3[1].replace("L898902C3", "L8989O2C3")
    reading = only(read_zones([page((TD3[0], second))], TODAY))
    number = next(p for p in reading.proposals if p.fact == "passports.number")
    assert number.value is None
    assert "L898902C3" in number.candidates
    assert {"zone.check_number", "zone.choose", "zone.specimen"} <= codes(reading)


def test_the_printed_number_settles_which_candidate_is_right() -> None:
    second = TD3[1].replace("L898902C3", "L8989O2C3")
    reading = only(read_zones([page((TD3[0], second), ("Passport No.", "L898902C3"))], TODAY))
    assert values(reading)["passports.number"] == "L898902C3"
    assert "zone.repaired" in codes(reading)
    assert "zone.check_number" not in codes(reading)


def test_printed_names_settle_where_the_family_name_ends() -> None:
    first = "P<UTOERIKSSON<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<"
    alone = only(read_zones([page((first, TD3[1]))], TODAY))
    assert values(alone)["legal_name"] is None
    settled = only(read_zones([page((first, TD3[1]), ("Eriksson", "Anna Maria"))], TODAY))
    assert values(settled)["legal_name"] == "ERIKSSON, ANNA MARIA"


def test_a_stateless_person_gets_no_nationality_and_a_reason() -> None:
    lines = zone("TD3", "DEU", "SABER", "ALI", "C01X00T47", "900101", "M", "290101", "")
    second = lines[1][:10] + "XXA" + lines[1][13:]
    reading = only(read_zones([page((lines[0], second))], TODAY))
    assert "nationalities" not in values(reading)
    assert "zone.no_nationality" in codes(reading)


def test_a_resident_card_gives_country_of_birth_and_leaves_out_the_parents_initials() -> None:
    first = "C1USA204113887" + digit_for("204113887") + "IOE0123456789<<"
    second = "850517" + digit_for("850517") + "F310228" + digit_for("310228") + "NGA" + "<" * 11
    second += digit_for(first[5:] + second[:7] + second[8:15] + second[18:])
    third = "OKAFOR<<AMARA<NGOZI<C<B".ljust(30, "<")
    reading = only(read_zones([page((first, second, third))], TODAY))
    said = values(reading)
    assert reading.kind == "permanent_resident_card"
    assert said == {
        "legal_name": "OKAFOR, AMARA NGOZI",
        "date_of_birth": "1985-05-17",
        "country_of_birth": "NG",
        "a_number": "A204113887",
        "green_card_expiry": "2031-02-28",
    }
    name = next(p for p in reading.proposals if p.fact == "legal_name")
    assert "OKAFOR, AMARA NGOZI C B" in name.candidates


@pytest.mark.parametrize(
    ("layout", "kind"), [("TD1", "national_id"), ("TD2", "national_id"), ("MRV-A", "visa"), ("MRV-B", "visa")]
)
def test_cards_and_visas_are_told_apart_from_passports(layout: str, kind: str) -> None:
    lines = zone(layout, "COL", "QUINTERO", "LUZ DARY", "AB1234567", "790203", "F", "300101", "")
    reading = only(read_zones([page(lines)], TODAY))
    assert reading.kind == kind
    assert values(reading)["legal_name"] == "QUINTERO, LUZ DARY"
    assert not any(fact.startswith("passports.") for fact in values(reading))


def test_words_that_text_recognition_parted_are_put_together_again() -> None:
    words = []
    for row, line in enumerate(TD3):
        for start, end in ((0, 15), (15, 30), (30, 44)):
            box = (20 + 7.2 * start, 200 + 18 * row + start * 0.1, 20 + 7.2 * end, 210 + 18 * row + end * 0.1)
            words.append(Word(line[start:end], box, 0.9))
    assert [line.text.replace(" ", "") for line in lines_of(words)] == list(TD3)
    reading = only(read_zones([Page(1, 360, 250, tuple(words), "ocr")], TODAY))
    assert values(reading)["passports.number"] == "L898902C3"


def test_two_passports_on_one_sheet_are_both_read() -> None:
    one = page(zone("TD3", "MEX", "LOPEZ", "ANA", "G12345678", "900101", "F", "300101", ""))
    two = page(zone("TD3", "MEX", "LOPEZ", "LUIS", "G22345678", "910101", "M", "300101", ""))
    below = tuple(Word(w.text, (w.box[0], w.box[1] + 300, w.box[2], w.box[3] + 300)) for w in two.words)
    both = Page(1, 360, 600, (*one.words, *below), "text")
    assert {values(r)["legal_name"] for r in read_zones([both], TODAY)} == {"LOPEZ, ANA", "LOPEZ, LUIS"}


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_head_is_read_with_its_boxes_in_place(quarters: int) -> None:
    upright = page(TD3, ("Passport No.", "L898902C3"))
    words = tuple(Word(w.text, turned(w.box, quarters, 360, 250)) for w in upright.words)
    size = (250, 360) if quarters % 2 else (360, 250)
    there, here = (
        only(read_zones([p], TODAY))
        for p in (Page(1, *size, words, "ocr"), Page(1, 360, 250, upright.words, "ocr"))
    )
    assert values(there) == values(here)
    for a, b in zip(there.proposals, here.proposals, strict=True):
        assert a.box is not None
        assert b.box is not None
        assert a.box == pytest.approx(turned(b.box, quarters, 360, 250))


def test_a_zone_that_lost_a_line_is_worth_a_second_look_and_a_sure_one_is_not() -> None:
    whole, half = page(TD3, ("PASSPORT",)), page(TD3[:1], ("PASSPORT",))
    assert to_read_again(whole, read_zones([whole], TODAY)) is None
    assert to_read_again(page((), ("PASSPORT",)), ()) is None
    strip = to_read_again(half, read_zones([half], TODAY))
    assert strip is not None
    assert strip[1] < 200
    assert strip[3] >= 228
    assert (strip[0], strip[2]) == (0.0, 360)


def test_a_zone_that_stayed_open_is_worth_a_second_look() -> None:
    unsure = page((TD3[0], TD3[1].replace("L898902C3", "L8989O2C3")))
    assert to_read_again(unsure, read_zones([unsure], TODAY)) is not None


def test_a_page_without_a_zone_gives_nothing() -> None:
    letter = page((), ("To whom it may concern", "I live in 12345678901234567890123456789012345678901234"))
    assert read_zones([letter, Page(2, 612, 792)], TODAY) == ()


def test_low_confidence_of_the_words_lowers_the_trust() -> None:
    sure, unsure = (only(read_zones([page(TD3, confidence=c)], TODAY)) for c in (1.0, 0.4))
    assert all(a.confidence > b.confidence for a, b in zip(sure.proposals, unsure.proposals, strict=True))


def test_a_drawn_scan_is_read_by_text_recognition() -> None:
    seed = 3
    rapidocr = pytest.importorskip("rapidocr", reason="text recognition is not installed (extra ocr)")
    numpy = pytest.importorskip("numpy")
    made: Passport = made_up(seed)
    picture = scanned(photo_page(made, seed), seed)
    strip = picture.crop((0, picture.height * 2 // 3, picture.width, picture.height))
    read = rapidocr.RapidOCR(params={"Global.log_level": "error"})(
        numpy.asarray(strip)[:, :, ::-1], use_cls=False
    )
    words = tuple(
        Word(
            text,
            (float(b[:, 0].min()), float(b[:, 1].min()), float(b[:, 0].max()), float(b[:, 1].max())),
            1.0,
        )
        for text, b in zip(read.txts, read.boxes, strict=True)
    )
    reading = only(read_zones([Page(1, strip.width, strip.height, words, "ocr")], TODAY))
    said = values(reading)
    assert said["passports.number"] == made.number
    assert said["date_of_birth"] == made.birth
    assert said["legal_name"] == ", ".join(n for n in (made.family, made.given) if n)
