"""Papers as people really have them, each made in code, each with what must become of it."""

from tests.packet.oddities import (
    boxes,
    contents,
    covered,
    forms,
    guarded,
    layered,
    notes,
    paint,
    pictures,
    pictures_inside,
    raw_pictures,
    structure,
)
from tests.packet.oddities.oddity import ALL, Oddity

__all__ = [
    "ALL",
    "Oddity",
    "boxes",
    "contents",
    "covered",
    "forms",
    "guarded",
    "layered",
    "notes",
    "paint",
    "pictures",
    "pictures_inside",
    "raw_pictures",
    "structure",
]
