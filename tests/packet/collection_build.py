"""Builds packets from all papers of the folders named, twenty at a time, verifies them and compares their pages.

Run: python -m tests.packet.collection_build FOLDER...
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pikepdf

from applicant_helper.catalog.destinations import CoverRules, load_destinations
from applicant_helper.catalog.where import data_root
from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.guard.child import Child, ChildGone, ChildTooSlow
from applicant_helper.packet.build import build_packet
from applicant_helper.packet.model import ExhibitGroup, FormPackage, PacketDocument, PacketRequest
from applicant_helper.packet.verify import verify_packet
from tests.packet.collection import SECONDS, WORKER, files_under

TOGETHER = 20
PLACE = re.compile(r"paper (\d+) \(p\. (\d+)\)$")
PROFILE = load_destinations(data_root() / "forms" / "destinations")["uscis_paper"].model_copy(
    update={"cover": CoverRules()}
)


def request_of(papers: Sequence[Path]) -> PacketRequest:
    """A packet with every paper as one exhibit of its own number."""
    documents = tuple(
        PacketDocument(id=str(n), path=path, title=f"paper {n}", original_name=path.name)
        for n, path in enumerate(papers)
    )
    group = ExhibitGroup("r", "Papers", "", documents)
    package = FormPackage("N-400", "Application", (), (group,))
    return PacketRequest("Packet", "", date(2026, 1, 2), PROFILE, (package,))


def places_in(packet: Path) -> dict[int, int]:
    """The page in the packet, from 1, that each paper begins on."""
    found: dict[int, int] = {}
    with pikepdf.open(packet) as pdf, pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            waiting += item.children
            match = PLACE.search(str(item.title))
            if match is not None:
                found[int(match[1])] = int(match[2])
    return found


class Runner:
    """Runs batches and counts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self.child = Child(WORKER)

    def batch(self, papers: Sequence[Path]) -> Iterator[str]:
        """Build, verify, compare; a batch that cannot be built is tried paper by paper."""
        out = self.folder / "packet.pdf"
        try:
            report = build_packet(
                request_of(papers),
                out,
                work=self.folder / "work",
                cache=self.folder / "cache",
                overwrite=True,
                skip_refused=True,
            )
        except ApplicantHelperError as cause:
            if len(papers) > 1:
                for paper in papers:
                    yield from self.batch([paper])
                return
            self.counts[f"not built: {cause.code}"] += 1
            yield f"not built: {cause.code} {fill(cause.message, cause.params)}  {papers[0]}"
            return
        for note in report.left_out:
            self.counts[f"refused: {note.code}"] += 1
            if note.code in {"timed-out", "unusable", "unreadable"}:
                yield f"{note.code}  {note.params['name']}"
        if not report.files:
            return
        self.counts["packets"] += 1
        self.counts["pages"] += report.pages
        for problem in verify_packet(report.path).problems:
            self.counts["problems"] += 1
            yield f"problem {problem.code} {fill(problem.message, problem.params)} of a packet with {papers[0]}"
        with pikepdf.open(report.path) as pdf:
            for warning in pdf.check_pdf_syntax()[:3]:
                self.counts["syntax warnings"] += 1
                yield f"syntax {warning[-150:]} of a packet with {papers[0]}"
        for number, page in places_in(report.path).items():
            self.counts["built"] += 1
            yield from self._compare(papers[number], report.path, page)

    def _compare(self, source: Path, packet: Path, page: int) -> Iterator[str]:
        wanted = {
            "source": str(source),
            "packet": str(packet),
            "page": page,
            "band": PROFILE.stamp.band_pt,
            "folder": str(self.folder),
        }
        try:
            found = self.child.ask(wanted, SECONDS)
        except (ChildGone, ChildTooSlow) as cause:
            self.counts["not compared"] += 1
            yield f"not compared ({type(cause).__name__})  {source}"
            return
        self.counts["pages compared"] += found.get("seen", 0)
        self.counts["pages different"] += len(found.get("different", ()))
        self.counts["not compared"] += "unseen" in found
        if found.get("different"):
            yield f"different {found['different']} {found['codes']}  {source}"


def run(folders: list[Path]) -> int:
    """Print what became of the papers; returns the number of those that should not be so."""
    with tempfile.TemporaryDirectory() as work:
        runner = Runner(Path(work))
        papers = list(files_under(folders))
        for start in range(0, len(papers), TOGETHER):
            for line in runner.batch(papers[start : start + TOGETHER]):
                print(line, flush=True)
        runner.child.end()
    for name, count in sorted(runner.counts.items()):
        print(f"{count:7d}  {name}")
    return runner.counts["problems"]


if __name__ == "__main__":
    sys.exit(1 if run([Path(name) for name in sys.argv[1:]]) else 0)
