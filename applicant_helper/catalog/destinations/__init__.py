"""Where a packet can go: page, numbering, index and file rules of each destination, each with its source."""

from __future__ import annotations

from applicant_helper.catalog.destinations.load import (
    CHECK,
    FOLDER,
    MEGABYTE,
    OVERDUE,
    examine_destinations,
    find_destination,
    load_destinations,
)
from applicant_helper.catalog.destinations.profile import (
    Confidence,
    PacketProfile,
    ProfileSource,
)
from applicant_helper.catalog.destinations.rules import (
    BookmarkRules,
    CheckId,
    CheckSeverity,
    Column,
    CoverRules,
    Deadline,
    ExhibitRules,
    FileRules,
    IndexRules,
    OrderSlot,
    PageRules,
    RasterRules,
    Slot,
    SplitRules,
    StampRules,
    TranslationRules,
    Unit,
)

__all__ = [
    "CHECK",
    "FOLDER",
    "MEGABYTE",
    "OVERDUE",
    "BookmarkRules",
    "CheckId",
    "CheckSeverity",
    "Column",
    "Confidence",
    "CoverRules",
    "Deadline",
    "ExhibitRules",
    "FileRules",
    "IndexRules",
    "OrderSlot",
    "PacketProfile",
    "PageRules",
    "ProfileSource",
    "RasterRules",
    "Slot",
    "SplitRules",
    "StampRules",
    "TranslationRules",
    "Unit",
    "examine_destinations",
    "find_destination",
    "load_destinations",
]
