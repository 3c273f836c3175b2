"""Three-valued results: a value, a provisional value, or unknown with the answers that would settle it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

NO_FACTS: frozenset[str] = frozenset()


class _Mark(Enum):
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


UNKNOWN = _Mark.UNKNOWN
NOT_APPLICABLE = _Mark.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class DateRange:
    """A date known only to the month or year."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of an evaluation. `missing` names the facts that would settle an unknown."""

    value: object
    missing: frozenset[str] = NO_FACTS
    provisional: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is a value (it may be provisional)."""
        return self.value is not UNKNOWN

    @property
    def is_true(self) -> bool:
        """Whether this is known and true."""
        return self.value is True

    @property
    def is_false(self) -> bool:
        """Whether this is known and false."""
        return self.value is False


TRUE = Result(True)
FALSE = Result(False)


def known(value: object) -> Result:
    """A firm value."""
    return Result(value)


def unknown(*facts: str) -> Result:
    """No value; any of `facts` may settle it."""
    return Result(UNKNOWN, frozenset(facts))


def all_of(results: list[Result]) -> Result:
    """Three-valued `and`: one false decides, else one unknown, else true.

    >>> all_of([TRUE, unknown("a")]).value
    <_Mark.UNKNOWN: 'unknown'>
    >>> all_of([FALSE, unknown("a")]).value
    False
    """
    decided = [r for r in results if r.is_false]
    if decided:
        return Result(False, provisional=all(r.provisional for r in decided))
    return _undecided(results, value=True)


def any_of(results: list[Result]) -> Result:
    """Three-valued `or`: one true decides, else one unknown, else false."""
    decided = [r for r in results if r.is_true]
    if decided:
        return Result(True, provisional=all(r.provisional for r in decided))
    return _undecided(results, value=False)


def _undecided(results: list[Result], *, value: bool) -> Result:
    missing = NO_FACTS.union(*(r.missing for r in results if not r.is_known))
    provisional = any(r.provisional for r in results)
    if any(not r.is_known for r in results):
        return Result(UNKNOWN, missing, provisional)
    return Result(value, provisional=provisional)


def negate(result: Result) -> Result:
    """Three-valued `not`."""
    if not result.is_known:
        return result
    return Result(not result.value, provisional=result.provisional)
