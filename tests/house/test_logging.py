"""Nothing outside the guard logs, prints or shows tracebacks, and events get only words of the source code."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import applicant_helper

PACKAGE = Path(applicant_helper.__file__).parent
GUARD = PACKAGE / "guard"
MODULES = frozenset(
    {
        "cgitb",
        "code",
        "faulthandler",
        "logging",
        "pdb",
        "syslog",
        "trace",
        "traceback",
        "tracemalloc",
        "webbrowser",
    }
)
"""They print or keep what was at hand; a web browser keeps what it was given in its history."""
CALLS = frozenset({"breakpoint", "pprint", "print"})
HOOKS = frozenset(
    {
        "bell",
        "dump_traceback",
        "excepthook",
        "format_exc",
        "notify",
        "print_exc",
        "print_exception",
        "save_screenshot",
        "set_window_title",
        "showwarning",
        "sub_title",
        "title_format",
        "unraisablehook",
        "warn",
        "warn_explicit",
    }
)
"""Attributes that print a mistake, raise a notification, name a window, or keep a picture of the screen."""
WORD_ENDS = frozenset(
    {
        "WARNING",
        "__name__",
        "code",
        "invoked_subcommand",
        "kind",
        "levelno",
        "line",
        "lineno",
        "module",
        "name",
    }
)
TITLES = {"applicant_helper/tui/app.py": 1}
"""Where a title may be set: the name of the program itself."""
ESCAPES = {"applicant_helper/commands/session.py": 1}
"""Where an escape sequence stands: clearing the terminal after an outreach session."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def named(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


def sources(*, guard: bool = False) -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if guard or not path.is_relative_to(GUARD):
            yield path


def places(wanted: Callable[[ast.AST], bool], *, guard: bool = False) -> list[str]:
    """Every place in the package where a node is as asked for."""
    return [
        f"{named(path)}:{getattr(node, 'lineno', 0)}"
        for path in sources(guard=guard)
        for node in ast.walk(tree(path))
        if wanted(node)
    ]


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def test_the_package_is_found() -> None:
    assert len(list(sources())) > 200


def test_nothing_outside_the_guard_loads_what_logs_or_prints_tracebacks() -> None:
    def wanted(node: ast.AST) -> bool:
        return any(name.partition(".")[0] in MODULES or name == "rich.traceback" for name in imported(node))

    assert places(wanted) == []


