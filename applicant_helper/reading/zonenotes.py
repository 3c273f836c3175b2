"""What is told about a passport zone as a whole: which part to compare again, and why nothing was proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from applicant_helper.core.marks import N_
from applicant_helper.core.values.mrz import Mrz
from applicant_helper.core.values.mrz_codes import NO_COUNTRY
from applicant_helper.reading.shapes import Box, Note

CHECK_NUMBER = N_(
    "The document number in the two or three lines at the bottom of this page does not agree with its check "
    "digit. Re-read the passport page and compare the number with the one printed above, sign by sign."
)
CHECK_BIRTH = N_(
    "The date of birth in the lines at the bottom of this page does not agree with its check digit. Re-read the "
    "passport page and compare the date with the one printed above."
)
CHECK_EXPIRY = N_(
    "The date of expiry in the lines at the bottom of this page does not agree with its check digit. Re-read the "
    "passport page and compare the date with the one printed above."
)
CHECK_OPTIONAL = N_(
    "The personal number in the lines at the bottom of this page does not agree with its check digit. Nothing is "
    "proposed from it. If the page was scanned, scan it again at 300 dpi."
)
CHECK_ALL = N_(
    "The last check digit of the lines at the bottom of this page does not agree with the rest. Re-read the "
    "passport page and compare number and dates with what is printed above."
)
CHOOSE = N_(
    "More than one reading fits the lines at the bottom of this page. Compare them with the passport page and "
    "choose the right one."
)
REPAIRED = N_(
    "One or two signs of the lines at the bottom of this page were unclear and were read so that the check digit "
    "agrees. Compare number and dates with the passport page."
)
NO_NAMES = N_(
    "The line with the names at the bottom of this page could not be read. Enter the name yourself, as it is "
    "printed above, or scan the page again at 300 dpi."
)
NAME_CUT = N_(
    "The name fills the whole line at the bottom of this page, so its end may be missing there. Take the full "
    "name from what is printed above."
)
STATELESS = N_(
    "The lines at the bottom of this page have the code {code} in the place of a nationality. It stands for a "
    "person without one, a refugee or an organisation, so no nationality is proposed."
)
SPECIMEN = N_(
    "The lines at the bottom of this page have the code UTO, which only specimens have. Check that this is a "
    "real document."
)
UNKNOWN_STATE = N_(
    '"{code}" in the lines at the bottom of this page is no code of a country. Re-read the passport page and '
    "enter the nationality yourself."
)
_CHECKS: Mapping[str, tuple[str, str]] = {
    "number": ("zone.check_number", CHECK_NUMBER),
    "birth": ("zone.check_birth", CHECK_BIRTH),
    "expiry": ("zone.check_expiry", CHECK_EXPIRY),
    "optional": ("zone.check_optional", CHECK_OPTIONAL),
}


def zone_notes(zone: Mrz, page: int, box: Box) -> tuple[Note, ...]:
    """The notes, the gravest first."""
    return tuple(Note(code, message, params, page, box) for code, message, params in _told(zone))


def _told(zone: Mrz) -> Iterator[tuple[str, str, dict[str, str]]]:
    failed = [name for name in zone.failed() if name in _CHECKS]
    for name in failed:
        yield (*_CHECKS[name], {})
    if not failed and "composite" in zone.failed():
        yield "zone.check_all", CHECK_ALL, {}
    if zone.candidates or zone.other_names:
        yield "zone.choose", CHOOSE, {}
    if zone.repaired:
        yield "zone.repaired", REPAIRED, {}
    if not zone.name.family:
        yield "zone.no_names", NO_NAMES, {}
    elif zone.name.may_be_cut:
        yield "zone.name_cut", NAME_CUT, {}
    yield from _about_state(zone)


def _about_state(zone: Mrz) -> Iterator[tuple[str, str, dict[str, str]]]:
    code = zone.nationality
    if "UTO" in {code, zone.issuer}:
        yield "zone.specimen", SPECIMEN, {}
    elif code in NO_COUNTRY:
        yield "zone.no_nationality", STATELESS, {"code": code}
    elif zone.nationality_code() is None:
        yield "zone.unknown_state", UNKNOWN_STATE, {"code": code}
