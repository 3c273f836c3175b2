"""ZIP files among the papers given: each is unpacked when its turn comes, and gone when the next one is."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Self

from applicant_helper.guard.child import ChildStopped
from applicant_helper.reading import PaperLook
from applicant_helper.reading.paper import PaperReading, named
from applicant_helper.reading.zipfiles import is_zip_file, unpack
from applicant_helper.service.session import Session

_ROOM = 2
"""Papers are packed already: what comes out is seldom twice as large as the ZIP file."""


class OpenedZips:
    """The given files, with the papers of a ZIP file in its place. Leave it, and nothing unpacked is left.

    `total` is how many papers there are as far as is known, `refused` and `passed_over` what was not unpacked.
    """

    def __init__(self, session: Session, files: Sequence[Path], cancelled: Callable[[], bool]) -> None:
        self._session = session
        self._files = files
        self._cancelled = cancelled
        self._folder: Path | None = None
        self._names: dict[Path, str] = {}
        self.total = len(files)
        self.refused: list[PaperLook] = []
        self.passed_over = 0

    def papers(self) -> Iterator[Path]:
        """Each paper once; the one before is not needed any more when the next is asked for."""
        for path in self._files:
            if not is_zip_file(path):
                yield path
                continue
            with suppress(ChildStopped):
                yield from self._unpacked(path)
            self._clear()

    def under_own_name(self, reading: PaperReading) -> PaperReading:
        """The reading under the name that the paper has in its ZIP file."""
        name = self._names.get(reading.look.path)
        if name is None:
            return reading
        found = named(reading, name)
        refusal = found.look.refusal
        if refusal is None:
            return found
        told = replace(refusal, params={**refusal.params, "name": found.look.original_name})
        return replace(found, look=replace(found.look, refusal=told))

    def _unpacked(self, path: Path) -> list[Path]:
        size = _ROOM * path.stat().st_size
        self._folder = self._session.work_folder(size) / f"unpacked-{secrets.token_hex(6)}"
        self._folder.mkdir(mode=0o700, parents=True)
        found = unpack(path, self._folder, cancelled=self._cancelled)
        self._names = dict(found.papers)
        self.refused += found.refused
        self.passed_over += found.passed_over
        self.total += len(found.papers) - 1
        return list(self._names)

    def _clear(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()
