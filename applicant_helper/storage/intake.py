"""Taking a hand-over file in:

nothing in it is trusted, names are computed, the case appears whole or not at all.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from applicant_helper.storage import fileops, labels, layout
from applicant_helper.storage.archive import MANIFEST, ArchiveReader
from applicant_helper.storage.database import Database
from applicant_helper.storage.handover import opened_handover, verify_members
from applicant_helper.storage.head import Head, parse_head, write_head
from applicant_helper.storage.header import Header, parse_header
from applicant_helper.storage.keyslots import CaseKey
from applicant_helper.storage.manifest import Manifest
from applicant_helper.storage.objects import ObjectStore
from applicant_helper.storage.opening import open_case
from applicant_helper.storage.places import refuse_unsafe_place
from applicant_helper.storage.problems import (
    CaseDamaged,
    CaseTooNew,
    DiskFull,
    HandoverRefused,
    from_os_error,
)
from applicant_helper.storage.sealer import Sealer, sealer_for
from applicant_helper.storage.staging import staged_case, taken_names
from applicant_helper.storage.store import CaseStore

# Short enough that the ending survives the limit on folder names in any script.
_LABEL_STEM_CHARS = 45


def import_case(
    source: Path,
    folder: Path,
    *,
    now: datetime,
    session: str,
    label: str | None = None,
    key: CaseKey | None = None,
) -> CaseStore:
    """Take a hand-over file in as a new case under `folder` and open it.

    `label` replaces the label inside; a taken one gets a number. A protected case needs its `key`, and its folder
    gets a neutral name. Raises FileRefused, HandoverRefused, CaseProtected, CaseTooNew, LabelRefused,
    NetworkFolder, DiskFull, StorageTrouble.
    """
    refuse_unsafe_place(folder)
    with opened_handover(source) as archive:
        manifest = verify_members(archive, source.name)
        _require_space(folder, archive.size)
        try:
            sealer, head = _readable(archive, manifest, key)
            free = _free_label(folder, labels.clean_label(label or head.label))
            name = _folder_name(folder, free, sealer)
            with staged_case(folder, name, now=now) as staging:
                _unpack(archive, staging)
                _check_unpacked(staging, manifest, sealer)
                write_head(staging, Head(free, head.rev, head.log_hash, head.summary), sealer)
        except CaseDamaged as cause:
            raise HandoverRefused("handover-damaged", source.name, cause.params["what"]) from cause
    return open_case(folder / name, now=now, session=session, key=key)


def _require_space(folder: Path, size: int) -> None:
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    needed = 2 * size + layout.SPARE_BYTES
    try:
        free = shutil.disk_usage(place).free
    except OSError as cause:
        raise from_os_error(cause) from cause
    if free < needed:
        raise DiskFull(needed)


def _readable(archive: ArchiveReader, manifest: Manifest, key: CaseKey | None) -> tuple[Sealer, Head]:
    """What the plain parts say, as far as this version can read them; raises CaseTooNew, CaseDamaged."""
    header: Header = parse_header(archive.read(layout.HEADER, layout.MAX_HEADER_BYTES))
    sealer = sealer_for(header.protection, key)
    if sealer is None or header.format > layout.FORMAT:
        raise CaseTooNew(header.format, layout.FORMAT, can_read=False)
    head = parse_head(archive.read(layout.HEAD, layout.MAX_HEAD_BYTES), sealer)
    if header.case_id != manifest.case_id or (head.rev, head.log_hash) != (manifest.rev, manifest.log_hash):
        raise CaseDamaged("manifest")
    return sealer, head


def header_of(source: Path) -> Header:
    """The readable header inside a hand-over file, to open its key slots with.

    Raises FileRefused, HandoverRefused.
    """
    with opened_handover(source) as archive:
        try:
            return parse_header(archive.read(layout.HEADER, layout.MAX_HEADER_BYTES))
        except CaseDamaged as cause:
            raise HandoverRefused("handover-damaged", source.name, cause.params["what"]) from cause


def _folder_name(folder: Path, label: str, sealer: Sealer) -> str:
    if not sealer.hides or labels.is_neutral(label):
        return labels.folder_name(label)
    return labels.neutral_folder_name(taken_names(folder))


def _free_label(folder: Path, wanted: str) -> str:
    taken = taken_names(folder)
    label, number = wanted, 2
    while labels.folder_name(label).casefold() in taken:
        ending = f" {number}"
        label = wanted[:_LABEL_STEM_CHARS].rstrip() + ending
        number += 1
    return label


def _unpack(archive: ArchiveReader, staging: Path) -> None:
    for name in archive.members:
        if name == MANIFEST:
            continue
        target = staging.joinpath(*name.split("/"))
        if not target.parent.exists():
            target.parent.mkdir(mode=fileops.FOLDER_MODE)
        fileops.write_new(target, archive.chunks(name))


def _check_unpacked(staging: Path, manifest: Manifest, sealer: Sealer) -> None:
    database = Database(staging / layout.DATABASE, sealer, read_only=False)
    try:
        if not 1 <= database.format() <= layout.FORMAT:
            raise CaseDamaged("database")
        database.check(known_schema=database.format() == layout.FORMAT)
        loaded = database.load()
        database.check_log()
    finally:
        database.close()
    if (loaded.rev, loaded.log_hash) != (manifest.rev, manifest.log_hash):
        raise CaseDamaged("manifest")
    objects = ObjectStore(staging, sealer)
    for name in objects.names():
        objects.verify_stored(name)
