"""Writes one volume: in one file, or in parts that each stay under the destination's limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from applicant_helper.core.errors import fill
from applicant_helper.packet.engine.identity import digest_of
from applicant_helper.packet.engine.merge import write_part
from applicant_helper.packet.engine.weigh import weights_of
from applicant_helper.packet.model import BuiltFile, Key, Note, PacketRequest
from applicant_helper.packet.names import file_names, unique
from applicant_helper.packet.numbering import make_plan, page_counts
from applicant_helper.packet.outline import Volume
from applicant_helper.packet.pages.draw import draw_pages
from applicant_helper.packet.pages.measure import Measures, measure
from applicant_helper.packet.plan import Cut, PacketPlan
from applicant_helper.packet.prepared import Prepared
from applicant_helper.packet.problems import (
    FAULTY,
    PAGE_TOO_LARGE,
    PARTS_TOO_LARGE,
    PacketFaulty,
    PacketTooLarge,
)
from applicant_helper.packet.split import Unit, cut_places, make_units, too_large
from applicant_helper.typeset.fonts import FontPair

# What a file holds besides its pages: fonts, contents, bookmarks.
OVERHEAD = 60_000
FULL = 0.985
SHRUNK_BY = 0.97
TRIES = 8


class Writer:
    """Writes volumes into `folder`; `ready` has the papers, `share` hears how far one is.

    `taken` has the names that other volumes have, in small letters. With `checks` every file is read again,
    and `warnings` gathers what is worth telling of it.
    """

    def __init__(
        self,
        request: PacketRequest,
        fonts: FontPair,
        ready: Mapping[Key, Prepared],
        folder: Path,
        taken: set[str],
        share: Callable[[float], None],
        *,
        checks: bool,
    ) -> None:
        self.request = request
        self.rules = request.profile.files
        self.fonts = fonts
        self.ready = ready
        self.folder = folder
        self.taken = taken
        self.share = share
        self.checks = checks
        self.warnings: list[Note] = []

    def write(self, volume: Volume) -> list[BuiltFile]:
        """Every part of a volume. Raises PacketTooLarge where no cutting helps; OSError as it comes."""
        measures = measure(self.request, volume, self.fonts)
        target = self._target(volume)
        if target is None:
            plan = self._plan(volume, measures, ())
            return self._kept(self._parts(plan, measures), plan)
        units = self._units(volume, measures)
        self._refuse_too_large(volume, units)
        cuts_at_all = self.request.profile.split.policy != "never"
        for _ in range(TRIES):
            cuts = cut_places(units, target, OVERHEAD) if cuts_at_all else ()
            plan = self._plan(volume, measures, cuts)
            built = self._parts(plan, measures)
            if max(f.size_bytes for f in built) <= (self.rules.max_bytes or target):
                return self._kept(built, plan)
            for file in built:
                file.path.unlink()
            target = int(target * SHRUNK_BY)
        raise PacketTooLarge("parts-too-large", PARTS_TOO_LARGE, {"title": volume.title})

    def _kept(self, built: list[BuiltFile], plan: PacketPlan) -> list[BuiltFile]:
        """The files that are final, read again. Raises PacketFaulty for one that is not what its plan says."""
        if self.checks:
            for part, file in enumerate(built):
                self.warnings += held_to(file.path, plan, part)
        self.taken.update(f.path.relative_to(self.folder).as_posix().lower() for f in built)
        return built

    def _target(self, volume: Volume) -> int | None:
        """What a part may weigh; None where there is no limit, or the papers are far below it."""
        limit = self.rules.max_bytes
        wanted = self.rules.target_bytes or limit
        if limit is None or wanted is None:
            return None
        paths = {self.ready[d.key].path for d in volume.documents()}
        if sum(path.stat().st_size for path in paths) + 2 * OVERHEAD <= wanted * FULL:
            return None
        return int(min(wanted, limit * FULL))

    def _plan(self, volume: Volume, measures: Measures, cuts: tuple[Cut, ...]) -> PacketPlan:
        return make_plan(volume, self.request.profile, self.ready, measures.counts, cuts)

    def _units(self, volume: Volume, measures: Measures) -> tuple[Unit, ...]:
        blocks = tuple(page_counts(volume, self.ready, measures.counts))
        weights = weights_of(self._plan(volume, measures, ()), self.ready, self.folder)

        def weigh(place: int, page: int) -> Mapping[int, int]:
            return weights[starts[place] + page]

        starts: dict[int, int] = {}
        total = 0
        for place, _block, count in blocks:
            starts[place] = total
            total += count
        return make_units(blocks, weigh, self.request.profile.split.policy)

    def _refuse_too_large(self, volume: Volume, units: tuple[Unit, ...]) -> None:
        limit = self.rules.max_bytes
        assert limit is not None
        if self.request.profile.split.policy == "never":
            size = OVERHEAD + sum({k: v for u in units for k, v in u.weight.items()}.values())
            if size > limit:
                slots = {"title": volume.title, "size": _mb(size), "limit": _mb(limit)}
                raise PacketTooLarge("file-too-large", PARTS_TOO_LARGE, slots)
        for found in too_large(units, limit, OVERHEAD):
            block = volume.blocks[found.cut.block]
            name = block.document.original_name if block.document is not None else volume.title
            slots = {
                "name": name,
                "page": str(found.cut.page + 1),
                "size": _mb(found.size),
                "limit": _mb(limit),
            }
            raise PacketTooLarge("page-too-large", PAGE_TOO_LARGE, slots)

    def _parts(self, plan: PacketPlan, measures: Measures) -> list[BuiltFile]:
        built = []
        for part, name in enumerate(unique(file_names(plan), self.taken)):
            out = self.folder / name
            out.parent.mkdir(parents=True, exist_ok=True)
            drawn = draw_pages(self.request, plan, part, measures, self.fonts)
            digest = self._digest(plan, part)
            write_part(self.request, plan, part, drawn, self.ready, out, digest, self.share)
            span = plan.parts[part]
            count = span.last - span.first + 1
            built.append(BuiltFile(out, plan.volume.title, count, span.first, span.last, out.stat().st_size))
        return built

    def _digest(self, plan: PacketPlan, part: int) -> str:
        papers = [self.ready[d.key].digest for d in plan.volume.documents()]
        facts = (self.request.profile.id, self.request.prepared_on, plan.volume.title, part, plan.parts)
        return digest_of([repr(facts), repr(plan.entries), *papers])


def held_to(path: Path, plan: PacketPlan, part: int) -> Iterator[Note]:
    """What is worth telling of a file. Raises PacketFaulty when it is not what its plan says."""
    from applicant_helper.packet.verify.written import ONLY_TOLD, written_problems

    for found in written_problems(path, plan, part):
        if found.code not in ONLY_TOLD:
            raise PacketFaulty("packet-faulty", FAULTY, {"first": fill(found.message, found.params)})
        yield Note(found.code, found.message, found.params)


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
