"""The columns of a contents page: what the destination wants, as far as there is anything to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from applicant_helper.packet.geometry import Size
from applicant_helper.packet.outline import Line

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

MARGIN = 60.0
GAP = 12.0
# Room in points; the document has what is left. Requirement and item are the headings of the exhibits, and the
# issuer stands under the document: with columns of their own, titles would break at every word.
ROOMS = {"tab": 46.0, "date": 92.0, "language": 62.0, "status": 96.0, "pages": 56.0}
PART_ROOM = 40.0
HEADS = {"document": "Document", "date": "Date", "language": "Language", "status": "Answer", "pages": "Page"}
SHOWN_UNDER = ("issuer", "language", "date")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it begins, how wide it is; the pages stand at its right end."""

    name: str
    head: str
    x: float
    room: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.room


def columns_for(
    profile: PacketProfile, lines: Sequence[Line], sheet: Size, *, names_parts: bool = False
) -> tuple[Column, ...]:
    """The columns from left to right. One that no line has anything for gives its room to the document.

    `names_parts`: pages of other parts are said to be in those.
    """
    wanted = [
        c for c in ("tab", "document", "date", "language", "status", "pages") if _is_shown(c, profile, lines)
    ]
    rooms = {name: ROOMS.get(name, 0.0) for name in wanted}
    if "tab" in rooms and max((len(line.label) for line in lines), default=0) > 5:
        rooms["tab"] += 12.0
    if names_parts:
        rooms["pages"] += PART_ROOM
    rooms["document"] = sheet[0] - 2 * MARGIN - sum(rooms.values()) - GAP * (len(wanted) - 1)
    found = []
    x = MARGIN
    for name in wanted:
        found.append(Column(name, _head(name, profile), x, rooms[name]))
        x += rooms[name] + GAP
    return tuple(found)


def _is_shown(column: str, profile: PacketProfile, lines: Sequence[Line]) -> bool:
    if column in {"document", "pages"}:
        return True
    if column == "tab":
        return any(line.label for line in lines)
    if column not in profile.index.columns:
        return False
    values = {line.values.get(column, "") for line in lines}
    return bool(values - ({"", "English"} if column == "language" else {""}))


def _head(name: str, profile: PacketProfile) -> str:
    if name != "tab":
        return HEADS[name]
    return "Item" if profile.exhibits.scheme == "by_request_item" else profile.exhibits.noun


def value_of(line: Line, column: str) -> str:
    """What a line shows in a column besides title, label and pages."""
    if column == "status":
        return line.values.get("status", "") if line.level <= 0 else ""
    return line.values.get(column, "") if line.level >= 0 else ""


def under_title(line: Line, columns: Sequence[Column]) -> str:
    """What stands in small print under a title: what has no column of its own."""
    shown = {c.name for c in columns}
    language = line.values.get("language", "")
    parts = [line.values.get("issuer", "")]
    if "language" not in shown and language and language != "English":
        parts.append(f"in {language}")
    if "date" not in shown:
        parts.append(line.values.get("date", ""))
    return ", ".join(p for p in (*parts, line.detail) if p) if line.level >= 0 else ""
