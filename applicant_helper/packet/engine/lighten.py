"""Makes the pictures of a file smaller where its destination asks for that before the file is cut into parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from applicant_helper.packet.model import UNSTAMPED, Key, Note, PacketDocument
from applicant_helper.packet.outline import Volume
from applicant_helper.packet.prepared import Prepared
from applicant_helper.packet.problems import DONE

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

# What a file holds besides its papers, twice: pages are drawn for it, too.
OVERHEAD = 120_000
# Of what is wanted; rounding and the packet's own pages take the rest.
AIM = 0.95


class Lightener:
    """Lightens the papers of one file after another; a paper that is in several is worked on once for each share.

    `notes` gathers what was done, each paper once. Pages of offices are never touched: they carry barcodes.
    """

    def __init__(self, profile: PacketProfile, work: Path) -> None:
        self.profile = profile
        self.work = work
        self.notes: list[Note] = []
        self._told: set[Key] = set()
        self._count = 0

    def lightened(
        self, volume: Volume, ready: Mapping[Key, Prepared], share: Callable[[float], None]
    ) -> Mapping[Key, Prepared]:
        """The papers as they go into this file. OSError for a disk that cannot be written."""
        wanted = self.profile.files.target_bytes or self.profile.files.max_bytes
        if not self.profile.split.compress_first or wanted is None:
            return ready
        papers = {d.key: d for d in volume.documents()}
        sizes = {key: ready[key].path.stat().st_size for key in papers}
        total = sum({ready[key].path: size for key, size in sizes.items()}.values())
        if total + OVERHEAD <= wanted:
            return ready
        kept = sum(sizes[key] for key, paper in papers.items() if paper.role in UNSTAMPED)
        ratio = max((wanted * AIM - OVERHEAD - kept) / max(total - kept, 1), 0.01)
        found = dict(ready)
        for done, (key, paper) in enumerate(papers.items()):
            share(done / len(papers))
            if paper.role not in UNSTAMPED:
                found[key] = self._one(paper, ready[key], int(sizes[key] * ratio))
        return found

    def _one(self, document: PacketDocument, paper: Prepared, wanted: int) -> Prepared:
        # Here, not above: pictures need a library that most builds do not.
        from applicant_helper.packet.shrink import shrink_paper

        self._count += 1
        found = shrink_paper(paper, self.work / f"s{self._count}.pdf", self.profile.raster, wanted)
        if found is None:
            return paper
        if found.after and document.key not in self._told:
            self._told.add(document.key)
            slots = {
                "name": document.original_name,
                "before": str(found.before),
                "after": str(found.after),
            }
            self.notes.append(Note("re-encoded", DONE["re-encoded"], slots))
        return found.paper
