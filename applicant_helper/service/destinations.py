"""Where a packet can go, told to a person: the list, one of them calmly, or everything about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from applicant_helper import i18n
from applicant_helper.catalog.destinations import PacketProfile, find_destination, load_destinations
from applicant_helper.catalog.destinations.facts import ENGLISH, FactLine, Voice, told
from applicant_helper.catalog.destinations.lines import plain_lines, to_check_lines
from applicant_helper.catalog.destinations.words import HEADINGS, Topic
from applicant_helper.catalog.where import data_root
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.i18n import say, say_many

NO_DESTINATION = N_("There is no destination called {destination}. Choose one of: {known}.")
NO_NAME = N_("The new file has no name yet. Write how it is called, such as packet.pdf.")
MEDIA: Mapping[str, str] = {"paper": N_("on paper"), "upload": N_("upload"), "pdf": N_("one PDF")}
SHORT = (Topic.PLACE, Topic.SHEET, Topic.FILES, Topic.PAGES, Topic.ORDER)
CHECKS_SHOWN = 3


class PacketNotPossible(ApplicantHelperError):
    """A packet that cannot be started."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under one heading; `is_weak` of a line = only weak sources speak of it."""

    heading: str
    lines: tuple[tuple[str, bool], ...]


def profiles() -> Mapping[str, PacketProfile]:
    """Every destination by id."""
    return load_destinations(data_root() / "forms" / "destinations")


def profile_of(destination: str) -> PacketProfile:
    """A destination by its id or another name of it. Raises PacketNotPossible."""
    known = profiles()
    found = find_destination(known, destination)
    if found is None:
        params = {"destination": destination, "known": ", ".join(known)}
        raise PacketNotPossible("no-destination", NO_DESTINATION, params)
    return found


def refuse_nameless(out: Path) -> None:
    """Raises PacketNotPossible for a place that names no file, such as `.` or nothing."""
    if out.name in {"", ".."}:
        raise PacketNotPossible("no-name", NO_NAME)


def typed_path(text: str) -> Path:
    """A path as it was typed, with `~` as the home folder; as it is when nobody has such a home."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def voice() -> Voice:
    """The language in use."""
    return Voice(text=i18n.gettext, data=i18n.data_text, number=_number, day=i18n.format_date)


def _number(value: int) -> str:
    return i18n.format_number(Decimal(value))


def title_of(profile: PacketProfile) -> str:
    """Its title in the language in use."""
    return i18n.data_text(f"{profile.id}/title", profile.title)


def list_lines() -> Iterator[str]:
    """Every destination on one line: id, what is made for it, and title."""
    known = profiles()
    media = {name: i18n.gettext(text) for name, text in MEDIA.items()}
    names, kinds = max(map(len, known)), max(map(len, media.values()))
    for profile in known.values():
        yield f"{profile.id:<{names}}  {media[profile.medium]:<{kinds}}  {title_of(profile)}"


def parts_of(profile: PacketProfile, today: date) -> tuple[Part, ...]:
    """Everything about a destination, under headings."""
    return _parts(plain_lines(profile, today))


def summary_of(profile: PacketProfile, today: date) -> tuple[Part, ...]:
    """What a person should know before building: the page, limits, files and order, and what to check first."""
    lines = (line for line in plain_lines(profile, today) if line.topic in SHORT and not _is_detail(line))
    checks = tuple((text, False) for text in _checks(profile, today))
    parts = (*_parts(lines), Part(i18n.gettext(HEADINGS[Topic.CHECK]), checks))
    return tuple(part for part in parts if part.lines)


def _is_detail(line: FactLine) -> bool:
    return line.topic is Topic.ORDER and "slot" in line.values


def _checks(profile: PacketProfile, today: date) -> Iterator[str]:
    found = to_check(profile, today)
    yield from found[:CHECKS_SHOWN]
    more = len(found) - CHECKS_SHOWN
    if more > 0:
        yield say_many("and {n} point more", "and {n} points more", more)
    if profile.official_page:
        yield say("The official page: {url}", url=profile.official_page)


def to_check(profile: PacketProfile, today: date) -> tuple[str, ...]:
    """What to look up on the official page, one sentence for each, in the language in use."""
    speaking = voice()
    return tuple(told(line, speaking) for line in to_check_lines(profile, today) if line.is_weak)


def _parts(lines: Iterable[FactLine]) -> tuple[Part, ...]:
    speaking = voice()
    groups: dict[Topic, list[tuple[str, bool]]] = {}
    for line in lines:
        groups.setdefault(line.topic, []).append((told(line, speaking), line.is_weak))
    return tuple(Part(i18n.gettext(HEADINGS[topic]), tuple(rows)) for topic, rows in groups.items())


def full_lines(profile: PacketProfile, today: date) -> Iterator[str]:
    """Everything about a destination in lines; a star marks what only weak sources say."""
    yield say("{title} ({id})", title=title_of(profile), id=profile.id)
    has_weak = False
    for part in parts_of(profile, today):
        yield ""
        yield part.heading
        for text, is_weak in part.lines:
            has_weak = has_weak or is_weak
            yield f"  {'*' if is_weak else ' '} {text}"
    if has_weak:
        yield ""
        yield i18n.gettext("* Only weak sources say so. Check it on the official page.")


def row_json(profile: PacketProfile) -> dict[str, JsonValue]:
    """A destination as `destinations --json` lists it; see docs/packets.md."""
    return {
        "id": profile.id,
        "aliases": list(profile.aliases),
        "title": profile.title,
        "medium": profile.medium,
        "jurisdiction": profile.jurisdiction,
        "destination": profile.destination,
        "official_page": profile.official_page,
        "files": profile.files.unit,
        "max_bytes": profile.files.max_bytes,
        "target_bytes": profile.files.target_bytes,
        "review_by": profile.review_by.isoformat(),
    }


def full_json(profile: PacketProfile, today: date) -> dict[str, JsonValue]:
    """Everything about one destination; see docs/packets.md."""
    return {
        **row_json(profile),
        "overdue": profile.is_overdue(today),
        "order": [{"slot": s.slot, "need": s.need, "when": s.when} for s in profile.order],
        "caption": list(profile.cover.fields),
        "lines": [
            {"topic": line.topic.value, "text": told(line, ENGLISH), "weak": line.is_weak}
            for line in plain_lines(profile, today)
        ],
        "sources": [
            {
                "url": s.url,
                "read_on": s.read_on.isoformat(),
                "confidence": s.confidence,
                "supports": s.supports,
            }
            for s in profile.sources
        ],
    }
