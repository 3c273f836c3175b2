"""Writes the golden case of the present format: `python -m tests.storage.make_golden FOLDER [--protected]`.

A protected one opens with the passphrase and the recovery code of `tests.storage.protected`. Run once when a
format is published: a golden case is never written again, later versions must open it.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from applicant_helper.core.answers import JsonValue
from applicant_helper.storage import layout
from applicant_helper.storage.cases import create_case
from applicant_helper.storage.handover import export_case
from applicant_helper.storage.protection import NewProtection
from tests.storage.helpers import NOW, later
from tests.storage.protected import PROTECTION

RECORDS: dict[str, JsonValue] = {
    "case": {"schema": 1, "filings": [{"form": "us/n-400", "roles": {"applicant": "maria"}}]},
    "people/maria/legal_name": {"state": "known", "value": {"family": "Peña Ortiz", "given": "Maria"}},
    "people/maria/trips": [{"left": "2023-12-18", "returned": "2024-01-09", "to": "MX"}],
    "people/maria/notes": "陳大文 \u202e [b] \x07 null:\x00",
}


def make_golden(folder: Path, protection: NewProtection | None) -> None:
    """Make `case.ahcase`, `case.ahcx` and `expected.json` in a new folder."""
    folder.mkdir(parents=True)
    label = "case-7f3a" if protection else "case"
    with create_case(folder, label, now=NOW, records=RECORDS, protection=protection) as store:
        stored = store.put_bytes(b"%PDF-1.7 golden paper")
        store.commit({"documents/d1": {"sha256": stored.sha256}}, operation="add-document", now=later(1))
        store.commit({"people/maria/lpr_date": "2022-02-10"}, operation="answer", now=later(2))
        store.commit({"people/maria/lpr_date": "2022-02-11"}, operation="answer", now=later(3))
        store.undo(now=later(4))
        store.set_summary({"form": "us/n-400", "papers": 1})
        export_case(store, folder / "case.ahcx")
        expected: dict[str, JsonValue] = {
            "records": dict(store.records),
            "rev": store.rev,
            "case_id": store.case_id,
            "objects": list(store.objects()),
        }
    for part in (layout.SNAPSHOTS, layout.WORK):
        shutil.rmtree(store.path / part)
    (store.path / layout.LOCK).unlink()
    store.path.rename(folder / "case.ahcase")
    text = json.dumps(expected, indent=1, sort_keys=True)
    (folder / "expected.json").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    make_golden(Path(sys.argv[1]), PROTECTION if "--protected" in sys.argv else None)
