"""What has to hold after an operation was cut short, or reported done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage import protection
from applicant_helper.storage.cases import open_case
from applicant_helper.storage.forgetting import forget
from applicant_helper.storage.handover import export_case, verify_handover
from applicant_helper.storage.keyslots import Passphrase
from applicant_helper.storage.layout import TEMP_MARK, WORK
from applicant_helper.storage.objects import ObjectStore
from applicant_helper.storage.problems import CaseDamaged, WrongSecret
from applicant_helper.storage.recovery import recover_case, usable_snapshots
from applicant_helper.storage.reseal import finish_resealing
from applicant_helper.storage.store import CaseStore
from applicant_helper.storage.wipe import wipe_case
from tests.storage.helpers import RECORDS, later
from tests.storage.protected import PASSPHRASE
from tests.storage.torture.modes import key_of
from tests.storage.torture.prepared import LABEL, MARKER, NEW_PASSPHRASE, Ground, Whole, files_with

AFTER = later(90)
_ALARMS = ("older-than-seen", "other-history")


@dataclass(frozen=True, slots=True)
class Scene:
    """What is left, what was there before, what its safety copy held, and whether the end was reported."""

    ground: Ground
    before: Whole
    copied: Whole
    done: bool


Faults = Iterator[str]


def faults_after(name: str, scene: Scene) -> list[str]:
    """Everything that is wrong after this operation."""
    try:
        for folder in (scene.ground.cases, scene.ground.folder / "moved", scene.ground.folder / "more"):
            finish_resealing(folder, now=AFTER, session="look")
        return list(_VERDICTS[name](scene))
    except Exception as cause:
        return [f"{type(cause).__name__}: {cause}"]


def _opened(path: Path) -> CaseStore:
    return open_case(path, now=AFTER, session="look", key=key_of(path))


def _whole(store: CaseStore, *allowed: Whole, docs: bool = True, alarms: bool = True) -> Faults:
    """The store holds one of the states that are allowed, and every part of it reads back."""
    found = next((w for w in allowed if (dict(store.records), store.rev) == (dict(w.records), w.rev)), None)
    if found is None:
        yield f"other records, revision {store.rev}"
        return
    store.verify()
    objects = ObjectStore(store.path, store.parts.sealer)
    if docs and not found.docs <= {objects.verify_stored(name) for name in store.objects()}:
        yield "a document is gone"
    for kept in store.snapshots():
        store.read_snapshot(kept.name)
    yield from (f"unfinished file {path.name}" for path in store.path.rglob(f"*{TEMP_MARK}*"))
    yield from (f"working file {path.name}" for path in (store.path / WORK).iterdir())
    yield from (f"false alarm {n.code}" for n in store.notices if alarms and n.code in _ALARMS)


def _cases(folder: Path, least: int, most: int) -> Faults:
    """The folder holds so many cases and nothing unfinished."""
    names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    cases = [name for name in names if name.endswith(".ahcase") and TEMP_MARK not in name]
    if not least <= len(cases) <= most:
        yield f"{len(cases)} cases: {', '.join(cases)}"
    yield from (f"left in the folder of cases: {name}" for name in names if name not in cases)


def _resealed(scene: Scene, *, sealed: bool) -> Faults:
    yield from _cases(scene.ground.cases, 1, 1)
    path = scene.ground.case
    is_sealed = protection.is_protected(path)
    if scene.done and is_sealed != sealed:
        yield "reported done, but the case is as before"
    with closing(_opened(path)) as store:
        yield from _whole(store, scene.before)
        if store.label != LABEL:
            yield "the label is gone"
    if is_sealed:
        for text in (MARKER, LABEL):
            yield from (f"readable in {name}" for name in files_with(scene.ground.cases, text))


def _after_protect(scene: Scene) -> Faults:
    yield from _resealed(scene, sealed=True)


def _after_unprotect(scene: Scene) -> Faults:
    yield from _resealed(scene, sealed=False)


def _after_forget(scene: Scene) -> Faults:
    path = scene.ground.case
    if scene.done:
        yield from (f"not forgotten in {name}" for name in files_with(path, MARKER))
    kept = Whole(scene.before.records, scene.before.rev, scene.copied.docs)
    with closing(_opened(path)) as store:
        yield from _whole(store, kept)
        if scene.done and len(store.objects()) != 1:
            yield "a forgotten document is still there"
        forget(store, now=AFTER)
    yield from (f"forgotten again, not gone in {name}" for name in files_with(path, MARKER))
    with closing(_opened(path)) as store:
        yield from _whole(store, kept)


def _after_restore(scene: Scene) -> Faults:
    restored = Whole(scene.copied.records, scene.before.rev + 1, scene.before.docs)
    with closing(_opened(scene.ground.case)) as store:
        yield from _whole(store, restored, *(() if scene.done else (scene.before,)))
        if store.rev == restored.rev:
            store.undo(now=AFTER)
            if dict(store.records) != dict(scene.before.records):
                yield "what was before the restoring cannot be brought back"


def _after_change(scene: Scene) -> Faults:
    path = scene.ground.case
    ways = [text for text in (PASSPHRASE, NEW_PASSPHRASE) if _unlocks(path, text)]
    if scene.done and ways != [NEW_PASSPHRASE]:
        yield "reported done, but the passphrases are others"
    if not ways:
        yield "neither passphrase opens the case"
    with closing(_opened(path)) as store:
        yield from _whole(store, scene.before)
        if NEW_PASSPHRASE in ways:
            protection.finish_change(store, Passphrase(NEW_PASSPHRASE))
            if _unlocks(path, PASSPHRASE):
                yield "the old passphrase still opens the case"


def _unlocks(path: Path, text: str) -> bool:
    try:
        protection.unlock(path, Passphrase(text))
    except WrongSecret:
        return False
    return True


def _after_export(scene: Scene) -> Faults:
    target = scene.ground.export
    if scene.done and not target.exists():
        yield "reported done, but there is no file"
    with closing(_opened(scene.ground.case)) as store:
        yield from _whole(store, scene.before)
        if not target.exists():
            export_case(store, target)
    if verify_handover(target).rev != scene.before.rev:
        yield "the file holds another revision"
    yield from (f"left beside the file: {path.name}" for path in target.parent.iterdir() if path != target)


def _after_import(scene: Scene) -> Faults:
    yield from _cases(scene.ground.cases, 2 if scene.done else 1, 2)
    for path in scene.ground.paths():
        with closing(_opened(path)) as store:
            yield from _whole(store, scene.before)


def _after_copy(scene: Scene) -> Faults:
    moved = Ground(scene.ground.folder)
    yield from _cases(scene.ground.folder / "moved", int(scene.done), 1)
    for path in (moved.case, *(scene.ground.folder / "moved").glob("*.ahcase")):
        with closing(_opened(path)) as store:
            yield from _whole(store, scene.before)


def _after_wipe(scene: Scene) -> Faults:
    yield from _cases(scene.ground.cases, 0, 0 if scene.done else 1)
    for path in scene.ground.paths():
        try:
            with closing(_opened(path)) as store:
                yield from _whole(store, scene.before)
        except ApplicantHelperError:
            pass  # Half removed is what was asked for; it only must be possible to finish it.
        wipe_case(path, now=AFTER, session="look")
    yield from _cases(scene.ground.cases, 0, 0)


def _after_recover(scene: Scene) -> Faults:
    path = scene.ground.case
    try:
        store = _opened(path)
    except CaseDamaged:
        newest = usable_snapshots(path, key_of(path))[0]
        recover_case(path, newest.name, now=AFTER, session="look", key=key_of(path))
        store = _opened(path)
    with closing(store):
        back = Whole(scene.copied.records, scene.copied.rev, scene.before.docs)
        yield from _whole(store, back, *(() if scene.done else (scene.before,)), alarms=False)


def _after_create(scene: Scene) -> Faults:
    folder = scene.ground.folder / "more"
    yield from _cases(folder, int(scene.done), 1)
    for path in folder.glob("*.ahcase"):
        with closing(_opened(path)) as store:
            yield from _whole(store, Whole(RECORDS, 1))


_VERDICTS: dict[str, Callable[[Scene], Faults]] = {
    "protect": _after_protect,
    "unprotect": _after_unprotect,
    "forget": _after_forget,
    "restore": _after_restore,
    "change-passphrase": _after_change,
    "export": _after_export,
    "import": _after_import,
    "copy": _after_copy,
    "wipe": _after_wipe,
    "recover": _after_recover,
    "create": _after_create,
}
