"""Where a packet can go: page, numbering, index and file rules of each destination, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from applicant_helper.catalog.problems import DATA_FAULTY, CatalogFaulty, DataProblem
from applicant_helper.catalog.schemas import Strict, Text
from applicant_helper.catalog.yamlfile import read_yaml
from applicant_helper.core.marks import N_

CHECK = N_("{what}. This rests on a weak source. Check it on the official page.")
Confidence = Literal["A", "B", "C", "U"]


class ProfileSource(Strict):
    """What one source supports. A and B are firm; C and U are shown as "check this on the official page"."""

    url: str = ""
    read_on: Day
    confidence: Confidence
    supports: Text


class StampRules(Strict):
    """The line at the foot of each page. Official forms carry their own footers and are never stamped."""

    mode: Literal["none", "optional", "required"] = "optional"
    size_pt: float = 9.5
    band_pt: float = 28.0


class FileRules(Strict):
    """Limits of the finished file; none for paper."""

    max_bytes: int | None = None
    name_pattern: str = r"^[\w .()-]{1,120}$"


class PacketProfile(Strict):
    """One destination."""

    schema_: Literal[1] = Field(alias="schema")
    id: str
    title: Text
    jurisdiction: str
    medium: Literal["paper", "upload", "pdf"]
    page: Literal["letter", "a4"] = "letter"
    stamp: StampRules = StampRules()
    dividers: bool = True
    index: bool = True
    notice: Text | None = None
    paper_rules: tuple[Text, ...] = ()
    files: FileRules = FileRules()
    review_by: Day
    sources: tuple[ProfileSource, ...]

    def to_check(self) -> tuple[str, ...]:
        """What rests on a weak source."""
        return tuple(s.supports for s in self.sources if s.confidence in {"C", "U"})


def load_destinations(folder: Path) -> Mapping[str, PacketProfile]:
    """Every destination by id. Raises CatalogFaulty with file and line."""
    found: dict[str, PacketProfile] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = read_yaml(path)
        try:
            profile = PacketProfile.model_validate(file.value)
        except ValidationError as refused:
            error = refused.errors()[0]
            place = tuple(p for p in error["loc"] if isinstance(p, (str, int)))
            sentence = f"{'.'.join(map(str, place))}: {error['msg']}."
            problem = DataProblem(f"forms/destinations/{path.name}", file.line(place), sentence)
            raise CatalogFaulty(
                "destination", DATA_FAULTY, {"count": "1", "first": str(problem)}
            ) from refused
        found[profile.id] = profile
    return found
