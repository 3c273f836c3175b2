"""ZIP files of papers, as phones and e-mail make them: unpacked by a guarded child into a folder that is given."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from applicant_helper.core.text import safe_line
from applicant_helper.guard.child import Child, ChildGone, ChildTooSlow
from applicant_helper.reading.asking import MOST_RESIDENT, WORKER, head_of
from applicant_helper.reading.look import PaperLook, refuse
from applicant_helper.reading.sniff import is_zip

MAX_BYTES = 2 << 30
SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a ZIP file held. `papers` are unpacked files with the names they had inside.

    `refused` are those that were not taken, or the ZIP file itself; `passed_over` counts other kinds of files.
    """

    papers: tuple[tuple[Path, str], ...] = ()
    refused: tuple[PaperLook, ...] = ()
    passed_over: int = 0


def is_zip_file(path: Path) -> bool:
    """Whether it is an ordinary file that begins as a ZIP file of papers; links are not followed."""
    return is_zip(head_of(path))


def unpack(path: Path, into: Path, *, cancelled: Callable[[], bool] = lambda: False) -> Unpacked:
    """The papers in a ZIP file, unpacked into the empty folder `into`. Never raises for what the file is.

    Raises ChildStopped when cancelled.
    """
    answer = _answer(path, into, cancelled)
    if "code" in answer:
        return Unpacked(refused=(_refused(path, path.name, str(answer["code"])),))
    papers, refused = [], []
    for inside, own, code in answer["members"]:
        name = str(inside).rsplit("/", 1)[-1]
        if code:
            refused.append(_refused(path, name, str(code)))
        else:
            papers.append((into / Path(str(own)).name, safe_line(name) or "file"))
    if not papers and not refused:
        refused.append(_refused(path, path.name, "zip-empty"))
    return Unpacked(tuple(papers), tuple(refused), int(answer["passed_over"]))


def _answer(path: Path, into: Path, cancelled: Callable[[], bool]) -> dict[str, Any]:
    request = {"op": "unpack", "source": os.path.abspath(path), "into": str(into)}  # noqa: PTH100 - keeps links
    try:
        if path.lstat().st_size > MAX_BYTES:
            return {"code": "zip-bursts"}
        with Child(WORKER) as child:
            return child.ask(request, SECONDS, cancelled, most_resident=MOST_RESIDENT)
    except OSError:
        return {"code": "not-found"}
    except (ChildGone, ChildTooSlow):
        return {"code": "zip-bursts"}


def _refused(path: Path, raw_name: str, code: str) -> PaperLook:
    name = safe_line(raw_name) or "file"
    return PaperLook(path, name, refusal=refuse(code, {"name": name}))
