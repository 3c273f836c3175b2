"""The made-up applicant: papers drawn by the program, taken in like anyone's."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from applicant_helper.core.answers import JsonValue
from applicant_helper.demo.case import demo_case
from applicant_helper.demo.papers import draw_papers
from applicant_helper.i18n import say
from applicant_helper.service.desk import Desk
from applicant_helper.service.destinations import profile_of
from applicant_helper.service.interchange import import_files
from applicant_helper.service.lines import filing_lines, outcome_lines
from applicant_helper.service.packets import build, destinations
from applicant_helper.service.session import Session

LABEL = "demo"


def demo_session(desk: Desk) -> Session:
    """A case of the made-up applicant with every paper in it."""
    with tempfile.TemporaryDirectory(prefix="applicant-helper-demo-") as name:
        folder = Path(name)
        draw_papers(folder, desk.cache)
        raw: dict[str, JsonValue] = demo_case()
        session = desk.create(_fresh_label(desk), raw)
        import_files(session, folder)
    return session


def _fresh_label(desk: Desk) -> str:
    taken = {row.label for row in desk.cases()}
    number, label = 1, LABEL
    while label in taken:
        number += 1
        label = f"{LABEL}-{number}"
    return label


def build_demo(now: Callable[[], datetime], folder: Path, cache: Path) -> Iterator[str]:
    """Draw the papers, check the case and build its packets in `folder`; yields what happened in lines."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="applicant-helper-demo-") as name:
        desk = Desk(Path(name), now, cache=cache)
        session = demo_session(desk)
        try:
            yield say("Made up an applicant with {n} papers.", n=str(len(session.case.documents)))
            yield ""
            yield from filing_lines(session.views())
            for destination, _title in destinations(session):
                if profile_of(destination).answers_notice():
                    continue
                yield ""
                out = folder / f"demo-{session.views().form.number}-{destination}.pdf"
                yield from outcome_lines(build(session, destination, out, overwrite=True))
        finally:
            session.close()
