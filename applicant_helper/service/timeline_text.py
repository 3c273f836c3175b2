"""The years of a person drawn with letters, for any width; and told in sentences for reading aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from applicant_helper import i18n
from applicant_helper.core.text import safe_line
from applicant_helper.i18n import say
from applicant_helper.service.timeline import Lane, Span

BAR, GAP, POINT, EMPTY, BEFORE, AFTER = "█", "░", "◆", " ", "<", ">"
NARROWEST, WIDEST, SHARE = 16, 60, 0.32
YEARS_SHOWN, YEARS_AHEAD = 10, 2


def chart(lanes: Sequence[Lane], today: date, width: int) -> list[str]:
    """Lines of at most `width` columns: the years, then each lane with a bar and its words for every stretch.

    A stretch for which nothing is listed is drawn in another pattern and named. What lies long before is
    marked at the left edge.
    """
    if not lanes:
        return []
    scale = _Scale(lanes, today, min(WIDEST, max(NARROWEST, int(width * SHARE))))
    room = width - scale.columns - 3
    lines = [f"  {scale.years()}"]
    for lane in lanes:
        lines += ["", i18n.gettext(lane.title)]
        lines += [_line(scale, span, today, room) for span in lane.spans]
    return lines


def told(lanes: Sequence[Lane]) -> Iterator[str]:
    """The same in sentences, a line each."""
    for lane in lanes:
        yield say("{lane}:", lane=i18n.gettext(lane.title))
        for span in lane.spans:
            yield say("{dates}: {what}.", dates=dates_of(span), what=_words(span))


def dates_of(span: Span) -> str:
    """A stretch as people write it."""
    if span.last == span.first:
        return i18n.format_date(span.first)
    if span.last is None:
        return say("since {date}", date=i18n.format_date(span.first))
    return say("{first} to {last}", first=i18n.format_date(span.first), last=i18n.format_date(span.last))


def _words(span: Span) -> str:
    text = i18n.gettext(span.text) if span.is_gap else safe_line(span.text)
    if not span.is_gap or span.last is None:
        return text
    days = (span.last - span.first).days + 1
    return say("{what}, {n} days", what=text, n=str(days))


def _line(scale: _Scale, span: Span, today: date, room: int) -> str:
    begin, end = scale.place(span.first), scale.place(span.last or max(today, span.first))
    if (span.last or today) < scale.first:
        bar = BEFORE
    elif span.last == span.first:
        bar = POINT
    else:
        bar = (GAP if span.is_gap else BAR) * max(1, end - begin + 1)
        if span.last is None or span.last >= scale.last:
            bar = bar[:-1] + AFTER
    drawn = (EMPTY * begin + bar).ljust(scale.columns)[: scale.columns]
    text = f"{_words(span)}  {dates_of(span)}"
    return f"  {drawn} {_cut(text, room)}".rstrip()


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(0, room - 1)].rstrip() + "…"


class _Scale:
    """Dates to columns."""

    def __init__(self, lanes: Sequence[Lane], today: date, columns: int) -> None:
        self.columns = columns
        first = min(s.first for lane in lanes for s in lane.spans)
        first = max(first, date(max(1, today.year - YEARS_SHOWN), 1, 1))
        last = max(today, *(s.last or today for lane in lanes for s in lane.spans))
        last_year = min(last.year, today.year + YEARS_AHEAD)
        self.first, self.last = date(first.year, 1, 1), date(last_year + 1, 1, 1)

    def place(self, day: date) -> int:
        days = max(1, (self.last - self.first).days)
        return max(0, min(self.columns - 1, (day - self.first).days * self.columns // days))

    def years(self) -> str:
        """The years along the top, as many as fit."""
        row = [EMPTY] * self.columns
        free = 0
        for year in range(self.first.year, self.last.year):
            start = self.place(date(year, 1, 1))
            if start >= free and start + 4 <= self.columns:
                row[start : start + 4] = str(year)
                free = start + 6
        return "".join(row)
