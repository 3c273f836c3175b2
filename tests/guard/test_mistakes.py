"""A mistake is told by its class and places of ours; its words and what was at hand stay unsaid."""

from __future__ import annotations

import ast
import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from applicant_helper.core.values.simple import parse_number
from applicant_helper.guard import events, mistakes
from applicant_helper.guard.mistakes import Mistake, mistake_of, noted, stand_by
from tests.guard.speech import heard_anew, own_hooks

SECRET = "Qxmark Zelenka"


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    with heard_anew(), own_hooks():
        yield


def broken() -> ValueError:
    """A mistake with a value in its words, its notes and its local variables; our own code is in it."""
    held = SECRET
    try:
        parse_number(held.encode())  # type: ignore[arg-type]
    except Exception as cause:
        try:
            raise ValueError(f"cannot read {held}") from cause
        except ValueError as error:
            error.add_note(held)
            return error
    raise AssertionError


def ours() -> BaseException:
    cause = broken().__cause__
    assert cause is not None
    return cause


def test_a_mistake_is_its_class_and_our_own_places() -> None:
    found = mistake_of(ours())
    assert found.kind in {"TypeError", "AttributeError"}
    assert found.module == "applicant_helper.core.values.simple"
    assert found.line > 0
    assert all(module.startswith("applicant_helper.") for module, _line in found.frames)


def test_places_outside_our_code_are_left_out() -> None:
    found = mistake_of(broken())
    assert found == Mistake("ValueError", ())
    assert (found.module, found.line, found.place) == ("unknown", 0, "unknown")


def test_the_place_is_where_it_happened_and_the_line_is_right() -> None:
    found = mistake_of(ours())
    source = sys.modules[found.module].__file__
    assert source is not None
    tree = ast.parse(Path(source).read_text("utf-8"))
    function = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "parse_number")
    assert function.end_lineno is not None
    assert function.lineno < found.frames[0][1] <= function.end_lineno


def test_a_sentence_has_no_word_of_the_mistake() -> None:
    for error in (broken(), ours()):
        sentence = mistake_of(error).sentence()
        assert SECRET not in sentence and "cannot read" not in sentence
        assert "What was saved is safe" in sentence
        assert type(error).__name__ in sentence


def test_a_mistake_becomes_an_event(tmp_path: Path) -> None:
    events.write_to(tmp_path / "log")
    found = noted(ours())
    text = (tmp_path / "log").read_text("ascii")
    assert found.module in text and found.kind in text
    assert SECRET not in text and str(tmp_path) not in text


def test_a_class_with_a_made_up_name_is_not_written_to_the_log(tmp_path: Path) -> None:
    events.write_to(tmp_path / "log")
    noted(type(SECRET, (Exception,), {})())
    assert SECRET not in (tmp_path / "log").read_text("ascii")


def test_a_class_with_a_made_up_name_is_not_shown() -> None:
    assert SECRET not in mistake_of(type(SECRET, (Exception,), {})()).sentence()


def test_the_main_thread_tells_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    stand_by()
    error = broken()
    sys.excepthook(type(error), error, error.__traceback__)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert SECRET not in shown.err and "Traceback" not in shown.err


def test_an_interruption_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    stand_by()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(SECRET), None)
    assert capsys.readouterr() == ("", "")


@pytest.mark.filterwarnings("ignore")
def test_a_thread_tells_nothing_and_leaves_an_event(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_by()
    events.write_to(tmp_path / "log")

    def work() -> None:
        raise broken()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert capsys.readouterr() == ("", "")
    text = (tmp_path / "log").read_text("ascii")
    assert "ValueError" in text and SECRET not in text


def test_clean_up_that_breaks_tells_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stand_by()
    events.write_to(tmp_path / "log")

    class Breaks:
        def __del__(self) -> None:
            raise broken()

    made = Breaks()
    del made
    gc.collect()
    assert capsys.readouterr() == ("", "")
    text = (tmp_path / "log").read_text("ascii")
    assert "ValueError" in text and SECRET not in text


def test_a_closed_screen_does_not_make_the_hook_break(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_by()
    monkeypatch.setattr(sys, "stderr", None)
    error = broken()
    sys.excepthook(type(error), error, error.__traceback__)
    assert mistakes.SENTENCE.isascii()
