"""The one sheet with secrets on it: how to open a protected case. To be printed, kept apart, and deleted as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from applicant_helper.sheets.flow import Block, Style, paginate
from applicant_helper.sheets.paper import open_paper

_BODY = Style(13.0)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """Finished texts: title, what it opens, each secret with its heading, and what to do, in order."""

    title: str
    about: str
    secrets: Sequence[tuple[str, str]]
    steps: Sequence[str]
    footer: Sequence[str]
    language: str


def draw_recovery(sheet: RecoverySheet, target: Path, cache: Path) -> int:
    """Write the sheet as a Letter PDF; returns its pages. `target` is replaced in one step."""
    paper = open_paper("\n".join(_texts(sheet)), cache, title="applicant-helper", language=sheet.language)
    blocks = [paper.heading(sheet.title, Style(19.0)), paper.paragraph(sheet.about, _BODY)]
    for heading, secret in sheet.secrets:
        blocks.append(Block.joined(paper.heading(heading, _BODY), paper.boxed(_in_lines(secret), 19.0)))
    blocks += [
        paper.paragraph(f"{number}. {step}", _BODY) for number, step in enumerate(sheet.steps, start=1)
    ]
    pages = paginate(blocks, paper.body_height(sheet.footer))
    for number, page in enumerate(pages, start=1):
        paper.draw(page)
        paper.foot(sheet.footer, f"{number}/{len(pages)}")
        paper.next_page()
    paper.save(target)
    return len(pages)


def _texts(sheet: RecoverySheet) -> list[str]:
    return [
        sheet.title,
        sheet.about,
        *(t for pair in sheet.secrets for t in pair),
        *sheet.steps,
        *sheet.footer,
        "0123456789./",
    ]


def _in_lines(secret: str) -> list[str]:
    """A recovery code in three lines of three groups; words as they are."""
    groups = secret.split("-")
    if len(groups) < 9:
        return [secret]
    return ["   ".join(groups[at : at + 3]) for at in range(0, len(groups), 3)]
