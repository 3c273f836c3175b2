"""One open case: the verbs a face may use. Every change is saved before it is shown, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.checks import CheckResult, check_case
from applicant_helper.checks.engine import scope_of
from applicant_helper.core.answers import Answer, JsonValue
from applicant_helper.core.case import Case, Filing
from applicant_helper.core.casefile.reader import read_case
from applicant_helper.core.casefile.writer import case_to_raw
from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.guard import events
from applicant_helper.service import edits, explaining
from applicant_helper.service.readings import Readings
from applicant_helper.service.records import changes, from_records, to_records
from applicant_helper.service.views import Views
from applicant_helper.storage import lastseen
from applicant_helper.storage.keyslots import CaseKey
from applicant_helper.storage.problems import CaseDamaged, ProtectionRefused
from applicant_helper.storage.store import CaseStore

if TYPE_CHECKING:
    from applicant_helper.reading.paper import Books

NO_FILING = N_("No form is chosen yet. Choose a form first.")


PAPER_CHANGED = N_(
    "The stored copy of {paper} is missing, or it changed on the disk. Take the paper out of the case and add it again."
)


class PaperChanged(ApplicantHelperError):
    """A stored paper is not what was taken in."""

    exit_code = ExitCode.CASE_DAMAGED


class NoFiling(ApplicantHelperError):
    """A verb needs a filing and the case has none."""


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable step as history shows it: an operation name and what it was about."""

    rev: int
    operation: str
    params: Mapping[str, str]


