"""One file: the papers are taken straight from their files, placed, stamped, linked, and written once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import pikepdf
from pikepdf import Job, Pdf

from applicant_helper.packet.engine.identity import set_identity
from applicant_helper.packet.engine.marks import bookmark, describe, link
from applicant_helper.packet.engine.place import Placer
from applicant_helper.packet.engine.tags import tag
from applicant_helper.packet.model import Key, PacketRequest
from applicant_helper.packet.pages.draw import Drawn
from applicant_helper.packet.papers.active import drop_active
from applicant_helper.packet.papers.camera import blank_camera_data
from applicant_helper.packet.papers.layers import collect_layers
from applicant_helper.packet.plan import PacketPlan, PlannedPage
from applicant_helper.packet.prepared import Prepared

KEEP_OPEN = 200


def write_part(
    request: PacketRequest,
    plan: PacketPlan,
    part: int,
    drawn: Drawn,
    prepared: Mapping[Key, Prepared],
    out: Path,
    digest: str,
    told: Callable[[float], None] = lambda done: None,
) -> None:
    """Write one part of a plan to `out`. `told` hears the share that is done. OSError as it comes."""
    pages = plan.of_part(part)
    with tempfile.TemporaryDirectory(prefix="drawn-", dir=out.parent) as folder:
        own = Path(folder) / "own.pdf"
        own.write_bytes(drawn.data)
        with merged(pages, own, prepared) as pdf:
            told(0.2)
            fill(pdf, plan, pages, drawn, prepared)
            told(0.5)
            link(pdf, drawn.links, pages)
            bookmark(pdf, plan, part)
            describe(pdf, request, plan, part)
            drop_active(pdf)
            tag(pdf, plan, pages, drawn.structure)
            told(0.6)
            pdf.save(
                out,
                static_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                progress=lambda percent: told(0.6 + percent * 0.004),
            )
    blank_camera_data(out)
    set_identity(out, digest)


def merged(pages: Sequence[PlannedPage], own: Path, prepared: Mapping[Key, Prepared]) -> Pdf:
    """All pages in order in one document, their data still in the files they come from.

    The last page is not part of the packet: it carries what the stamps share.
    """
    ranges = list(_ranges(pages, own, prepared))
    files = {path for path, _, _ in ranges}
    words = ["merge", "--empty", f"--keep-files-open={'y' if len(files) <= KEEP_OPEN else 'n'}", "--pages"]
    for path, first, last in ranges:
        words += [f"--file={path}", f"--range={first}-{last}"]
    return Job([*words, "--", "--no-warn", str(own.with_suffix(".never"))]).create_pdf()


def _ranges(
    pages: Sequence[PlannedPage], own: Path, prepared: Mapping[Key, Prepared]
) -> Iterator[tuple[Path, int, int]]:
    drawn = 0
    places: list[tuple[Path, int]] = []
    for page in pages:
        if page.key is None:
            drawn += 1
            places.append((own, drawn))
        else:
            paper = prepared[page.key]
            places.append((paper.path, paper.first + page.source_page))
    places.append((own, drawn + 1))
    for _, run in groupby(enumerate(places), key=lambda p: (p[1][0], p[1][1] - p[0])):
        members = [place for _, place in run]
        yield members[0][0], members[0][1], members[-1][1]


def fill(
    pdf: Pdf,
    plan: PacketPlan,
    pages: Sequence[PlannedPage],
    drawn: Drawn,
    prepared: Mapping[Key, Prepared],
) -> None:
    """Make every page of the merged document the page of the plan."""
    collect_layers(pdf)
    found = list(pdf.pages)
    placer = Placer(pdf, plan.profile, found[-1].obj.get("/Resources"))
    for page, target in zip(pages, found, strict=False):
        stamp = drawn.stamps.get(page.number, b"")
        if page.key is None:
            placer.keep_drawn(target.obj, stamp)
        else:
            placer.place(target, page, prepared[page.key].pages[page.source_page], stamp)
    del pdf.pages[-1]
