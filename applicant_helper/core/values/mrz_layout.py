"""Where each field stands in a machine-readable zone, and how its check digits are counted (ICAO Doc 9303)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FILLER = "<"
_WEIGHTS = (7, 3, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (not included) of one line, counted from 0."""

    line: int
    start: int
    end: int

    def of(self, lines: Sequence[str]) -> str:
        """The characters there."""
        return lines[self.line][self.start : self.end]

    def put(self, lines: Sequence[str], text: str) -> tuple[str, ...]:
        """The lines with `text` there."""
        old = lines[self.line]
        new = old[: self.start] + text + old[self.end :]
        return tuple(new if i == self.line else row for i, row in enumerate(lines))


@dataclass(frozen=True, slots=True)
class Layout:
    """One size of zone. `checks` maps a field to the place of its check digit, `composite` lists what is summed."""

    name: str
    rows: int
    length: int
    fields: Mapping[str, Span]
    checks: Mapping[str, Span]
    composite: tuple[Span, ...] = ()
    composite_at: Span | None = None
    starts: frozenset[str] = field(default_factory=frozenset)
    anchor: int = 1
    """The line that holds the dates."""
    names_line: int = 0

    @property
    def default_start(self) -> str:
        """The letter a first line begins with that could not be read."""
        return min(self.starts)


def _two_lines(name: str, length: int, optional: tuple[int, int], starts: str, *, composite: bool) -> Layout:
    fields = {
        "code": Span(0, 0, 2),
        "issuer": Span(0, 2, 5),
        "names": Span(0, 5, length),
        "number": Span(1, 0, 9),
        "nationality": Span(1, 10, 13),
        "birth": Span(1, 13, 19),
        "sex": Span(1, 20, 21),
        "expiry": Span(1, 21, 27),
        "optional": Span(1, *optional),
    }
    checks = {"number": Span(1, 9, 10), "birth": Span(1, 19, 20), "expiry": Span(1, 27, 28)}
    summed: tuple[Span, ...] = ()
    if composite:
        summed = (Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, length - 1))
    at = Span(1, length - 1, length) if composite else None
    return Layout(name, 2, length, fields, checks, summed, at, frozenset(starts))


_TD3 = _two_lines("TD3", 44, (28, 42), "P", composite=True)
TD3 = Layout(
    *("TD3", 2, 44, _TD3.fields, {**_TD3.checks, "optional": Span(1, 42, 43)}),
    *(_TD3.composite, _TD3.composite_at, _TD3.starts),
)
TD2 = _two_lines("TD2", 36, (28, 35), "ACIP", composite=True)
MRV_A = _two_lines("MRV-A", 44, (28, 44), "V", composite=False)
MRV_B = _two_lines("MRV-B", 36, (28, 36), "V", composite=False)
TD1 = Layout(
    name="TD1",
    rows=3,
    length=30,
    fields={
        "code": Span(0, 0, 2),
        "issuer": Span(0, 2, 5),
        "number": Span(0, 5, 14),
        "optional": Span(0, 15, 30),
        "birth": Span(1, 0, 6),
        "sex": Span(1, 7, 8),
        "expiry": Span(1, 8, 14),
        "nationality": Span(1, 15, 18),
        "optional_2": Span(1, 18, 29),
        "names": Span(2, 0, 30),
    },
    checks={"number": Span(0, 14, 15), "birth": Span(1, 6, 7), "expiry": Span(1, 14, 15)},
    composite=(Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
    composite_at=Span(1, 29, 30),
    starts=frozenset("ACI"),
    names_line=2,
)
LAYOUTS = (TD3, TD1, TD2, MRV_A, MRV_B)


def check_digit(text: str) -> str:
    """The digit 0 to 9 that stands behind `text`: weights 7, 3, 1, letters count from A = 10, fillers are 0.

    >>> check_digit("L898902C3")
    '6'
    """
    return str(sum(_weight(c) * _WEIGHTS[i % 3] for i, c in enumerate(text)) % 10)


def _weight(character: str) -> int:
    if "0" <= character <= "9":
        return ord(character) - ord("0")
    return ord(character) - ord("A") + 10 if "A" <= character <= "Z" else 0


def passes(text: str, digit: str, *, may_be_blank: bool = False) -> bool:
    """Whether `digit` is the check digit of `text`; an empty field may have a filler in its place."""
    if digit == FILLER:
        return may_be_blank and not text.strip(FILLER)
    return digit == check_digit(text)


def field_passes(layout: Layout, lines: Sequence[str], name: str) -> bool | None:
    """Whether a field agrees with its check digit; None when it has none."""
    at = layout.checks.get(name)
    if at is None:
        return None
    text, digit = layout.fields[name].of(lines), at.of(lines)
    if name == "number" and digit == FILLER:
        return _long_number(layout, lines) is not None
    return passes(text, digit, may_be_blank=name in {"optional", "expiry"})


def composite_passes(layout: Layout, lines: Sequence[str]) -> bool | None:
    """Whether the last digit agrees with everything it sums up; None when the layout has none."""
    if layout.composite_at is None:
        return None
    return passes("".join(s.of(lines) for s in layout.composite), layout.composite_at.of(lines))


def _long_number(layout: Layout, lines: Sequence[str]) -> str | None:
    """A number of more than nine characters goes on in the optional data, with its check digit at the end."""
    if layout.name not in {"TD1", "TD2"}:
        return None
    rest = layout.fields["optional"].of(lines).partition(FILLER)[0]
    if len(rest) < 2:
        return None
    whole = layout.fields["number"].of(lines) + rest[:-1]
    return whole if check_digit(whole) == rest[-1] else None


def document_number(layout: Layout, lines: Sequence[str]) -> str:
    """The number without fillers, a long one in full."""
    number = layout.fields["number"].of(lines)
    long = _long_number(layout, lines) if layout.checks["number"].of(lines) == FILLER else None
    return (long or number).strip(FILLER)
