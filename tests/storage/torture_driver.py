"""A case store driven from outside: `init CASE`, `write CASE OPS`, `verify CASE`, one process each.

After each durable change `write` prints `ACK <rev>` (and the hash of the document the change added);
0 operations means until killed. Exit codes: 0 done, 28 disk full, 75 locked by someone else, 74 other
trouble of the disk.
`verify` prints one JSON object: `{"ok": ..., "last": rev, "docs": [...], "leftovers": count}`.
With TORTURE_PROTECTED=1 new cases are protected; with TORTURE_NO_FSYNC=1 nothing is pushed to the disk, a
control that has to fail when the power is cut.
"""

from __future__ import annotations

import errno
import itertools
import json
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage.layout import TEMP_MARK
from applicant_helper.storage.objects import ObjectStore
from applicant_helper.storage.problems import CaseInUse, DiskFull, StorageTrouble
from applicant_helper.storage.store import CaseStore
from tests.storage.torture import modes


def init(case: str) -> int:
    """Create an empty case."""
    modes.created(Path(case)).close()
    return 0


def write(case: str, operations: int) -> int:
    """Change the case and acknowledge each change."""
    with modes.opened(Path(case), "torture") as store:
        for number in range(operations) if operations else itertools.count():
            rev, sha256 = change(store, number)
            acknowledge(f"ACK {rev} {sha256}".rstrip())
    return 0


def acknowledge(line: str) -> None:
    """Tell the line whole or not at all; where telling is what fails, the disk's exit code is right too."""
    try:
        os.write(1, f"{line}\n".encode("ascii"))
    except OSError as cause:
        raise StorageTrouble(errno.errorcode.get(cause.errno or 0, "output")) from cause


def change(store: CaseStore, number: int) -> tuple[int, str]:
    """One change: mostly a few records, every third a document with its record, now and then an undo."""
    now = datetime.now(UTC)
    if number % 7 == 6:
        undone = store.undo(now=now)
        return (undone.rev, "") if undone else (store.rev, "")
    if number % 3 == 2:
        stored = store.put_bytes(os.urandom(20_000 + number))
        record: dict[str, JsonValue] = {"sha256": stored.sha256, "size": stored.size}
        rev = store.commit({f"documents/d{store.rev}": record}, operation="add-document", now=now)
        return rev, stored.sha256
    changes = {f"people/p{part}/fact{number % 40}": f"{store.rev}-{part}" * 20 for part in range(3)}
    return store.commit(dict(changes), operation="answer", now=now), ""


def verify(case: str) -> int:
    """Open the case as after a crash and check everything."""
    with modes.opened(Path(case), "verify") as store:
        store.verify()
        objects = ObjectStore(store.path, store.parts.sealer)
        docs = [objects.verify_stored(name) for name in store.objects()]
        left = sum(TEMP_MARK in name for _, _, names in os.walk(case) for name in names)
        print(json.dumps({"ok": True, "last": store.rev, "docs": docs, "leftovers": left}))
    return 0


def main(argv: list[str]) -> int:
    """Run one command and turn typed causes into the exit codes of the contract."""
    command, case, *rest = argv
    if modes.is_on(modes.NO_FSYNC):
        modes.switch_off_flushing()
    try:
        if command == "write":
            return write(case, int(rest[0]))
        return {"init": init, "verify": verify}[command](case)
    except DiskFull:
        return 28
    except CaseInUse:
        return 75
    except StorageTrouble as cause:
        # The call that fails may be the telling itself.
        with suppress(OSError):
            print(cause.sentence(), file=sys.stderr)
        return 74
    except ApplicantHelperError as cause:
        print(json.dumps({"ok": False, "code": cause.code, "params": cause.params}))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
