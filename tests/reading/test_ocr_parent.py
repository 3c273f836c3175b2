"""The parent's side of reading scans: trouble with one page stays one note, and nothing is read twice."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from applicant_helper.reading import ocr
from applicant_helper.reading.ocr import OcrPage, is_available, ocr_pages, reader
from applicant_helper.reading.readcache import ReadCache


@pytest.fixture(autouse=True)
def double(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "WORKER", "tests.reading.ocr_double")


def paper(folder: Path, plan: str) -> Path:
    path = folder / "scan.pdf"
    path.write_text(plan)
    return path


def read(folder: Path, plan: str) -> list[OcrPage]:
    return list(ocr_pages(paper(folder, plan), range(1, len(plan.split()) + 1)))


def told(pages: list[OcrPage]) -> list[str]:
    """The first word of each page, or the code of its note."""
    return [p.page.words[0].text if p.page.words else p.notes[0].code for p in pages]


@pytest.mark.parametrize("trouble", ["crash", "bomb", "flood", "refuse"])
def test_trouble_with_one_page_is_one_note_about_it_and_the_rest_goes_on(
    tmp_path: Path, trouble: str
) -> None:
    pages = read(tmp_path, f"one {trouble} three")
    assert told(pages) == ["one", "ocr-failed", "three"]
    (note,) = pages[1].notes
    assert (note.page, dict(note.params)) == (2, {"page": "2", "name": "scan.pdf"})
    assert pages[0].notes == pages[2].notes == ()


def test_a_page_that_hangs_is_given_up_after_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "SECONDS", 1.5)
    assert told(read(tmp_path, "one hang three")) == ["one", "ocr-too-slow", "three"]


def test_one_child_reads_the_whole_batch(tmp_path: Path) -> None:
    assert len({p.page.words[1].text for p in read(tmp_path, "one two three")}) == 1


def test_escapes_in_what_was_read_never_act(tmp_path: Path) -> None:
    text = read(tmp_path, "one")[0].page.text()
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_unclear_words_and_unknown_letters_are_told(tmp_path: Path) -> None:
    pages = read(tmp_path, "faint foreign plain")
    assert [[n.code for n in p.notes] for p in pages] == [["ocr-unsure"], ["ocr-unknown-letters"], []]
    for page in pages[:2]:
        message = page.notes[0].message.format(**page.notes[0].params)
        assert "scan.pdf" in message


def test_progress_is_told_and_a_person_can_stop(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    pages = ocr_pages(
        paper(tmp_path, "one two three"),
        [1, 2, 3],
        progress=lambda done, whole: seen.append((done, whole)),
        cancelled=lambda: len(seen) == 2,
    )
    assert told(list(pages)) == ["one", "two"]
    assert seen == [(1, 3), (2, 3)]


def test_stopping_while_a_page_is_read_does_not_wait_for_it(tmp_path: Path) -> None:
    asked = iter([False, False, True, True, True])
    assert list(ocr_pages(paper(tmp_path, "hang"), [1], cancelled=lambda: next(asked))) == []


def test_nothing_is_read_twice_with_a_cache_and_trouble_is_not_kept(tmp_path: Path) -> None:
    cache = ReadCache(tmp_path / "read")
    path = paper(tmp_path, "one crash three")
    first = list(ocr_pages(path, [1, 2, 3], cache=cache, sha256="ab"))
    path.write_text("crash two crash")
    again = list(ocr_pages(path, [1, 2, 3], cache=cache, sha256="ab"))
    assert told(first) == ["one", "ocr-failed", "three"]
    assert told(again) == ["one", "two", "three"]
    other = list(ocr_pages(path, [1, 2], cache=cache, sha256="cd"))
    assert told(other) == ["ocr-failed", "two"]


def test_whether_scans_can_be_read_is_known_without_loading_anything() -> None:
    code = (
        "import sys; from applicant_helper.reading import ocr; print(ocr.is_available());"
        "print([m for m in ('rapidocr', 'onnxruntime', 'cv2', 'numpy') if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert out[:2] == [str(is_available()), "[]"]
    assert is_available() == (importlib.util.find_spec("rapidocr") is not None)
    assert bool(reader()) == is_available()


def test_without_the_extra_nothing_is_available(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PACKAGES", ("no_such_package_here",))
    assert not is_available()
    assert reader() == ""
