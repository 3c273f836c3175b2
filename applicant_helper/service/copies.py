"""Earlier copies of a case: list, look, bring back. And removing for good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from applicant_helper import i18n
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.casefile.reader import read_case
from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.i18n import say, say_many
from applicant_helper.service import factwords, words
from applicant_helper.service.records import from_records
from applicant_helper.service.session import Session
from applicant_helper.storage.forgetting import Forgotten, forget
from applicant_helper.storage.snapshots import Snapshot

REASONS: Mapping[str, str] = {
    "open": N_("when the case was opened"),
    "auto": N_("while working"),
    "before-restore": N_("before an earlier copy was brought back"),
    "after-forget": N_("after removing for good"),
    "before-import": N_("before papers were taken in"),
}
BEFORE_FORMAT = N_("before the case was brought to a newer format")
ASK_FORGET = N_(
    "Remove for good every earlier answer, every earlier copy and every paper that was taken out of this case? "
    "The case as it is now stays. Undo cannot bring them back."
)
NO_SUCH_COPY = N_("There is no copy number {number}. There are {count}.")
NO_DIFFERENCE = N_("Nothing differs from the case as it is now.")


@dataclass(frozen=True, slots=True)
class Copy:
    """One earlier copy: its name, when it was made (local time), why in words, and how far back it is."""

    name: str
    when: datetime
    why: str
    steps_back: int

    def text(self) -> str:
        """One line."""
        day = i18n.format_date(self.when.date())
        back = say_many("{n} change ago", "{n} changes ago", self.steps_back) if self.steps_back else ""
        place = say("{date}, {time}, {why}", date=day, time=self.when.strftime("%H:%M"), why=self.why)
        return f"{place} ({back})" if back else place


def copies(session: Session) -> tuple[Copy, ...]:
    """The kept copies that are earlier than the case is now, newest first.

    One of the present is left out: opening makes it, and the numbers seen before would not hold any more.
    """
    now = session.store.rev
    zone = session.now().tzinfo
    return tuple(copy_of(k, now - k.rev, zone) for k in session.store.snapshots() if k.rev != now)


def copy_of(kept: Snapshot, steps_back: int, zone: tzinfo | None) -> Copy:
    """A stored copy in words; `steps_back` is 0 when nobody knows."""
    why = i18n.gettext(REASONS.get(kept.reason, BEFORE_FORMAT))
    return Copy(kept.name, kept.when.astimezone(zone), why, steps_back)


class NoSuchCopy(ApplicantHelperError):
    """A number that no copy has."""

    exit_code = ExitCode.USAGE


def no_such_copy(number: int, count: int) -> NoSuchCopy:
    """The refusal of a number."""
    return NoSuchCopy("no-such-copy", NO_SUCH_COPY, {"number": str(number), "count": str(count)})


def numbered(kept: Sequence[Copy], number: int) -> Copy:
    """The copy with a number from the list, counted from 1. Raises NoSuchCopy."""
    if not 1 <= number <= len(kept):
        raise no_such_copy(number, len(kept))
    return kept[number - 1]


def look(session: Session, name: str) -> Iterator[str]:
    """What a copy holds and what differs from now, in lines. Raises CaseNotFound, CaseDamaged."""
    then = session.store.read_snapshot(name)
    case, _problems = read_case(from_records(then), session.catalog.vocabulary)
    papers = say_many("{n} paper", "{n} papers", len(case.documents))
    answers = say_many("{n} answer", "{n} answers", sum(1 for key in then if _is_answer(key)))
    yield say("This copy holds {papers} and {answers}.", papers=papers, answers=answers)
    now = session.store.records
    differing = sorted(key for key in {*now, *then} if now.get(key) != then.get(key) and _counts(key))
    if not differing:
        yield i18n.gettext(NO_DIFFERENCE)
    for key in differing:
        if key not in then:
            yield say("Not in the copy: {what}", what=_what(session, key, now))
        elif key not in now:
            yield say("Only in the copy: {what}", what=_what(session, key, then))
        else:
            yield say("Different in the copy: {what}", what=_what(session, key, now))


def restore(session: Session, name: str) -> None:
    """Bring an earlier copy back as one step that can be undone; the present is copied first."""
    session.restored(session.store.restore_snapshot(name, now=session.now()))


def forget_removed(session: Session) -> Forgotten:
    """Remove for good what is no longer in the case: earlier values, copies, papers that were taken out."""
    session.lose_track()
    done = forget(session.store, now=session.now())
    session.restored(session.store.rev)
    return done


def forgotten_text(done: Forgotten) -> str:
    """What was removed, in one sentence."""
    values = say_many("{n} earlier answer", "{n} earlier answers", done.values)
    kept = say_many("{n} earlier copy", "{n} earlier copies", done.copies)
    papers = say_many("{n} paper", "{n} papers", done.documents)
    return say("Removed for good: {values}, {copies}, {papers}.", values=values, copies=kept, papers=papers)


def _is_answer(key: str) -> bool:
    return key.startswith(("people/", "filing/", "case/", "marriages/"))


def _counts(key: str) -> bool:
    return not key.startswith("order/") and key != "meta"


def _what(session: Session, key: str, records: Mapping[str, JsonValue]) -> str:
    head, _, rest = key.partition("/")
    if head == "documents":
        row = records.get(key)
        name = row.get("original_name") if isinstance(row, dict) else None
        return str(name or rest)
    if head == "people":
        who, _, fact = rest.partition("/")
        person = session.case.people.get(who)
        label = factwords.fact_label(session.catalog, fact)
        return f"{label} ({words.person_name(person)})" if person is not None else label
    if head in {"filing", "case"}:
        return factwords.fact_label(session.catalog, f"{head}.{rest}")
    if head == "filings":
        row = records.get(key)
        form = session.catalog.form(str(row.get("form"))) if isinstance(row, dict) else None
        return form.number if form is not None else rest
    return words.word(session.catalog, head)
