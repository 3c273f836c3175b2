"""Family and given names of a machine-readable zone, and what they may have been where fillers were misread."""

from __future__ import annotations

import re
from dataclasses import dataclass

from applicant_helper.core.values.mrz_layout import FILLER
from applicant_helper.core.values.mrz_lines import fillers_restored

_LOST_FILLER = re.compile("(?<=[A-Z])(?:<[KCSE]|[KCSE]<)(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class ZoneName:
    """A name of a zone. `may_be_cut`: it fills the zone, so that the end may be missing."""

    family: str
    given: str
    may_be_cut: bool = False

    def written(self) -> str:
        """Family names, a comma, given names; a single name alone.

        >>> ZoneName("ERIKSSON", "ANNA MARIA").written()
        'ERIKSSON, ANNA MARIA'
        """
        return f"{self.family}, {self.given}" if self.given else self.family


def read_names(field: str) -> ZoneName:
    """The name as the field has it, runs of fillers at the end put right.

    >>> read_names("ERIKSSON<<ANNA<MARIA<<<<K<<")
    ZoneName(family='ERIKSSON', given='ANNA MARIA', may_be_cut=False)
    """
    line = fillers_restored(field)
    family, _, given = line.strip(FILLER).partition("<<")
    return ZoneName(_words(family), _words(given), not line.endswith(FILLER))


def other_names(field: str) -> tuple[ZoneName, ...]:
    """Other readings where the double filler that parts family and given names was not read as such."""
    line = fillers_restored(field).strip(FILLER)
    if "<<" in line:
        return ()
    found = [
        read_names(line[: m.start()] + "<<" + line[m.end() :] + FILLER)
        for m in _LOST_FILLER.finditer(line)
        if len(line[: m.start()].rpartition(FILLER)[2]) > 1 or m[0][0] != FILLER
    ]
    splits = [i for i, c in enumerate(line) if c == FILLER]
    found += [read_names(line[:i] + "<<" + line[i + 1 :] + FILLER) for i in splits]
    return tuple(dict.fromkeys(found))


def _words(text: str) -> str:
    return " ".join(w for w in text.split(FILLER) if w)
