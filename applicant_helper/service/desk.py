"""The desk: which cases there are, and opening one. Composes storage and the catalogue for the faces."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.load import load_catalog
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.casefile.writer import case_to_raw
from applicant_helper.core.errors import ApplicantHelperError, ExitCode, fill
from applicant_helper.core.marks import N_
from applicant_helper.i18n import gettext as _
from applicant_helper.service import edits
from applicant_helper.service.records import to_records
from applicant_helper.service.session import Session
from applicant_helper.storage.cases import (
    CaseSummary,
    Condition,
    create_case,
    list_cases,
    neutral_label,
    open_case,
)
from applicant_helper.storage.keyslots import CaseKey
from applicant_helper.storage.protection import NewProtection
from applicant_helper.storage.reseal import finish_resealing

NO_SUCH_CASE = N_("There is no case called {case}. `applicant-helper list` shows the cases there are.")
NO_CASE_YET = N_("There is no case yet. Start one with: applicant-helper new")


class CaseUnknown(ApplicantHelperError):
    """A case was named that is not here."""

    exit_code = ExitCode.CASE_NOT_FOUND


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as the list shows it. `condition` is empty when it can be opened."""

    path: Path
    label: str
    form: str
    papers: int
    blocking: int
    condition: str
    changed: str
    is_protected: bool = False


class Desk:
    """The cases of one folder. `now` gives local time; `session_id` names this run in locks.

    `is_outreach`: the computer belongs to somebody else; every case is protected, and nothing is kept.
    """

    def __init__(
        self,
        cases_folder: Path,
        now: Callable[[], datetime],
        catalog: Catalog | None = None,
        cache: Path | None = None,
        *,
        is_outreach: bool = False,
    ) -> None:
        self.folder = cases_folder
        self.is_outreach = is_outreach
        self.cache = cache or cases_folder.parent / "cache"
        self.now = now
        self.session_id = secrets.token_hex(8)
        self._catalog = catalog

    @property
    def catalog(self) -> Catalog:
        """The forms, loaded when first needed."""
        if self._catalog is None:
            self._catalog = load_catalog()
        return self._catalog

    def forms(self) -> tuple[tuple[str, str, str], ...]:
        """Id, number and English title of every form."""
        return tuple((h.id, h.number, h.title) for h in self.catalog.heads())

    def cases(self) -> tuple[CaseRow, ...]:
        """Every case, the one changed last first; protected ones show nothing but the name of their folder."""
        finish_resealing(self.folder, now=self.now(), session=self.session_id)
        rows = []
        for found in list_cases(self.folder):
            summary = found.summary
            rows.append(
                CaseRow(
                    path=found.path,
                    label=str(summary.get("label") or found.label),
                    form=str(summary.get("form") or ""),
                    papers=_number(summary.get("papers")),
                    blocking=_number(summary.get("blocking")),
                    condition=_condition(found),
                    changed=str(summary.get("changed") or ""),
                    is_protected=found.condition is Condition.PROTECTED,
                )
            )
        return tuple(sorted(rows, key=lambda r: r.changed, reverse=True))

    def create(
        self,
        label: str | None = None,
        raw: dict[str, JsonValue] | None = None,
        protection: NewProtection | None = None,
    ) -> Session:
        """A new case, empty or holding a raw case. The label is neutral unless chosen."""
        name = label or neutral_label()
        start: dict[str, JsonValue] = {"schema": 1, "id": name, "label": name, "filings": [], "people": {}}
        if raw is not None:
            start = case_to_raw(
                edits.reread({**raw, "id": raw.get("id") or name, "label": name}, self.catalog)
            )
        store = create_case(
            self.folder,
            name,
            now=self.now(),
            records=to_records(start),
            session=self.session_id,
            protection=protection,
        )
        key = store.parts.key
        session = Session(store, self.catalog, self.now, self.cache, key, self._memory())
        session.summarise()
        return session

    def find(self, reference: str) -> Path:
        """The folder of a case named by its label or path. Raises CaseUnknown."""
        direct = Path(reference).expanduser()
        if direct.is_dir() and direct.name.endswith(".ahcase"):
            return direct
        for row in self.cases():
            if reference in {row.label, row.path.name, row.path.stem}:
                return row.path
        raise CaseUnknown("case-unknown", NO_SUCH_CASE, {"case": reference})

    def open(self, path: Path, *, read_only: bool = False, key: CaseKey | None = None) -> Session:
        """An existing case. Raises the storage room's sentences when it cannot be opened, CaseProtected among them."""
        store = open_case(path, now=self.now(), session=self.session_id, read_only=read_only, key=key)
        return Session(store, self.catalog, self.now, self.cache, key, self._memory())

    def _memory(self) -> Path | None:
        """Where this computer remembers how far its cases have come; nowhere on a computer of others."""
        return None if self.is_outreach else self.folder

    def last(self) -> Path | None:
        """The case changed last that can be opened."""
        return next((r.path for r in self.cases() if not r.condition), None)

    def create_demo(self) -> Session:
        """A made-up applicant's case with papers drawn by the program."""
        from applicant_helper.service.demo import demo_session

        return demo_session(self)


def _condition(found: CaseSummary) -> str:
    if found.problem is None or found.condition is Condition.PROTECTED:
        return ""
    return fill(_(found.problem.message), found.problem.params)


def _number(value: str | int | None) -> int:
    return value if isinstance(value, int) else 0
