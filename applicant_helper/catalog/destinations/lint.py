"""Proves the destination files beyond their shape: named well, sourced, consistent with themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

from applicant_helper.catalog.destinations.filenames import SAMPLE, example_name
from applicant_helper.catalog.destinations.load import FOLDER, examine_destinations
from applicant_helper.catalog.destinations.profile import FIRM, PacketProfile, ProfileSource, covers
from applicant_helper.catalog.destinations.rules import CheckId
from applicant_helper.catalog.problems import DataProblem, DataProblems
from applicant_helper.catalog.yamlfile import Place

DESTINATIONS = frozenset(
    {
        *("uscis_paper", "uscis_online", "uscis_rfe_mail", "uscis_rfe_online", "nvc_ceac"),
        *("eoir_paper", "eoir_ecas"),
        *("ircc_portal", "ircc_secure_account", "ircc_pr_portal", "ircc_citizenship_online", "ircc_paper"),
        *("ukvi_ukvcas", "ukvi_vfs", "uk_court_bundle", "legal_aid_reader_copy"),
    }
)
"""Published ids; none of them goes away or changes its name."""

TEMPLATES: tuple[tuple[str, frozenset[str]], ...] = (
    ("files.name_template", frozenset(SAMPLE)),
    ("stamp.template", frozenset({"tab", "page", "total"})),
    ("bookmarks.template", frozenset({"tab", "title", "page"})),
    ("split.part_suffix", frozenset({"k", "n"})),
)
SOURCED = ("page", "stamp", "exhibits", "index", "bookmarks", "order", "translation", "files", "raster")
"""Fields that some source must speak of, as a whole or in part."""

LISTS = ("paper_rules", "advice", "deadlines", "conflicts")
"""Lists of which some source must speak of each member."""


def lint_destinations(root: Path) -> tuple[tuple[PacketProfile, ...], tuple[DataProblem, ...]]:
    """The destinations below `root` that have the right shape, and every problem of all of them."""
    files, shape = examine_destinations(root / FOLDER)
    problems = DataProblems()
    problems.found += shape
    for profile, file in files:
        for place, sentence in destination_problems(profile, Path(file.name).stem):
            problems.add(file, place, sentence)
    names = Counter(n for profile, _file in files for n in (profile.id, *profile.aliases))
    for profile, file in files:
        for name in (profile.id, *profile.aliases):
            if names[name] > 1:
                problems.add(file, ("id",), f"Two destinations are called {name}.")
    return tuple(profile for profile, _file in files), tuple(problems.found)


def destination_problems(profile: PacketProfile, stem: str) -> Iterator[tuple[Place, str]]:
    """Places and sentences for one destination that stands in the file `stem`."""
    if profile.id != stem:
        yield ("id",), f"The file is called {stem} and the destination {profile.id}. Give both one name."
    if profile.id not in DESTINATIONS:
        yield ("id",), f"There is no published destination {profile.id}."
    yield from _templates(profile)
    yield from _file_names(profile)
    yield from _order(profile)
    yield from _checks(profile)
    yield from _sources(profile)


def _templates(profile: PacketProfile) -> Iterator[tuple[Place, str]]:
    for field, known in TEMPLATES:
        place = tuple(field.split("."))
        try:
            slots = {
                name for _, name, _, _ in Formatter().parse(str(value_of(profile, field))) if name is not None
            }
        except ValueError as refused:
            yield place, f"{field} is not a template: {refused}."
            continue
        for name in sorted(slots - known):
            yield place, f"{field} has {{{name}}}. It knows {', '.join(sorted(known))}."
    if profile.stamp.mode != "none" and "{page}" not in profile.stamp.template:
        yield ("stamp", "template"), "stamp.template has no {page}."
    if profile.split.policy != "never" and "{k}" not in profile.split.part_suffix:
        yield ("split", "part_suffix"), "split.part_suffix has no {k}, so parts would have one name."


def _file_names(profile: PacketProfile) -> Iterator[tuple[Place, str]]:
    rules = profile.files
    try:
        pattern = re.compile(rules.name_pattern)
    except re.error as refused:
        yield ("files", "name_pattern"), f"files.name_pattern is not a pattern: {refused}."
        return
    try:
        example = example_name(profile)
    except (KeyError, ValueError, IndexError):
        return
    if pattern.fullmatch(example) is None:
        yield (
            ("files", "name_pattern"),
            f"files.name_pattern refuses {example}, which files.name_template makes.",
        )


def _order(profile: PacketProfile) -> Iterator[tuple[Place, str]]:
    slots = [slot.slot for slot in profile.order]
    for name, number in Counter(slots).items():
        if number > 1:
            yield ("order",), f"order names {name} {number} times."
    if "evidence_by_requirement" not in slots:
        yield ("order",), "order has no evidence_by_requirement, so papers would have no place."
    if profile.index.mode == "required" and "toc" not in slots:
        yield ("order",), "order has no toc, and index.mode is required."
    if profile.cover.kind != "none" and "cover" not in slots:
        yield ("order",), "order has no cover, and cover.kind is not none."
    for number, slot in enumerate(profile.order):
        if slot.need == "only_if" and slot.when is None:
            yield ("order", number), f"{slot.slot} does not say in words when it is needed (when)."


def _checks(profile: PacketProfile) -> Iterator[tuple[Place, str]]:
    for check in get_args(CheckId):
        if check not in profile.severities:
            yield ("severities",), f"severities does not say how much {check} matters."
    if profile.medium == "upload" and profile.files.max_bytes is None:
        yield ("files",), "An upload needs files.max_bytes."


def _sources(profile: PacketProfile) -> Iterator[tuple[Place, str]]:
    if not profile.sources:
        yield ("sources",), "No source is named."
    shown = profile.to_check()
    for number, source in enumerate(profile.sources):
        place: Place = ("sources", number)
        if not source.about:
            yield place, "The source does not say what it is about."
        for field in source.about:
            if value_of(profile, field) is None and not _is_field(profile, field):
                yield place, f"The source is about {field}, which is not there."
        if source.confidence not in FIRM and source.supports not in shown:
            yield place, f"This weak value would not be shown: {source.supports}."
    for field in _to_source(profile):
        if not any(_speaks_of(source, field) for source in profile.sources):
            yield (field.partition(".")[0],), f"No source is about {field}."


def _to_source(profile: PacketProfile) -> Iterator[str]:
    yield from SOURCED
    if profile.files.max_bytes is not None:
        yield "files.max_bytes"
    for name in LISTS:
        members = value_of(profile, name)
        if isinstance(members, tuple):
            yield from (f"{name}.{number}" for number in range(1, len(members) + 1))


def _speaks_of(source: ProfileSource, field: str) -> bool:
    return any(covers(about, field) or covers(field, about) for about in source.about)


def _is_field(profile: PacketProfile, field: str) -> bool:
    """Whether a field exists, even when nothing is set there."""
    above, _, last = field.rpartition(".")
    owner = value_of(profile, above) if above else profile
    return last in getattr(type(owner), "model_fields", {})


def value_of(profile: PacketProfile, field: str) -> object:
    """What stands at a field such as `files.max_bytes` or `deadlines.2` (from 1); None when nothing does."""
    found: object = profile
    for part in field.split("."):
        if isinstance(found, tuple):
            found = found[int(part) - 1] if part.isdecimal() and 0 < int(part) <= len(found) else None
        else:
            found = getattr(found, part, None)
    return found
