"""A whole build from papers to finished files in one folder. Runs in a guarded child; tests may run it directly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from applicant_helper.packet.engine.lighten import Lightener
from applicant_helper.packet.engine.options import Options
from applicant_helper.packet.engine.outcome import Outcome
from applicant_helper.packet.engine.prepare import prepare_all
from applicant_helper.packet.engine.printing import all_text, printable_request
from applicant_helper.packet.engine.write import Writer
from applicant_helper.packet.geometry import is_shrunk, sheet_of
from applicant_helper.packet.model import (
    UNSTAMPED,
    BuiltFile,
    ExhibitGroup,
    FormPackage,
    Key,
    Note,
    PacketRequest,
    Progress,
)
from applicant_helper.packet.prepared import Prepared
from applicant_helper.packet.problems import DONE
from applicant_helper.packet.volumes import make_volumes
from applicant_helper.typeset.fonts import register

WRITING = "Putting the pages together"


def run(
    request: PacketRequest,
    folder: Path,
    work: Path,
    cache: Path,
    told: Callable[[Progress], None],
    options: Options,
) -> Outcome:
    """Write all files into `folder`, named as the destination wants. OSError as it comes."""
    request, unprintable = printable_request(request)
    ready, refused = prepare_all(request.documents(), work, told, options)
    if refused and not options.skip_refused:
        return Outcome((), (), (), refused)
    request = _without_refused(request, ready)
    if refused and not request.documents():
        return Outcome((), (), (), refused)
    volumes = make_volumes(request)
    fonts = register(all_text(request), cache)
    steps = len({d.key for d in request.documents()}) + len(refused)
    files: list[BuiltFile] = []
    warnings: list[Note] = []
    taken: set[str] = set()
    lightener = Lightener(request.profile, work)
    for number, volume in enumerate(volumes):
        told(Progress(steps + number, steps + len(volumes), WRITING))

        def share(part: float, done: int = steps + number) -> None:
            told(Progress(done, steps + len(volumes), WRITING, part))

        light = lightener.lightened(volume, ready, share)
        writer = Writer(request, fonts, light, folder, taken, share, checks=options.look)
        files += writer.write(volume)
        warnings += writer.warnings
    if options.look:
        # Here, not above: what looks at papers is loaded once papers are to be looked at.
        from applicant_helper.packet.verify.papers import paper_notes

        warnings += paper_notes(request, ready)
    return Outcome(
        tuple(files), (*_notes(request, ready), *lightener.notes, *unprintable), tuple(warnings), refused
    )


def _without_refused(request: PacketRequest, ready: Mapping[Key, Prepared]) -> PacketRequest:
    # An item of a notice that nothing answers is named on its divider and in the contents.
    rules = request.profile.exhibits
    keeps_empty = rules.scheme == "by_request_item" and rules.dividers != "none"

    def groups(sections: Sequence[ExhibitGroup]) -> tuple[ExhibitGroup, ...]:
        kept = [(g, replace(g, documents=tuple(d for d in g.documents if d.key in ready))) for g in sections]
        return tuple(new for old, new in kept if new.documents or (keeps_empty and not old.documents))

    def package(old: FormPackage) -> FormPackage:
        front = tuple(d for d in old.front if d.key in ready)
        return replace(old, front=front, sections=groups(old.sections))

    return replace(request, packages=tuple(package(p) for p in request.packages))


def _notes(request: PacketRequest, ready: Mapping[Key, Prepared]) -> list[Note]:
    notes = []
    sheet = sheet_of(request.profile)
    keeps = request.profile.page.size == "keep"
    for document in {d.key: d for d in request.documents()}.values():
        found = ready[document.key]
        # Which pages is told among the warnings.
        codes = [code for code in found.codes if code != "covered-text"]
        is_placed = document.role not in UNSTAMPED and not keeps
        if is_placed and any(is_shrunk(sheet, *page.size) for page in found.pages):
            codes.append("shrunk")
        slots = {"name": document.original_name, "pages": str(len(found.pages))}
        notes += [Note(code, DONE[code], slots) for code in codes if code in DONE]
    return notes
