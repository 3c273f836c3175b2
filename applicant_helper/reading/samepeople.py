"""Which people of several papers are one person: by numbers, names, birth dates, and the seats they take. Pure.

Whatever speaks for or against a link is added up; doubtful links are told as such, and two people of one paper are
never one unless the paper itself says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations

from applicant_helper.core.values.names import NameLevel
from applicant_helper.core.values.partial_date import DateMatch, PartialDate, same_date
from applicant_helper.core.values.person_name import print_name
from applicant_helper.reading.compare_grouping import Groups
from applicant_helper.reading.compare_values import folded, match_names, names_share
from applicant_helper.reading.mentions import UNIQUE, Marriage, Mention

ENOUGH, CERTAIN = 2, 3
SEAT = 6
SAME_RELATION, ONLY_ONE, OTHER_RELATION = 3, 4, -3
SAME_NUMBER = 8
OTHER_NUMBER: Mapping[str, int] = {"a_number": -3, "ssn": -2, "uscis_account": -1}
NAMES: Mapping[NameLevel, int] = {
    NameLevel.EXACT: 3,
    NameLevel.TRIVIAL: 3,
    NameLevel.VARIANT: 2,
    NameLevel.MISMATCH: -3,
}
NEARLY_THE_NAME = -1
SAME_BIRTH, SWAPPED_BIRTH, COMPATIBLE_BIRTH, SLIP_OF_BIRTH, OTHER_BIRTH = 3, 2, 1, -1, -4
SAME_END = 4
OTHER_SEX = -1
LIKE_A_TWIN = -4
"""Another name and another A-Number: brothers and sisters file side by side, born on one day or not."""
IMPOSSIBLE = -50
NEARLY = 0.88
GENERATION = 12


@dataclass(slots=True)
class People:
    """People of several papers, gathered: `of` gives the number of the group of a person by paper and role."""

    groups: list[list[Mention]]
    unsure: set[int] = field(default_factory=set)
    of: dict[tuple[int, str], int] = field(default_factory=dict)


def gather_people(mentions: Sequence[Mention]) -> People:
    """Everyone who is one person in one group. First those that papers are about, then their relatives."""
    groups = Groups(mentions, _may_be_one)
    places = {(m.paper, m.role): n for n, m in enumerate(mentions)}
    own = [n for n, m in enumerate(mentions) if not m.is_relative]
    groups.join(_scored(mentions, own, own, groups, places))
    everyone = range(len(mentions))
    groups.join(_scored(mentions, everyone, everyone, groups, places))
    groups.join(_scored(mentions, everyone, everyone, groups, places))
    groups.join(_left_over(mentions, groups, places))
    return _people(mentions, groups)


def _people(mentions: Sequence[Mention], groups: Groups[Mention]) -> People:
    lists = groups.lists()
    found = People(lists)
    for number, group in enumerate(lists):
        first = next(n for n, m in enumerate(mentions) if m is group[0])
        if groups.weakest.get(groups.of[first], CERTAIN) < CERTAIN or _is_doubtful(group):
            found.unsure.add(number)
        for mention in group:
            found.of[(mention.paper, mention.role)] = number
    return found


def _is_doubtful(group: Sequence[Mention]) -> bool:
    """Whether neither numbers nor birth dates hold together two mentions whose names disagree."""
    for one, other in combinations(group, 2):
        if _name_points(one, other) < 0 and not any(
            any(_number_points(one, m) >= SAME_NUMBER for m in group if m is not one)
            or any(_birth_points(one, m) >= SWAPPED_BIRTH for m in group if m is not one)
            for one in (one, other)
        ):
            return True
    return False


def _may_be_one(one: Mention, other: Mention) -> bool:
    if one.paper != other.paper:
        return True
    if any(r.holder == b.role for a, b in ((one, other), (other, one)) for r in a.relations):
        return False
    return _unique_bond(one, other) or (
        (_number_points(one, other) >= SAME_NUMBER or _birth_points(one, other) == SAME_BIRTH)
        and _name_points(one, other) > 0
    )


def _unique_bond(one: Mention, other: Mention) -> bool:
    """Whether a paper says that both are the only spouse of the same person of that paper."""
    return any(
        r.kind in UNIQUE and r == s for r in one.relations for s in other.relations if r.holder
    ) and not _contradict(one, other)


def _contradict(one: Mention, other: Mention) -> bool:
    return _birth_points(one, other) <= OTHER_BIRTH and _name_points(one, other) < 0


def _scored(
    mentions: Sequence[Mention],
    ours: Sequence[int],
    theirs: Sequence[int],
    groups: Groups[Mention],
    places: Mapping[tuple[int, str], int],
) -> Iterator[tuple[int, int, int]]:
    anchors = [_anchors(m, groups, places) for m in mentions]
    for a in ours:
        for b in theirs:
            if a < b and groups.of[a] != groups.of[b]:
                points = score(mentions[a], mentions[b], _relation_points(mentions, a, b, anchors))
                if points >= ENOUGH:
                    yield points, a, b


def _anchors(
    mention: Mention, groups: Groups[Mention], places: Mapping[tuple[int, str], int]
) -> frozenset[tuple[str, int]]:
    """Whose relative somebody is: kind and group of the other person."""
    return frozenset(
        (r.kind, groups.of[at])
        for r in mention.relations
        if (at := places.get((mention.paper, r.holder))) is not None
    )


def _relation_points(
    mentions: Sequence[Mention], a: int, b: int, anchors: Sequence[frozenset[tuple[str, int]]]
) -> int:
    one, other = mentions[a], mentions[b]
    shared = anchors[a] & anchors[b]
    if any(kind in UNIQUE for kind, _ in shared):
        return SEAT
    if shared:
        return max(_kin_points(kind, one, other) for kind, _ in sorted(shared))
    if _are_children(anchors[a], anchors[b]):
        return _kin_points("child", one, other)
    if {g for _, g in anchors[a]} & {g for _, g in anchors[b]}:
        return 0
    return OTHER_RELATION if one.is_relative or other.is_relative else 0


def _are_children(one: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> bool:
    """Whether one is listed as a child, the other in the family, of the same person."""
    return any({kind, kin} == {"child", "family"} and at == where for kind, at in one for kin, where in other)


def _kin_points(kind: str, one: Mention, other: Mention) -> int:
    points = SAME_RELATION
    if kind == "parent":
        sexes = [str(m.value("sex") or m.sex_hint) for m in (one, other)]
        if all(sexes):
            points += ONLY_ONE if sexes[0] == sexes[1] else IMPOSSIBLE
    if kind in {"child", "family"} and (one.is_twin or other.is_twin) and _name_points(one, other) < 0:
        points += OTHER_RELATION
    if one.ended and other.ended and one.ended == other.ended:
        points += SAME_END
    return points


def _left_over(
    mentions: Sequence[Mention], groups: Groups[Mention], places: Mapping[tuple[int, str], int]
) -> Iterator[tuple[int, int, int]]:
    """Two papers list two parents; one was found on both, so the other is the other one unless facts forbid it."""
    anchors = [_anchors(m, groups, places) for m in mentions]
    parents: dict[tuple[int, int], list[int]] = {}
    for number, mention in enumerate(mentions):
        for kind, holder in anchors[number]:
            if kind == "parent":
                parents.setdefault((holder, mention.paper), []).append(number)
    for (one_of, one_paper), ones in parents.items():
        for (other_of, other_paper), others in parents.items():
            if one_of != other_of or one_paper >= other_paper or not len(ones) == len(others) == 2:
                continue
            lonely = [
                [n for n in mine if groups.of[n] not in {groups.of[m] for m in yours}]
                for mine, yours in ((ones, others), (others, ones))
            ]
            if [len(x) for x in lonely] == [1, 1]:
                a, b = lonely[0][0], lonely[1][0]
                kin = _kin_points("parent", mentions[a], mentions[b])
                points = score(mentions[a], mentions[b], kin + CERTAIN)
                if points >= ENOUGH:
                    yield min(points, ENOUGH), a, b


def score(one: Mention, other: Mention, points: int = 0) -> int:
    """How much speaks for two mentions being one person; `points` come from their relations.

    Names are compared only when they can still decide: that takes longest.
    """
    birth, number = _birth_points(one, other), _number_points(one, other)
    if one.seats & other.seats and one.form != other.form:
        points += SEAT
    is_bound = points >= SEAT
    sexes = {str(s) for m in (one, other) if (s := m.value("sex"))}
    if len(sexes) > 1:
        points += OTHER_SEX
    points += birth + number
    if points + NAMES[NameLevel.EXACT] < ENOUGH:
        return 0
    name = _name_points(one, other)
    if name == NAMES[NameLevel.MISMATCH] and number == OTHER_NUMBER["a_number"]:
        points += LIKE_A_TWIN
    return points + name if name or birth or number or is_bound else 0


def _number_points(one: Mention, other: Mention) -> int:
    points = 0
    for fact, against in OTHER_NUMBER.items():
        ours, theirs = one.value(fact), other.value(fact)
        if ours and theirs:
            points += SAME_NUMBER if folded(ours)[-9:] == folded(theirs)[-9:] else against
    return points


def _name_points(one: Mention, other: Mention) -> int:
    ours, theirs = one.name, other.name
    if ours is None or theirs is None or not names_share(ours, theirs):
        return 0
    points = NAMES[match_names(ours, theirs).level]
    if points < 0:
        texts = [folded(print_name(n)) for n in (ours, theirs)]
        if SequenceMatcher(None, texts[0], texts[1]).ratio() >= NEARLY:
            return NEARLY_THE_NAME
    return points


def _birth_points(one: Mention, other: Mention) -> int:
    ours, theirs = one.birth, other.birth
    if ours is None or theirs is None:
        return 0
    match same_date(ours, theirs):
        case DateMatch.SAME:
            return SAME_BIRTH
        case DateMatch.SWAPPED_DAY_MONTH:
            return SWAPPED_BIRTH
        case DateMatch.COMPATIBLE:
            return COMPATIBLE_BIRTH
    return SLIP_OF_BIRTH if _is_a_slip(ours, theirs) else OTHER_BIRTH


def _is_a_slip(one: PartialDate, other: PartialDate) -> bool:
    """Whether only the day, only the month or only the year differs, the year by less than a generation."""
    ours, theirs = ((d.year, d.month, d.day) for d in (one, other))
    differing = [n for n, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
    return len(differing) == 1 and abs(one.year - other.year) < GENERATION


def same_marriages(marriages: Sequence[Marriage], people: People) -> list[list[Marriage]]:
    """Marriages of the same two people, or present ones of the same person where a paper names no spouse."""
    groups = Groups(marriages, lambda one, other: True)
    couples = [(people.of.get((m.paper, m.owner)), people.of.get((m.paper, m.partner))) for m in marriages]
    scored = []
    for a, b in combinations(range(len(marriages)), 2):
        points = _same_couple(
            couples[a], couples[b], are_current=marriages[a].is_current and marriages[b].is_current
        )
        if points:
            scored.append((points, a, b))
    groups.join(scored)
    return groups.lists()


def _same_couple(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], *, are_current: bool
) -> int:
    if None not in one and set(one) == set(other) and len(set(one)) == 2:
        return CERTAIN
    shared = (set(one) & set(other)) - {None}
    is_open = None in one or None in other
    return ENOUGH if are_current and shared and is_open else 0
