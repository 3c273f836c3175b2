"""Times of the storage room on this machine: `python -m tests.benchmarks.bench_storage [RECORDS]`."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from applicant_helper.core.answers import JsonValue
from applicant_helper.service.desk import Desk
from applicant_helper.storage.cases import create_case, list_cases, open_case
from applicant_helper.storage.handover import export_case
from applicant_helper.storage.intake import import_case
from applicant_helper.storage.keyslots import CaseKey, Passphrase, RecoveryCode
from applicant_helper.storage.protection import NewProtection, unlock

NOW = datetime(2026, 11, 25, tzinfo=UTC)
COMMITS = 300
CASES = 500


def spent(action: Callable[[], object]) -> float:
    """Milliseconds of wall time that one call takes."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def show(name: str, times_ms: list[float]) -> None:
    """Print median, 95th percentile and largest."""
    ordered = sorted(times_ms)
    high = ordered[int(0.95 * (len(ordered) - 1))]
    middle = statistics.median(ordered)
    print(f"{name:<34} p50 {middle:8.2f} ms   p95 {high:8.2f} ms   max {ordered[-1]:8.2f} ms")


def record(number: int) -> JsonValue:
    """A record about as large as a document with its statements."""
    return {
        "id": f"d{number}",
        "kind": "other",
        "says": {f"fact{part}": f"value {number}" for part in range(6)},
    }


def whole(folder: Path, count: int, protection: NewProtection | None) -> None:
    """Make a case of `count` records and time what a session does with it."""
    records = {f"documents/d{number}": record(number) for number in range(count)}
    made = spent(
        lambda: create_case(folder, "case-7f3a", now=NOW, records=records, protection=protection).close()
    )
    show("create", [made])
    path = folder / "case-7f3a.ahcase"
    key = _key(path, protection)
    show("open and close", _openings(path, key))
    with open_case(path, now=NOW, session="", key=key) as store:
        saves = [
            spent(lambda n=n: store.commit({f"people/p/{n % 50}": n}, operation="answer", now=NOW))  # type: ignore[misc]
            for n in range(COMMITS)
        ]
        show("save one answer", saves)
        show("undo", [spent(lambda: store.undo(now=NOW)) for _ in range(50)])
        show("copy of the case", [spent(lambda: store.snapshot("bench", now=NOW)) for _ in range(5)])
        store.put_bytes(bytes(range(256)) * 40_000)
        show("keep a document of 10 MB", [spent(lambda: store.put_bytes(bytes(10_000_000)))])
        show("hand-over: write and verify", [spent(lambda: export_case(store, folder / "b.ahcx"))])
    other = folder / "other"
    taking = spent(lambda: import_case(folder / "b.ahcx", other, now=NOW, session="", key=key).close())
    show("hand-over: take in", [taking])
    show("open after 350 changes", _openings(path, key))
    _list(folder / "many", path)


def _key(path: Path, protection: NewProtection | None) -> CaseKey | None:
    """The key of a protected case, by its passphrase; shows what the derivation takes."""
    if protection is None:
        return None
    found = unlock(path, Passphrase(protection.passphrase))
    show("key from the passphrase", [spent(lambda: unlock(path, Passphrase(protection.passphrase)))])
    show("key from the recovery code", [spent(lambda: unlock(path, RecoveryCode(protection.code)))])
    return found


def _openings(path: Path, key: CaseKey | None) -> list[float]:
    return [spent(lambda: open_case(path, now=NOW, session="", key=key).close()) for _ in range(10)]


def _list(many: Path, path: Path) -> None:
    for number in range(CASES):
        target = many / f"c{number}.ahcase"
        target.mkdir(parents=True)
        for part in ("header.json", "head"):
            (target / part).write_bytes((path / part).read_bytes())
    show(f"list {CASES} cases", [spent(lambda: list_cases(many)) for _ in range(5)])
    desk = Desk(many, lambda: NOW)
    show(f"list {CASES} cases on the screen", [spent(desk.cases) for _ in range(5)])


def main(count: int) -> None:
    """A plain case, then a protected one."""
    for protection in (None, NewProtection("six words that nobody guesses")):
        print("protected" if protection else "not protected")
        with tempfile.TemporaryDirectory() as name:
            whole(Path(name), count, protection)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
