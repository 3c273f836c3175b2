"""Things of several papers gathered into groups that mean the same, the best matches first. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(slots=True)
class Groups(Generic[Thing]):
    """Disjoint groups of things by their number. `weakest` is the lowest score that a group was joined by."""

    things: Sequence[Thing]
    may_join: Callable[[Thing, Thing], bool]
    of: list[int] = field(default_factory=list)
    members: dict[int, list[int]] = field(default_factory=dict)
    weakest: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.of = list(range(len(self.things)))
        self.members = {n: [n] for n in self.of}

    def join(self, scored: Iterable[tuple[int, int, int]]) -> None:
        """Join pairs (score, one, other), the highest score first; two that may not be one keep groups apart."""
        for score, one, other in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
            first, second = self.of[one], self.of[other]
            if first == second or not self._fit(first, second):
                continue
            lowest = min(score, *(self.weakest.get(g, score) for g in (first, second)))
            for number in self.members.pop(second):
                self.of[number] = first
                self.members[first].append(number)
            self.weakest[first] = lowest

    def _fit(self, first: int, second: int) -> bool:
        return all(
            self.may_join(self.things[a], self.things[b])
            for a in self.members[first]
            for b in self.members[second]
        )

    def lists(self) -> list[list[Thing]]:
        """The groups in the order of their first things."""
        return [[self.things[n] for n in sorted(m)] for m in sorted(self.members.values(), key=min)]