def test_nothing_prints() -> None:
    def wanted(node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS

    assert places(wanted, guard=True) == []


def test_nothing_outside_the_guard_touches_hooks_notifications_or_pictures_of_the_screen() -> None:
    assert places(lambda node: isinstance(node, ast.Attribute) and node.attr in HOOKS) == []


def test_a_title_is_the_name_of_the_program() -> None:
    """Textual may hand a title on to the window of the terminal."""

    def wanted(node: ast.AST) -> bool:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            aims = node.targets if isinstance(node, ast.Assign) else [node.target]
            return any(
                (isinstance(aim, ast.Name) and aim.id in {"TITLE", "SUB_TITLE"})
                or (isinstance(aim, ast.Attribute) and aim.attr == "title" and _is_self(aim.value))
                for aim in aims
            )
        return False

    found = [place for place in places(wanted) if "/tui/" in place or "/plain/" in place]
    assert [place.rpartition(":")[0] for place in found] == list(TITLES)


def _is_self(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in {"self", "app"}


def test_no_escape_sequence_is_written_but_the_one_that_clears_the_terminal() -> None:
    def wanted(node: ast.AST) -> bool:
        return isinstance(node, ast.Constant) and isinstance(node.value, str) and "\x1b" in node.value

    held = [place.rpartition(":")[0] for place in places(wanted, guard=True) if not _is_docstring(place)]
    assert held == list(ESCAPES)


def _is_docstring(place: str) -> bool:
    name, _, line = place.rpartition(":")
    nodes = ast.walk(tree(PACKAGE.parent / name))
    owners = [n for n in nodes if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef)]
    return any(
        isinstance(owner.body[0], ast.Expr) and owner.body[0].lineno == int(line)
        for owner in owners
        if owner.body
    )


# events --------------------------------------------------------------------------------------------------


def event_calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and _is_event(node.func):
            yield node


def _is_event(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "events"
    ) and node.attr not in {"write_to", "stop", "now", "be_silent", "is_silent", "word"}


def is_word_or_number(node: ast.AST) -> bool:
    """A constant, a plain name, a known attribute, the length of something, or a choice of these."""
    if isinstance(node, ast.Constant | ast.Name):
        return True
    if isinstance(node, ast.Attribute):
        return node.attr in WORD_ENDS or node.attr == "pages"
    if isinstance(node, ast.BoolOp):
        return all(is_word_or_number(part) for part in node.values)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "len"
    return False


def is_name_of_a_logger(node: ast.AST) -> bool:
    """`record.name.partition(".")[0]`: loggers are called by the modules they are of."""
    return ast.unparse(node) == "record.name.partition('.')[0]"


def test_events_get_words_of_the_source_code_and_numbers_only() -> None:
    seen = 0
    for path in sources(guard=True):
        for call in event_calls(path):
            seen += 1
            for given in [*call.args, *(keyword.value for keyword in call.keywords)]:
                allowed = is_word_or_number(given) or (path.name == "quiet.py" and is_name_of_a_logger(given))
                assert allowed, f"{named(path)}:{call.lineno} {ast.unparse(call)}"
    assert seen >= 11


def test_events_are_called_by_their_full_name_so_that_they_can_be_found() -> None:
    def wanted(node: ast.AST) -> bool:
        if isinstance(node, ast.ImportFrom) and node.module == "applicant_helper.guard":
            return any(alias.name == "events" and alias.asname for alias in node.names)
        return isinstance(node, ast.ImportFrom) and node.module == "applicant_helper.guard.events"

    assert places(wanted, guard=True) == []


def test_only_events_write_the_log() -> None:
    def wanted(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and node.attr in {"_LOG", "_write"} and _is_module(node.value)

    assert places(wanted, guard=True) == []


def _is_module(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "events"


def test_the_code_of_a_refusal_is_never_put_together_from_values() -> None:
    """Codes reach the log; what a sentence needs goes into its slots."""
    for path in sources(guard=True):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args and _gives_a_code(node):
                assert not _is_put_together(node.args[0]), f"{named(path)}:{node.lineno}"


def _gives_a_code(call: ast.Call) -> bool:
    """A refusal is made, or one with a code of its own makes itself."""
    name = _name_of(call.func)
    is_base = name == "__init__" and len(call.args) > 1 and ast.unparse(call.func) == "super().__init__"
    return is_base or name in refusals() - _with_own_code()


@cache
def _with_own_code() -> frozenset[str]:
    classes = [n for path in sources(guard=True) for n in ast.walk(tree(path)) if isinstance(n, ast.ClassDef)]
    return frozenset(c.name for c in classes if any(getattr(n, "name", "") == "__init__" for n in c.body))


@cache
def refusals() -> frozenset[str]:
    """The classes that become sentences for the person, by following their bases."""
    known = {"ApplicantHelperError"}
    classes = [n for path in sources(guard=True) for n in ast.walk(tree(path)) if isinstance(n, ast.ClassDef)]
    while True:
        more = {c.name for c in classes if any(_name_of(base) in known for base in c.bases)} - known
        if not more:
            return frozenset(known)
        known |= more


def _name_of(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


CHOSEN = frozenset({"f'wrong-{kind}'"})
"""Codes put together from words of a closed list."""


def _is_put_together(node: ast.AST) -> bool:
    if ast.unparse(node) in CHOSEN:
        return False
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Call) and _name_of(node.func) in {"str", "repr"}
    )


def test_there_are_many_refusals() -> None:
    assert len(refusals()) > 20


@pytest.mark.parametrize("method", ["debug", "info", "warning", "error", "critical", "exception"])
def test_no_log_line_is_written_anywhere(method: str) -> None:
    def wanted(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == method
            and _name_of(node.func.value) in {"log", "logger", "logging", "LOG", "LOGGER", "_log"}
        )

    assert places(wanted, guard=True) == []
