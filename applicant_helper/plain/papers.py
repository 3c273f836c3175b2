"""The papers of the case: correct the kind, say what one says, put it to a requirement, remove it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from applicant_helper.core.case import Document
from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.finding import Status
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.adding import tell_paper
from applicant_helper.plain.fields import ENDED, ask_field
from applicant_helper.plain.kinds import choose_kind
from applicant_helper.plain.lists import change_rows, tell_items
from applicant_helper.plain.readings import readings_menu, tell_notes
from applicant_helper.plain.talk import Back, Talk
from applicant_helper.service.paperfields import (
    describe_typed,
    paper_fields,
    people,
    set_about,
    set_translation_of,
)
from applicant_helper.service.papers import set_kind
from applicant_helper.service.session import Session
from applicant_helper.service.stateditems import StatedList, stated_lists
from applicant_helper.service.statements import StatedField, state_typed, stated_fields
from applicant_helper.service.viewing import view


def papers_menu(talk: Talk, session: Session) -> None:
    """Choose one paper after another and say more about it."""
    while True:
        talk.gap()
        if not session.case.documents:
            talk.say(_("There are no papers in this case yet."))
            return
        talk.say(_("Which paper?"))
        paper_menu(talk, session, talk.choose(_rows(session, session.case.documents)))


def _rows(session: Session, documents: Sequence[Document]) -> list[tuple[str, str]]:
    views = session.views()
    rows = []
    for paper in (views.paper(d) for d in documents):
        text = say("{kind}: {name}", kind=paper.kind_label, name=paper.name)
        rows.append((paper.id, text if paper.meets else say("Not put to anything yet. {paper}", paper=text)))
    return rows


def paper_menu(talk: Talk, session: Session, document_id: str) -> None:
    """Everything that can be done with one paper, until the person goes back or removes it."""
    doings: dict[str, Callable[[Talk, Session, str], None]] = {
        "kind": _correct_kind,
        "read": readings_menu,
        "says": _say_statements,
        "details": _say_details,
        "about": _say_about,
        "meet": put_to_requirement,
        "unmeet": _take_from_requirement,
        "translation": _say_translation,
        "look": _look,
        "remove": _remove,
    }
    while session.case.document(document_id) is not None:
        talk.gap()
        tell_paper(talk, session, document_id)
        tell_notes(talk, session, document_id)
        try:
            choice = talk.choose(_doings())
        except Back:
            return
        try:
            doings[choice](talk, session, document_id)
        except Back:
            talk.say(_("Back to the paper."))


def _doings() -> list[tuple[str, str]]:
    return [
        ("kind", _("Correct its kind")),
        ("read", _("Go through what was read from it")),
        ("says", _("Write down what it says")),
        ("details", _("Its date, language, copy and sides")),
        ("about", _("Say whom it is about")),
        ("meet", _("Put it to something on the list")),
        ("unmeet", _("Take it from something on the list")),
        ("translation", _("Say which paper it is a translation of")),
        ("look", _("Look at it in the viewer of this computer")),
        ("remove", _("Remove it from the case")),
    ]


def _correct_kind(talk: Talk, session: Session, document_id: str) -> None:
    kind = choose_kind(talk, session, document_id)
    if kind is None:
        talk.say(_("The kind is as it was."))
        return
    set_kind(session, document_id, kind)
    talk.say(_("The kind is changed."))


def _say_statements(talk: Talk, session: Session, document_id: str) -> None:
    rows, lists = stated_fields(session, document_id), stated_lists(session, document_id)
    if not rows and not lists:
        talk.say(_("Nothing needs to be written down from this kind of paper."))
        return
    talk.say(_("Write what the paper itself says, even if it is not what you expect. Write . to end."))
    _fill(talk, session, document_id, rows, state_typed)
    for stated in lists:
        _say_list(talk, stated)


def _say_list(talk: Talk, stated: StatedList) -> None:
    """One list that the paper states, item by item."""
    while True:
        talk.gap()
        talk.say(say("The paper lists: {fact}", fact=stated.label))
        tell_items(talk, stated)
        choices = [("done", _("Go on; nothing more to write down")), ("add", _("Add one"))]
        if stated.items():
            choices.extend([("change", _("Change one")), ("remove", _("Take one away"))])
        choice = talk.choose(choices, on_empty="done")
        if choice == "done":
            return
        try:
            change_rows(talk, stated, choice)
        except Back:
            talk.say(_("Nothing was changed."))


def _say_details(talk: Talk, session: Session, document_id: str) -> None:
    talk.say(_("About the paper itself. Write . to end."))
    _fill(talk, session, document_id, paper_fields(session, document_id), describe_typed)


def _fill(
    talk: Talk,
    session: Session,
    document_id: str,
    rows: Sequence[StatedField],
    take: Callable[[Session, str, str, str], None],
) -> None:
    """One field after another; each is saved when typed."""
    for row in rows:
        key = row.view.key
        typed = ask_field(
            talk,
            row.view,
            row.said,
            lambda text, k=key: take(session, document_id, k, text),  # type: ignore[misc]
            may_end=True,
        )
        if typed == ENDED:
            break
        if typed:
            talk.say(say("Saved. {fact}: {answer}", fact=row.view.label, answer=typed))


def _say_about(talk: Talk, session: Session, document_id: str) -> None:
    talk.say(_("Whom is it about?"))
    known = people(session)
    person = talk.choose(known)
    set_about(session, document_id, person)
    talk.say(say("Saved. It is about {person}.", person=dict(known)[person]))


def put_to_requirement(talk: Talk, session: Session, document_id: str) -> None:
    """Choose what on the list this paper answers; what fits its kind comes first."""
    document = session.case.document(document_id)
    assert document is not None
    views = session.views()
    has = {m.requirement for m in document.meets}
    form = session.catalog.form(session.filing().form)
    assert form is not None
    fits = {r.id for r in form.requirements if document.kind in r.kinds()}
    rows = [r for s in views.sections() for r in s.requirements if r.id not in has]
    rows = [r for r in rows if r.status is not Status.NOT_NEEDED or r.id in fits]
    rows.sort(key=lambda r: r.id not in fits)
    talk.say(_("What does it answer? What fits its kind comes first."))
    labels = {r.id: say("{status}: {requirement}", status=r.status_word, requirement=r.label) for r in rows}
    requirement = talk.choose(list(labels.items()))
    session.meet(document_id, requirement)
    now = {r.id: r for s in session.views().sections() for r in s.requirements}[requirement]
    talk.say(say("Put to: {requirement}", requirement=now.label))
    talk.say(say("{status}: {requirement}", status=now.status_word, requirement=now.label))


def _take_from_requirement(talk: Talk, session: Session, document_id: str) -> None:
    document = session.case.document(document_id)
    assert document is not None
    labels = {r.id: r.label for s in session.views().sections() for r in s.requirements}
    rows = [(m.requirement, labels.get(m.requirement, m.requirement)) for m in document.meets]
    if not rows:
        talk.say(_("It is not put to anything on the list yet."))
        return
    talk.say(_("Take it from which one?"))
    requirement = talk.choose(rows)
    session.unmeet(document_id, requirement)
    talk.say(
        say("Taken from: {requirement}. The paper stays in the case.", requirement=dict(rows)[requirement])
    )


def _say_translation(talk: Talk, session: Session, document_id: str) -> None:
    others = [d for d in session.case.documents if d.id != document_id]
    talk.say(_("Which paper is it a translation of?"))
    rows: list[tuple[str, str]] = [*_rows(session, others), ("", _("None; it is not a translation"))]
    original = talk.choose(rows)
    set_translation_of(session, document_id, original or None)
    talk.say(_("Saved."))


def _look(talk: Talk, session: Session, document_id: str) -> None:
    try:
        view(session, document_id)
    except ApplicantHelperError as refusal:
        talk.refuse(refusal)


def _remove(talk: Talk, session: Session, document_id: str) -> None:
    document = session.case.document(document_id)
    assert document is not None
    name = document.title_name
    if talk.agrees(say("Remove {name} from the case? Your own file stays where it is.", name=name)):
        session.remove_document(document_id)
        talk.say(say("Removed: {name}. Undo brings it back.", name=name))
