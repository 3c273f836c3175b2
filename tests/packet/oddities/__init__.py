"""Papers as people really have them, each made in code, each with what must become of it."""

from tests.packet.oddities import boxes, contents, covered, layered, notes, paint, pictures, structure
from tests.packet.oddities.oddity import ALL, Oddity

__all__ = [
    "ALL",
    "Oddity",
    "boxes",
    "contents",
    "covered",
    "layered",
    "notes",
    "paint",
    "pictures",
    "structure",
]
