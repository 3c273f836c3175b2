"""What a destination wants, as plain lines for people, from the values of its file. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day

from applicant_helper.catalog.destinations import words
from applicant_helper.catalog.destinations.facts import DataText, FactLine, Value
from applicant_helper.catalog.destinations.filenames import example_name
from applicant_helper.catalog.destinations.load import MEGABYTE, OVERDUE
from applicant_helper.catalog.destinations.profile import PacketProfile
from applicant_helper.catalog.destinations.words import Topic


def plain_lines(profile: PacketProfile, today: Day) -> tuple[FactLine, ...]:
    """Everything a person should know about a destination, in the order of `Topic`."""
    return tuple(
        line
        for part in (_place, _sheet, _files, _pages, _order, _translations, _texts, _deadlines, _conflicts)
        for line in part(profile)
    ) + tuple(to_check_lines(profile, today))


def to_check_lines(profile: PacketProfile, today: Day) -> Iterator[FactLine]:
    """What rests on weak sources, where to look it up, how old the rules are, and whether a look is overdue."""
    if profile.is_overdue(today):
        values: dict[str, Value] = {"destination": _title(profile), "date": profile.review_by}
        yield FactLine(Topic.CHECK, OVERDUE, values, is_weak=True)
    for number, source in enumerate(profile.sources, start=1):
        if source.supports in profile.to_check():
            what = DataText(f"{profile.id}/sources.{number}.supports", source.supports)
            yield FactLine(Topic.CHECK, words.CHECK_IT, {"what": what}, is_weak=True)
    if profile.official_page:
        yield FactLine(Topic.CHECK, words.OFFICIAL_PAGE, {"url": profile.official_page})
        yield FactLine(Topic.CHECK, words.READ_ON, {"date": max(s.read_on for s in profile.sources)})


def _title(profile: PacketProfile) -> DataText:
    return DataText(f"{profile.id}/title", profile.title)


def _place(profile: PacketProfile) -> Iterator[FactLine]:
    place = DataText(f"{profile.id}/destination", profile.destination)
    yield FactLine(Topic.PLACE, words.PLAIN, {"text": place}, is_weak=profile.is_weak("destination"))


def _sheet(profile: PacketProfile) -> Iterator[FactLine]:
    sides = "screen" if profile.medium != "paper" else "both" if profile.page.duplex else "one"
    weak = profile.is_weak("page.size") or (sides != "screen" and profile.is_weak("page.duplex"))
    yield FactLine(Topic.SHEET, words.SHEETS[profile.page.size, sides], is_weak=weak)


def _files(profile: PacketProfile) -> Iterator[FactLine]:
    rules = profile.files
    unit: str = rules.unit
    if unit == "whole" and profile.medium == "paper":
        unit = "whole_paper"
    if unit == "per_requirement" and profile.exhibits.scheme == "by_request_item":
        unit = "per_item"
    yield FactLine(Topic.FILES, words.UNITS[unit], is_weak=profile.is_weak("files.unit"))
    if profile.medium == "paper":
        return
    if rules.max_bytes is not None:
        weak = profile.is_weak("files.max_bytes")
        yield FactLine(Topic.FILES, words.LIMIT, {"limit": megabytes(rules.max_bytes)}, is_weak=weak)
    if rules.target_bytes is not None and rules.target_bytes != rules.max_bytes:
        yield FactLine(Topic.FILES, words.TARGET, {"target": megabytes(rules.target_bytes)})
    types = ", ".join(kind.upper() for kind in rules.allowed_types)
    yield FactLine(Topic.FILES, words.TYPES, {"types": types}, is_weak=profile.is_weak("files.allowed_types"))
    if rules.forbid:
        message = words.NOTHING_ACTIVE if rules.encryption == "forbidden" else words.PASSWORD_OK
        phrases = tuple(words.FORBIDDEN[name] for name in rules.forbid)
        yield FactLine(Topic.FILES, message, {"forbidden": phrases}, is_weak=profile.is_weak("files.forbid"))
    yield FactLine(Topic.FILES, words.NAMES, {"example": example_name(profile)})
    if profile.split.compress_first:
        weak = profile.is_weak("raster")
        yield FactLine(Topic.FILES, words.SMALLER_FIRST, {"floor": profile.raster.dpi_floor}, is_weak=weak)
    if profile.split.policy != "never":
        yield FactLine(Topic.FILES, words.SPLITS[profile.split.policy])


def megabytes(size_bytes: int) -> str:
    """A size as upload pages write it, cut after two digits so that it never says more than it is.

    >>> megabytes(12_000_000), megabytes(1_960_000)
    ('12 MB', '1.96 MB')
    """
    return f"{size_bytes // (MEGABYTE // 100) / 100:g} MB"


def _pages(profile: PacketProfile) -> Iterator[FactLine]:
    yield FactLine(Topic.PAGES, words.STAMPS[profile.stamp.mode], is_weak=profile.is_weak("stamp"))
    if profile.stamp.mode != "none":
        yield FactLine(Topic.PAGES, words.FORMS_STAY)
    exhibits = profile.exhibits
    names = {"alpha": ("A", "B"), "numeric": ("1", "2"), "by_request_item": ("1-A", "1-B")}
    weak = profile.is_weak("exhibits")
    if exhibits.scheme in names:
        first, second = (f"{exhibits.noun} {name}" for name in names[exhibits.scheme])
        yield FactLine(Topic.PAGES, words.EXHIBITS, {"first": first, "second": second}, is_weak=weak)
    if exhibits.dividers != "none":
        yield FactLine(Topic.PAGES, words.DIVIDERS[exhibits.dividers], is_weak=weak)
    index = profile.index
    at_top = index.place == "official_checklist_on_top"
    place = "none" if index.mode == "none" and not at_top else index.place
    yield FactLine(Topic.PAGES, words.INDEXES[place], is_weak=profile.is_weak("index"))
    if profile.raster.ocr != "none":
        yield FactLine(
            Topic.PAGES, words.SEARCHABLE[profile.raster.ocr], is_weak=profile.is_weak("raster.ocr")
        )


def _order(profile: PacketProfile) -> Iterator[FactLine]:
    weak = profile.is_weak("order")
    if profile.files.unit in {"whole", "per_form"}:
        phrases = tuple(words.SLOTS[slot.slot] for slot in profile.order)
        yield FactLine(Topic.ORDER, words.ORDER, {"order": phrases}, is_weak=weak)
    for number, slot in enumerate(profile.order, start=1):
        if slot.when is not None:
            when = DataText(f"{profile.id}/order.{number}.when", slot.when)
            values: dict[str, Value] = {"slot": (words.SLOTS[slot.slot],), "when": when}
            yield FactLine(Topic.ORDER, words.ONLY_WHEN, values, is_weak=profile.is_weak(f"order.{number}"))


def _translations(profile: PacketProfile) -> Iterator[FactLine]:
    rules = profile.translation
    topic = Topic.TRANSLATIONS
    if rules.languages in words.NO_TRANSLATION:
        yield FactLine(
            topic, words.NO_TRANSLATION[rules.languages], is_weak=profile.is_weak("translation.languages")
        )
    yield FactLine(topic, words.PLACEMENTS[rules.placement], is_weak=profile.is_weak("translation.placement"))
    phrases = tuple(words.CERTIFICATE[item] for item in rules.certificate)
    yield FactLine(
        topic, words.STATEMENT_HAS, {"items": phrases}, is_weak=profile.is_weak("translation.certificate")
    )
    if rules.certified_copy_required:
        yield FactLine(
            topic, words.CERTIFIED_COPY, is_weak=profile.is_weak("translation.certified_copy_required")
        )


def _texts(profile: PacketProfile) -> Iterator[FactLine]:
    yield from _listed(profile, Topic.PAPER, "paper_rules", profile.paper_rules)
    yield from _listed(profile, Topic.ADVICE, "advice", profile.advice)


def _conflicts(profile: PacketProfile) -> Iterator[FactLine]:
    yield from _listed(profile, Topic.CONFLICTS, "conflicts", profile.conflicts)


def _listed(profile: PacketProfile, topic: Topic, name: str, texts: tuple[str, ...]) -> Iterator[FactLine]:
    for number, text in enumerate(texts, start=1):
        place = f"{name}.{number}"
        values = {"text": DataText(f"{profile.id}/{place}", text)}
        yield FactLine(topic, words.PLAIN, values, is_weak=profile.is_weak(place))


def _deadlines(profile: PacketProfile) -> Iterator[FactLine]:
    for number, deadline in enumerate(profile.deadlines, start=1):
        place = f"deadlines.{number}"
        values: dict[str, Value] = {
            "what": DataText(f"{profile.id}/{place}.what", deadline.what),
            "rule": DataText(f"{profile.id}/{place}.rule", deadline.rule),
        }
        message = words.DEADLINE
        if deadline.authority:
            message, values = words.DEADLINE_BY, {**values, "authority": deadline.authority}
        yield FactLine(Topic.DATES, message, values, is_weak=profile.is_weak(place))
