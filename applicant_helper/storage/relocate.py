"""Copying a case from a network drive or synced folder to a plain folder, where it can be worked on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from applicant_helper.storage import layout
from applicant_helper.storage.handover import export_case
from applicant_helper.storage.intake import import_case
from applicant_helper.storage.keyslots import CaseKey
from applicant_helper.storage.opening import open_case
from applicant_helper.storage.places import refuse_unsafe_place
from applicant_helper.storage.staging import working_folder
from applicant_helper.storage.store import CaseStore


def copy_case(
    source: Path, folder: Path, *, now: datetime, session: str, key: CaseKey | None = None
) -> CaseStore:
    """Copy the case at `source`, documents and history included, into `folder`, checked, and open it.

    The source is only read. Raises what `open_case`, `export_case` and `import_case` raise.
    """
    refuse_unsafe_place(folder)
    with working_folder(folder, now=now) as work:
        between = work / f"copy{layout.HANDOVER_SUFFIX}"
        with open_case(source, now=now, session=session, read_only=True, key=key) as store:
            export_case(store, between)
        return import_case(between, folder, now=now, session=session, key=key)
