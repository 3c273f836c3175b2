"""The longer operations, one process each: `python -m tests.storage.torture.operations NAME FOLDER`.

Prints `DONE` once the operation is reported done. Exit codes as those of the driver.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from applicant_helper.storage import protection, reseal
from applicant_helper.storage.cases import create_case, open_case
from applicant_helper.storage.forgetting import forget
from applicant_helper.storage.handover import export_case
from applicant_helper.storage.intake import header_of, import_case
from applicant_helper.storage.keyslots import RecoveryCode
from applicant_helper.storage.problems import DiskFull, StorageTrouble
from applicant_helper.storage.recovery import recover_case, usable_snapshots
from applicant_helper.storage.relocate import copy_case
from applicant_helper.storage.store import CaseStore
from applicant_helper.storage.wipe import wipe_case
from tests.storage.helpers import RECORDS, later
from tests.storage.protected import CHEAP, CODE, PROTECTION
from tests.storage.torture import modes
from tests.storage.torture.prepared import LABEL, NEW_PASSPHRASE, Ground

WHEN = later(60)


def _open(ground: Ground) -> CaseStore:
    return open_case(ground.case, now=WHEN, session="torture", key=modes.key_of(ground.case))


def _protect(ground: Ground) -> None:
    reseal.protect_case(_open(ground), PROTECTION, now=WHEN, session="torture")


def _unprotect(ground: Ground) -> None:
    reseal.unprotect_case(_open(ground), now=WHEN, session="torture")


def _forget(ground: Ground) -> None:
    with _open(ground) as store:
        forget(store, now=WHEN)
        _done()


def _restore(ground: Ground) -> None:
    with _open(ground) as store:
        wanted = next(kept for kept in store.snapshots() if kept.reason == "auto")
        store.restore_snapshot(wanted.name, now=WHEN)
        _done()


def _change_passphrase(ground: Ground) -> None:
    key = modes.key_of(ground.case)
    assert key is not None
    with _open(ground) as store:
        protection.change_passphrase(store, key, NEW_PASSPHRASE, cost=CHEAP)
        _done()


def _export(ground: Ground) -> None:
    with _open(ground) as store:
        export_case(store, ground.export)
        _done()


def _import(ground: Ground) -> None:
    header = header_of(ground.handover)
    key = protection.unlock_header(header, RecoveryCode(CODE)) if header.key_slots else None
    import_case(ground.handover, ground.cases, now=WHEN, session="torture", key=key).close()


def _copy(ground: Ground) -> None:
    key = modes.key_of(ground.case)
    copy_case(ground.case, ground.folder / "moved", now=WHEN, session="torture", key=key).close()


def _wipe(ground: Ground) -> None:
    wipe_case(ground.case, now=WHEN, session="torture")


def _recover(ground: Ground) -> None:
    key = modes.key_of(ground.case)
    newest = usable_snapshots(ground.case, key)[0]
    recover_case(ground.case, newest.name, now=WHEN, session="torture", key=key)


def _create(ground: Ground) -> None:
    sealed = PROTECTION if modes.is_on(modes.PROTECTED) else None
    folder = ground.folder / "more"
    create_case(folder, LABEL, now=WHEN, records=RECORDS, session="torture", protection=sealed).close()


OPERATIONS: dict[str, Callable[[Ground], None]] = {
    "protect": _protect,
    "unprotect": _unprotect,
    "forget": _forget,
    "restore": _restore,
    "change-passphrase": _change_passphrase,
    "export": _export,
    "import": _import,
    "copy": _copy,
    "wipe": _wipe,
    "recover": _recover,
    "create": _create,
}
_SAID: list[str] = []


def _done() -> None:
    """Report the operation done, once; where telling is what fails, nothing was reported."""
    if _SAID:
        return
    _SAID.append("DONE")
    try:
        os.write(1, b"DONE\n")
    except OSError as cause:
        raise StorageTrouble("output") from cause


def main(words: list[str]) -> int:
    """Run one operation."""
    name, folder = words
    if modes.is_on(modes.NO_FSYNC):
        modes.switch_off_flushing()
    try:
        OPERATIONS[name](Ground(Path(folder)))
        _done()
    except DiskFull:
        return 28
    except StorageTrouble:
        return 74
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
