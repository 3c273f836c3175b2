"""Single changes: the writer dies at its N-th call to the file system, or that call fails."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from tests.storage.torture import tracing
from tests.storage.torture.contract import DRIVER, Victim, Writer, judge
from tests.storage.torture.outcome import Part, Setting

_CHANGES = 12
# A run may need a few calls more than the one that was counted.
_MORE = 40
ERRORS = ("ENOSPC", "EIO", "EDQUOT")
_TOLD = (0, 28, 74)
"""Exit codes of a writer that met an error: it went on, or said that the disk is full or in trouble."""


def killed_calls(setting: Setting, *, at_most: int = 0, calls: str = tracing.WITH_OPENING) -> Part:
    """Kill at call 1, 2, 3 ... of each kind, during twelve changes, until the writer gets through to its end."""
    part = Part("kill -9 at every call to the file system", skipped=tracing.why_not())
    if part.skipped:
        return part
    found = _spans(setting, calls)
    every = tracing.step(found, setting, at_most or setting.amount(20, 0))
    for span in found:
        for number in (*span.numbers(setting, every), *range(span.last + 1, span.last + _MORE)):
            victim = _fresh(setting)
            writer = Writer(victim, _CHANGES, tracing.strike(span.call, "signal=KILL", number))
            code = writer.finish()
            part.strike(hit=code != 0)
            part.add(f"{span.call} {number}", judge(victim, [writer]), writer.count)
            if code == 0:
                break
    part.note = ", ".join(f"{span.call} {span.first}-{span.last}" for span in found)
    return part


def _fresh(setting: Setting) -> Victim:
    victim = Victim(setting.folder / "sweep", setting.protected)
    victim.begin_again()
    return victim


def _spans(setting: Setting, calls: str) -> tuple[tracing.Span, ...]:
    victim = _fresh(setting)
    command = [*DRIVER, "write", str(victim.folder), str(_CHANGES)]
    return tracing.spans(command, victim.environment(), calls, victim.folder)


def failing_calls(
    setting: Setting, *, at_most: int = 0, calls: str = tracing.CHANGING, errors: Sequence[str] = ERRORS
) -> Part:
    """Let call 1, 2, 3 ... fail, once or from then on; the case stays whole and work goes on afterwards."""
    part = Part("call to the file system fails (ENOSPC, EIO, EDQUOT)", skipped=tracing.why_not())
    if part.skipped:
        return part
    found = _spans(setting, calls)
    every = tracing.step(found, setting, at_most or setting.amount(8, 40))
    codes: dict[int, int] = {}
    for error, span in itertools.product(errors, found):
        for number in span.numbers(setting, every):
            code = _one_failure(part, setting, error, span.call, number)
            part.strike(hit=code != 0)
            codes[code] = codes.get(code, 0) + 1
    part.note = "exit codes " + ", ".join(f"{code}: {count}" for code, count in sorted(codes.items()))
    return part


def _one_failure(part: Part, setting: Setting, error: str, call: str, number: int) -> int:
    victim = _fresh(setting)
    onward = number % 2 == 0
    strike = tracing.strike(call, f"error={error}", number, onward=onward)
    writer = Writer(victim, _CHANGES, strike)
    code = writer.finish()
    faults = [] if code in _TOLD else [f"ended with {code}: {writer.problem}"]
    faults += judge(victim, [writer])
    after = Writer(victim, 3)
    if after.finish():
        faults.append(f"no change is possible afterwards: {after.problem}")
    faults += judge(victim, [after], slack=0)
    part.add(f"{error} at {call} {number}{' and on' if onward else ''}", faults, writer.count)
    return code