class Session:
    """The open case. Holds the one current `Case`; faces watch it through `listen`."""

    def __init__(
        self,
        store: CaseStore,
        catalog: Catalog,
        now: Callable[[], datetime],
        cache: Path,
        key: CaseKey | None = None,
        memory: Path | None = None,
    ) -> None:
        self.store = store
        self.key = key
        self.catalog = catalog
        self.now = now
        self.cache = cache
        self.readings = Readings()
        self.told_notices = 0
        self.told_read_only = False
        self._memory = memory
        self._listeners: list[Callable[[], None]] = []
        self._checked: tuple[Case, CheckResult] | None = None
        self._filing = ""
        self._hold_still()
        self._look_back()
        began = events.now()
        self.case = self._load()
        events.case_opened(records=len(store.records), since=began)

    def _load(self) -> Case:
        case, _problems = read_case(from_records(self.store.records), self.catalog.vocabulary)
        return case

    def _hold_still(self) -> None:
        """A protected case leaves no log and no report on this computer."""
        if self.store.is_protected:
            events.be_silent()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after every change."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Let go of the case."""
        self._remember()
        self.store.close()
        self.key = None

    def show_life(self) -> None:
        """Let others who find the case in use see that somebody works on it."""
        with suppress(ApplicantHelperError):
            self.store.heartbeat(now=self.now())

    def _remember(self) -> None:
        """Keep on this computer how far the case has come; losing it does no harm."""
        if self._memory is not None and not self.store.is_read_only:
            with suppress(ApplicantHelperError):
                lastseen.keep(self._memory, self.store)

    def lose_track(self) -> None:
        """Remember nothing of the case while its files are replaced as a whole.

        Dying on the way must not look as if somebody had put another case in its place.
        """
        if self._memory is not None:
            with suppress(ApplicantHelperError):
                lastseen.forget(self._memory, self.store.case_id, self.store.path)

    def _look_back(self) -> None:
        """Tell when the case is not what it was when it was last closed here."""
        if self._memory is not None and not self.store.notices:
            notice = lastseen.compare(self._memory, self.store)
            if notice is not None:
                self.store.add_notice(notice)

    def use_store(self, store: CaseStore, key: CaseKey | None) -> None:
        """Work on with the same case under another seal."""
        self.store, self.key = store, key
        self.told_notices = 0
        self._remember()
        self.case = self._load()
        self._hold_still()
        self._changed()

    def own_key(self) -> CaseKey:
        """The key of the open, protected case. Raises ProtectionRefused for an unprotected one."""
        if self.key is None:
            raise ProtectionRefused("not-protected")
        return self.key

    def restored(self, rev: int) -> None:
        """Show what the disk holds after it was changed as a whole; `rev` is its revision."""
        assert rev == self.store.rev
        self._remember()
        self.case = self._load()
        self._changed()

    # changes -----------------------------------------------------------------------------------------

    def apply(self, changed: Case, operation: str, params: Mapping[str, str] | None = None) -> None:
        """Save a changed case as one undoable step and tell the listeners; an equal case is no step."""
        old = self.store.records
        new = to_records(case_to_raw(changed))
        difference = changes(old, new)
        if not difference:
            return
        self.store.commit(difference, operation=operation, params=dict(params or {}), now=self.now())
        self.case = changed
        self._changed()

    def _changed(self) -> None:
        self._checked = None
        self.summarise()
        self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def summarise(self) -> None:
        """Keep the line that the list of cases shows up to date."""
        result = self.check()
        form = self.case.filings[0].form if self.case.filings else ""
        blocking = sum(1 for f in result.findings if f.severity.rank == 0)
        counts = {"papers": len(self.case.documents), "blocking": blocking}
        changed = self.now().isoformat(timespec="seconds")
        self.store.set_summary({"label": self.case.label, "form": form, "changed": changed, **counts})

    def undo(self) -> Step | None:
        """Take back the last step, also one of an earlier day; None when nothing is left."""
        return self._stepped(self.store.undo(now=self.now()))

    def redo(self) -> Step | None:
        """Bring back the step undone last."""
        return self._stepped(self.store.redo(now=self.now()))

    def _stepped(self, step: object) -> Step | None:
        if step is None:
            return None
        self.case = self._load()
        self._changed()
        params = getattr(step, "params", {})
        return Step(self.store.rev, str(getattr(step, "operation", "")), dict(params))

    def start_filing(self, form_id: str) -> Filing:
        """Choose a form for this case. Raises Refused for a form the catalogue has not."""
        form = self.catalog.form(form_id)
        if form is None:
            raise edits.Refused("no-such-form", edits.NO_SUCH_FORM, {"form": form_id})
        self.apply(edits.start_filing(self.case, form), "start_filing", {"form": form.number})
        return self.filing()

    def answer(self, path: str, raw: JsonValue | Answer) -> None:
        """Answer a question. Raises Refused with a kind sentence; the case is then as it was."""
        changed = edits.set_answer(self.case, self.catalog, self.filing(), path, raw)
        self.apply(changed, "answer", {"path": path})

    def dont_know(self, path: str) -> None:
        """Answer "I don't know yet"."""
        self.apply(edits.mark_unknown(self.case, self.catalog, self.filing(), path), "answer", {"path": path})

    def does_not_apply(self, path: str) -> None:
        """Answer "does not apply"."""
        changed = edits.mark_not_applicable(self.case, self.catalog, self.filing(), path)
        self.apply(changed, "answer", {"path": path})

    def clear_answer(self, path: str) -> None:
        """Take an answer back as if never asked."""
        self.apply(edits.clear_answer(self.case, self.filing(), path), "clear_answer", {"path": path})

    def meet(self, document_id: str, requirement_id: str) -> None:
        """Put a paper to a requirement."""
        changed = edits.meet(self.case, self.catalog, document_id, requirement_id)
        self.apply(changed, "meet", {"document": document_id, "requirement": requirement_id})

    def unmeet(self, document_id: str, requirement_id: str) -> None:
        """Take a paper away from a requirement."""
        changed = edits.unmeet(self.case, self.catalog, document_id, requirement_id)
        self.apply(changed, "unmeet", {"document": document_id, "requirement": requirement_id})

    def describe(self, document_id: str, **keys: JsonValue) -> None:
        """Say something about a paper itself: kind, about, issued, language, sides ... None takes it away."""
        changed = edits.change_document(self.case, self.catalog, document_id, **keys)
        self.apply(changed, "describe", {"document": document_id})

    def state(self, document_id: str, fact: str, value: JsonValue) -> None:
        """Write down what a paper says about a fact; an empty value takes it away."""
        changed = edits.state(self.case, self.catalog, document_id, fact, value)
        self.apply(changed, "state", {"document": document_id})

    def remove_document(self, document_id: str) -> None:
        """Take a paper out of the case; undo brings it back."""
        self.apply(edits.remove_document(self.case, document_id), "remove", {"document": document_id})

    def start_package(self, package_id: str) -> Filing:
        """Start all forms of a package. Raises Refused for a package the catalogue has not."""
        package = next((p for p in self.catalog.packages() if p.id == package_id), None)
        if package is None:
            raise edits.Refused("no-such-form", edits.NO_SUCH_FORM, {"form": package_id})
        changed = edits.start_package(self.case, self.catalog, package)
        self.apply(changed, "start_package", {"package": package.title})
        return self.filing()

    def start(self, name: str) -> Filing:
        """Start the form or the package of that id. Raises Refused when there is neither."""
        if any(p.id == name for p in self.catalog.packages()):
            return self.start_package(name)
        return self.start_filing(name)

    def explain(self, finding_key: str, text: str, *, prints: bool) -> None:
        """Keep the person's words about a finding; an empty text takes them away. `prints`: also in the packet."""
        finding = next((f for f in self.check().findings if f.key == finding_key), None)
        if finding is not None:
            label = self.views().subject(finding.about[0]) if finding.about else ""
            changed = explaining.explain(self.case, finding, text, prints=prints, title=label)
            self.apply(changed, "explain", {"finding": finding.id})

    def choose_filing(self, filing_id: str) -> None:
        """Work on another form of this case; nothing is changed by it."""
        if self.case.filing(filing_id) is not None:
            self._filing = filing_id
            self._tell()

    # looking -----------------------------------------------------------------------------------------

    def filing(self) -> Filing:
        """The filing worked on. Raises NoFiling while no form is chosen."""
        if not self.case.filings:
            raise NoFiling("no-filing", NO_FILING)
        return self.case.filing(self._filing) or self.case.filings[0]

    def check(self) -> CheckResult:
        """The case checked as of today; worked out once for each state of the case."""
        if self._checked is None or self._checked[0] is not self.case:
            self._checked = (self.case, check_case(self.case, self.catalog, self.now().date()))
        return self._checked[1]

    def views(self) -> Views:
        """The case in words."""
        filing = self.filing()
        form = self.catalog.form(filing.form)
        assert form is not None
        today = self.case.today or self.now().date()
        scope = scope_of(self.case, filing, self.catalog, today)
        return Views(self.case, self.catalog, filing, self.check(), scope)

    def books(self) -> Books:
        """What reading papers needs to know."""
        from applicant_helper.reading.paper import Books

        today = self.case.today or self.now().date()
        return Books(self.catalog, today, self._filing_day() or today)

    def _filing_day(self) -> date | None:
        """The day the person plans to send it, when one day was named."""
        own = self.case.filings[0].facts if self.case.filings else {}
        answer = own.get("date") or self.case.filing_defaults.get("date")
        value = answer.value if answer is not None and answer.has_value else None
        return value.exact() if isinstance(value, PartialDate) else value if isinstance(value, date) else None

    def paper_path(self, sha256: str, name: str, *, is_compared: bool = False) -> Path:
        """Where the stored copy of a paper called `name` lies; its content compared first when that is asked for.

        Raises PaperChanged. A readable copy of a protected paper is compared while it is made.
        """
        try:
            if is_compared and not self.store.is_protected:
                self.store.verify_object(sha256)
            return self.store.object_path(sha256)
        except CaseDamaged as cause:
            raise PaperChanged("paper-changed", PAPER_CHANGED, {"paper": name}) from cause

    def stored_copy(self, sha256: str) -> Path | None:
        """Where the stored copy of a paper lies; None when there is none any more."""
        try:
            path = self.store.object_path(sha256) if sha256 else None
        except CaseDamaged:
            return None
        return path if path is not None and path.is_file() else None

    def papers_out(self) -> AbstractContextManager[None]:
        """Inside, papers of a protected case may lie readable; after it their copies are gone."""
        return self.store.papers_out()

    def work_folder(self, size: int = 0) -> Path:
        """Where unfinished files of about `size` bytes may lie; emptied when the case is opened or closed."""
        return self.store.work_folder(size)

    def font_cache(self) -> Path:
        """Where cut fonts are kept. Which letters a protected case needs stays with the case."""
        return self.work_folder() if self.store.is_protected else self.cache

    def papers_without_requirement(self) -> Iterable[str]:
        """Ids of papers that no requirement counts yet."""
        return [d.id for d in self.case.documents if not d.meets]
