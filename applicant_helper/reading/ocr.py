"""Reads scans and photos in a guarded child of its own, page by page. Needs the `ocr` extra; see `is_available`."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from applicant_helper.core.marks import N_
from applicant_helper.core.text import safe_line
from applicant_helper.guard.child import Child, ChildGone, ChildStopped, ChildTooSlow
from applicant_helper.reading.readcache import PageKey, ReadCache
from applicant_helper.reading.shapes import Note, Page
from applicant_helper.reading.text import pages_from

WORKER = "applicant_helper.reading.ocr_worker"
PACKAGES = ("rapidocr", "onnxruntime", "cv2")
SECONDS = 120.0
FORMAT = "2"
MANY_UNSURE = 0.1
MUCH_UNREAD = 0.2

NOT_READ = N_("Page {page} of {name} can't be read. Scan it again at 300 dpi, or type what it says.")
TOO_SLOW = N_("Page {page} of {name} takes too long to read. Scan it again at 300 dpi, or type what it says.")
UNSURE = N_(
    "Some words on page {page} of {name} are not clear enough to read. Check them yourself, or scan the page again."
)
UNKNOWN_LETTERS = N_(
    "Some lines on page {page} of {name} are in letters that I can't read. I can read Latin letters, Chinese and "
    "Japanese. Type what the page says."
)


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A page with the words read from its picture, and what to tell about it. A page nobody could read is empty."""

    page: Page
    notes: tuple[Note, ...] = ()


def is_available() -> bool:
    """Whether scans can be read here. Looks for the packages without loading them."""
    return all(importlib.util.find_spec(name) is not None for name in PACKAGES)


def reader() -> str:
    """What reads scans, with its version: `rapidocr 3.10.0`; empty when it is not installed."""
    if not is_available():
        return ""
    try:
        return f"rapidocr {importlib.metadata.version('rapidocr')}"
    except importlib.metadata.PackageNotFoundError:
        return "rapidocr"


def ocr_pages(
    path: Path,
    pages: Sequence[int],
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
    cache: ReadCache | None = None,
    sha256: str = "",
) -> Iterator[OcrPage]:
    """The pages with those numbers, each as soon as it is read; stops early when cancelled.

    `progress` is told how many are done, of how many. With `cache` and the file's `sha256`, what was read
    before is not read again. Trouble with one page is a note about it and the next one goes on.
    """
    with OcrBatch(cancelled, cache) as batch:
        for done, number in enumerate(pages, 1):
            read = batch.read(path, number, sha256)
            if read is None:
                return
            progress(done, len(pages))
            yield read


class OcrBatch:
    """One child for many pages and files; it starts with the first page that is not in the cache."""

    def __init__(self, cancelled: Callable[[], bool] = lambda: False, cache: ReadCache | None = None) -> None:
        self._child = Child(WORKER)
        self._cancelled = cancelled
        self._cache = cache or ReadCache(None)
        self._reader = f"{reader()} {FORMAT}"
        self._answers = 0

    def read(self, path: Path, number: int, sha256: str = "") -> OcrPage | None:
        """One page, or None when the person does not want to wait."""
        if self._cancelled():
            return None
        key = PageKey(sha256, number, self._reader)
        answer = self._cache.get(key) if sha256 else None
        if answer is None:
            try:
                answer = self._ask({"source": os.path.abspath(path), "page": number})  # noqa: PTH100 - keeps links
            except ChildStopped:
                return None
            if sha256 and "page" in answer:
                self._cache.put(key, answer)
        return _told(answer, number, safe_line(path.name) or "file")

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The child's answer; a child that went under after earlier pages gets a second try by a fresh one."""
        is_fresh, self._answers = self._answers == 0, 0
        try:
            try:
                answer = self._child.ask(request, SECONDS, self._cancelled)
            except ChildGone:
                if is_fresh:
                    raise
                answer = self._child.ask(request, SECONDS, self._cancelled)
        except ChildTooSlow:
            return {"code": "timed-out"}
        except ChildGone:
            return {"code": "too-large"}
        self._answers += 1
        return answer

    def end(self) -> None:
        """End the child; safe to call twice."""
        self._child.end()

    def __enter__(self) -> OcrBatch:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


def _told(answer: Mapping[str, Any], number: int, name: str) -> OcrPage:
    params = {"page": str(number), "name": name}
    pages = pages_from([answer.get("page")])
    if not pages or pages[0].number != number:
        is_slow = answer.get("code") == "timed-out"
        note = Note(
            "ocr-too-slow" if is_slow else "ocr-failed", TOO_SLOW if is_slow else NOT_READ, params, number
        )
        return OcrPage(Page(number, 0.0, 0.0), (note,))
    page = pages[0]
    notes = []
    if _number(answer.get("unread")) > MUCH_UNREAD:
        notes.append(Note("ocr-unknown-letters", UNKNOWN_LETTERS, params, number))
    if _number(answer.get("unsure")) > max(2.0, MANY_UNSURE * len(page.words)):
        notes.append(Note("ocr-unsure", UNSURE, params, number))
    return OcrPage(page, tuple(notes))


def _number(told: object) -> float:
    return float(told) if isinstance(told, int | float) else 0.0
