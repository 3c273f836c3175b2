"""Create, open and list cases."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.storage import fileops, labels, layout
from applicant_helper.storage.database import Database, create_database
from applicant_helper.storage.head import Head, read_head, write_head
from applicant_helper.storage.header import Header, new_case_id, read_header, write_header
from applicant_helper.storage.labels import neutral_label
from applicant_helper.storage.ledger import first_entry
from applicant_helper.storage.opening import open_case
from applicant_helper.storage.places import refuse_unsafe_place
from applicant_helper.storage.problems import CaseNotFound, CaseProtected, CaseTooNew, from_os_error
from applicant_helper.storage.sealer import sealer_for
from applicant_helper.storage.staging import staged_case, taken_names
from applicant_helper.storage.store import CaseStore
from applicant_helper.storage.textjson import dump

if TYPE_CHECKING:
    from applicant_helper.storage.keyslots import CaseKey
    from applicant_helper.storage.protection import NewProtection

__all__ = ["CaseSummary", "Condition", "Records", "create_case", "list_cases", "neutral_label", "open_case"]

Records: TypeAlias = Mapping[str, JsonValue]


class Condition(StrEnum):
    """What the list can say about a case without opening it."""

    READY = "ready"
    TOO_NEW = "too-new"
    DAMAGED = "damaged"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One line of the list.

    `label` falls back to the folder name; `problem` is set when the condition is not ready.
    """

    path: Path
    label: str
    condition: Condition
    case_id: str = ""
    case_format: int = 0
    rev: int = 0
    summary: Mapping[str, str | int] = field(default_factory=dict)
    problem: ApplicantHelperError | None = None


def create_case(
    folder: Path,
    label: str,
    *,
    now: datetime,
    records: Records | None = None,
    session: str = "",
    protection: NewProtection | None = None,
) -> CaseStore:
    """Make a new case under `folder` and open it. Revision 1 holds `records` and cannot be undone.

    A protected case gets a folder name that tells nothing. Raises LabelRefused, CaseExists, NetworkFolder,
    KdfRefused, DiskFull, StorageTrouble.
    """
    name = labels.folder_name(label)
    refuse_unsafe_place(folder)
    header, key = _new_header(protection)
    sealer = sealer_for(header.protection, key)
    assert sealer is not None
    if sealer.hides and not labels.is_neutral(label):
        name = labels.neutral_folder_name(taken_names(folder))
    with staged_case(folder, name, now=now) as staging:
        create_database(staging / layout.DATABASE)
        texts = {key: dump(value) for key, value in (records or {}).items()}
        database = Database(staging / layout.DATABASE, sealer, read_only=False)
        try:
            log_hash = database.write(0, texts, first_entry(tuple(texts), now))
        finally:
            database.close()
        write_head(staging, Head(labels.clean_label(label), 1, log_hash), sealer)
        write_header(staging, header)
    return open_case(folder / name, now=now, session=session, key=key)


def _new_header(protection: NewProtection | None) -> tuple[Header, CaseKey | None]:
    if protection is None:
        return Header(new_case_id()), None
    from applicant_helper.storage.protection import protected_header

    return protected_header(protection, new_case_id())


def list_cases(folder: Path) -> tuple[CaseSummary, ...]:
    """Every case under `folder` by label, read from header and head only; a damaged one is listed as such.

    Raises StorageTrouble when the folder itself cannot be read; a missing folder holds no cases.
    """
    try:
        with os.scandir(folder) as entries:
            found = [folder / entry.name for entry in entries if _is_case(entry)]
    except FileNotFoundError:
        return ()
    except OSError as cause:
        raise from_os_error(cause) from cause
    return tuple(
        sorted((_summary(path) for path in found), key=lambda case: (case.label.casefold(), case.path.name))
    )


def _is_case(entry: os.DirEntry[str]) -> bool:
    return entry.name.endswith(layout.SUFFIX) and not entry.name.startswith(layout.GONE) and entry.is_dir()


def _summary(path: Path) -> CaseSummary:
    label = path.name.removesuffix(layout.SUFFIX)
    try:
        header = read_header(path)
    except ApplicantHelperError as problem:
        return CaseSummary(path, label, Condition.DAMAGED, problem=problem)
    try:
        sealer = sealer_for(header.protection, None)
    except CaseProtected as locked:
        return CaseSummary(path, label, Condition.PROTECTED, header.case_id, header.format, problem=locked)
    if sealer is None or header.min_reader > layout.FORMAT:
        refusal = CaseTooNew(header.format, layout.FORMAT, can_read=False)
        return CaseSummary(path, label, Condition.TOO_NEW, header.case_id, header.format, problem=refusal)
    try:
        head = read_head(path, sealer)
    except ApplicantHelperError as problem:
        return CaseSummary(path, label, Condition.DAMAGED, header.case_id, header.format, problem=problem)
    known = CaseSummary(
        path, head.label, Condition.READY, header.case_id, header.format, head.rev, head.summary
    )
    if header.format <= layout.FORMAT:
        return known
    refusal = CaseTooNew(header.format, layout.FORMAT, can_read=True)
    return CaseSummary(
        path, head.label, Condition.TOO_NEW, header.case_id, header.format, head.rev, head.summary, refusal
    )


def find_case(folder: Path, wanted: str) -> Path:
    """The case folder a person means:

    a path, a folder name or a label (letter case aside). Raises CaseNotFound.
    """
    direct = Path(wanted)
    if direct.name.endswith(layout.SUFFIX) and direct.is_dir():
        return direct
    for case in list_cases(folder):
        names = {
            case.label.casefold(),
            case.path.name.casefold(),
            case.path.name.removesuffix(layout.SUFFIX).casefold(),
        }
        if wanted.casefold() in names:
            return case.path
    raise CaseNotFound(wanted)


def make_cases_folder(folder: Path) -> None:
    """Make the private folder that holds cases. Raises StorageTrouble."""
    try:
        folder.mkdir(mode=fileops.FOLDER_MODE, parents=True, exist_ok=True)
    except OSError as cause:
        raise from_os_error(cause) from cause
