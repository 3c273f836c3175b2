"""The papers just taken in, in words: what each seems to be and why, and what it seems to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from applicant_helper import i18n
from applicant_helper.core.case import Document
from applicant_helper.core.errors import fill
from applicant_helper.core.text import safe_line
from applicant_helper.i18n import say, say_many
from applicant_helper.reading.paper import PaperReading
from applicant_helper.service import edits
from applicant_helper.service.proposals import ProposalView, proposals
from applicant_helper.service.readings import UNKNOWN
from applicant_helper.service.session import Session

if TYPE_CHECKING:
    from applicant_helper.service.papers import AddReport

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_PLACE = re.compile(r"(\w+), page (\d+)")
LIKELY = 3
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One paper as the list of new papers shows it. `same_as` names a paper with equal content."""

    key: str
    name: str
    kind_text: str
    is_sure: bool
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """One paper with its reasons. `likely` holds kinds to choose from by number while it is not sure."""

    name: str
    pages: str
    because: str
    likely: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    readings: tuple[str, ...]


def row(session: Session, document_id: str, same_as: str | None = None) -> Row:
    """A paper of the case as a row. Raises Refused for no such paper."""
    document = edits.find_document(session.case, document_id)
    is_sure = not is_unknown(document)
    other = session.case.document(same_as) if same_as else None
    return Row(
        key=document_id,
        name=safe_line(document.title_name),
        kind_text=kind_label(session, document.kind) if is_sure else i18n.gettext("What is this?"),
        is_sure=is_sure,
        same_as=safe_line(other.title_name) if other is not None else "",
    )


def coming_row(session: Session, reading: PaperReading, kind: str | None) -> Row:
    """A paper that was read and is about to be taken in."""
    name = safe_line(reading.look.original_name)
    text = kind_label(session, kind) if kind is not None else i18n.gettext("What is this?")
    return Row("", name, text, kind is not None)


def details(session: Session, document_id: str, most: int | None = None) -> Details:
    """A paper of the case with what was read, at most so many readings. Raises Refused for no such paper."""
    document = edits.find_document(session.case, document_id)
    reading = session.readings.of(document)
    shown = [p for p in proposals(session, document_id) if p.state == "open"]
    room = SHOWN if most is None else most
    lines = [reading_line(p) for p in shown[:room]]
    if len(shown) > room:
        lines.append(say_many("and {n} more", "and {n} more", len(shown) - room))
    return Details(
        name=safe_line(document.title_name),
        pages=say_many("{n} page", "{n} pages", document.number("pages") or 0),
        because=because(session, document),
        likely=likely(session, document) if is_unknown(document) else (),
        notes=(*notes(reading), *filter(None, (blank_line(reading),))),
        readings=tuple(lines),
    )


def is_unknown(document: Document) -> bool:
    """Whether the kind of a paper still has to be said."""
    return document.kind == UNKNOWN and not document.meets


def because(session: Session, document: Document) -> str:
    """Why a paper is taken for its kind; empty when the person chose it or nothing speaks for it."""
    reading = session.readings.of(document)
    if reading is None or not reading.guesses:
        return ""
    best = reading.guesses[0]
    if document.kind not in {best.kind, UNKNOWN}:
        return ""
    return guess_reason(best)


def guess_reason(guess: object) -> str:
    """The sentence that explains a guess."""
    message = getattr(guess, "message", "")
    if message:
        params = {k: safe_line(str(v)) for k, v in getattr(guess, "params", {}).items()}
        return fill(i18n.gettext(message), params)
    words = ", ".join(safe_line(w) for w in getattr(guess, "because", ()))
    return say("It has these words: {words}.", words=words) if words else ""


def notes(reading: PaperReading | None) -> tuple[str, ...]:
    """What is to be told about a paper as a whole."""
    found = reading.notes if reading is not None else ()
    return tuple(fill(i18n.gettext(n.message), _slots(n.params)) for n in found)


def blanks(reading: PaperReading | None) -> tuple[str, ...]:
    """Places of a form that are empty and must not stay so, each with what the instructions say to write."""
    form = reading.form if reading is not None else None
    found = form.blanks if form is not None else ()
    return tuple(fill(i18n.gettext(n.message), _slots(n.params)) for n in found)


def blank_line(reading: PaperReading | None) -> str:
    """How many places of a form must not stay empty; nothing when none."""
    count = len(blanks(reading))
    if not count:
        return ""
    return say_many(
        "{n} place on the form is empty and needs an answer.",
        "{n} places on the form are empty and need an answer.",
        count,
    )


def _slots(params: Mapping[str, str]) -> dict[str, str]:
    shown = {k: _slot(k, v) for k, v in params.items()}
    if "reason_at" in params:
        shown["reason"] = i18n.data_text(params["reason_at"], shown["reason"])
    return shown


def _slot(name: str, value: str) -> str:
    """A value of a note, safe to show: days with the month as a word, roles by their word."""
    text = safe_line(value)
    if _ISO.fullmatch(text):
        return i18n.format_date(date.fromisoformat(text))
    if name == "places":
        return _PLACE.sub(lambda m: say("{role}, page {page}", role=_role(m[1]), page=m[2]), text)
    return _role(text) if name == "role" else text


def _role(role: str) -> str:
    return i18n.data_text(f"vocabulary/labels.{role}", role.replace("_", " "))


def reading_line(view: ProposalView) -> str:
    """A reading on one line: what, the value, the page."""
    value = " / ".join(text for _key, text in view.choices) if view.choices else view.text
    line = say("{label}: {value} (page {page})", label=view.label, value=value, page=str(view.page))
    return line if view.is_sure else f"? {line}"


def kind_rows(session: Session, document_id: str) -> list[tuple[str, str]]:
    """Every kind to choose from; the likely ones first. Raises Refused for no such paper."""
    found = likely(session, edits.find_document(session.case, document_id))
    first = {kind for kind, _label in found}
    rest = [(k, kind_label(session, k)) for k in session.catalog.vocabulary.kinds if k not in first]
    return [*found, *sorted(rest, key=lambda r: r[1].casefold())]


def kind_label(session: Session, kind: str) -> str:
    """A kind of paper in words."""
    spec = session.catalog.vocabulary.kinds[kind]
    return i18n.data_text(f"vocabulary/document_kinds.{kind}.label", spec.label)


def folder_words(report: AddReport) -> Iterator[str]:
    """What in the given folders was not looked at, so that nobody thinks it was."""
    if report.was_cancelled:
        yield i18n.gettext("Stopped. The other files were not added.")
    if report.passed_over:
        yield say_many(
            "{n} file of another kind was passed over.",
            "{n} files of other kinds were passed over.",
            report.passed_over,
        )
    if report.closed_folders:
        yield say_many(
            "{n} folder could not be opened.", "{n} folders could not be opened.", report.closed_folders
        )
    if report.is_cut:
        yield i18n.gettext("The folder holds more than was looked at. Add its inner folders one by one.")


def likely(session: Session, document: Document) -> tuple[tuple[str, str], ...]:
    """The likeliest kinds of a paper with their labels, at most LIKELY."""
    reading = session.readings.of(document)
    guesses: Sequence[object] = reading.guesses[:LIKELY] if reading is not None else ()
    kinds = [str(getattr(g, "kind", "")) for g in guesses]
    return tuple((k, kind_label(session, k)) for k in kinds if k in session.catalog.vocabulary.kinds)
