"""A question whose answer is a list: add, change or take away one item after another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.fields import ENDED, ask_field
from applicant_helper.plain.talk import Back, Talk
from applicant_helper.service.items import (
    AnswerList,
    FieldView,
    ItemRefused,
    keeps_states,
    say_none,
    say_some,
)
from applicant_helper.service.session import Session
from applicant_helper.service.stateditems import StatedList

Rows: TypeAlias = AnswerList | StatedList


def edit_list(talk: Talk, session: Session, path: str) -> bool:
    """Edit one list answer until the person is done. False when it was left without an answer."""
    rows = AnswerList(session, path)
    while True:
        listed = rows.items()
        tell_items(talk, rows)
        choices = _choices_with_items() if listed else _choices_without(path)
        choice = talk.choose(choices, on_empty="done" if listed else "skip")
        if choice == "done":
            return True
        if choice == "skip":
            return False
        if choice == "none" and not keeps_states(path):
            talk.say(_("Nothing was changed."))
            return True
        if choice in {"none", "some", "dont_know", "not_applicable"}:
            _say_state(session, path, choice)
            talk.say(say("Saved: {answer}.", answer=session.views().answer_words(path)))
            return True
        try:
            change_rows(talk, rows, choice)
        except Back:
            talk.say(_("Nothing was changed."))


def tell_items(talk: Talk, rows: Rows) -> None:
    """The items so far, one a line."""
    for item in rows.items():
        talk.say(say("Item {number}: {item}", number=item.index + 1, item=item.text))


def _choices_with_items() -> list[tuple[str, str]]:
    return [
        ("done", _("Go on; the list is as it should be")),
        ("add", _("Add another")),
        ("change", _("Change one")),
        ("remove", _("Take one away")),
    ]


def _choices_without(path: str) -> list[tuple[str, str]]:
    choices = [
        ("add", _("Add the first one")),
        ("none", _("There are none")),
        ("some", _("There are some; I will list them later")),
        ("dont_know", _("I don't know yet")),
        ("not_applicable", _("This does not apply to me")),
        ("skip", _("Leave it for now")),
    ]
    return choices if keeps_states(path) else [c for c in choices if c[0] in {"add", "none", "skip"}]


def _say_state(session: Session, path: str, state: str) -> None:
    if state == "none":
        say_none(session, path)
    elif state == "some":
        say_some(session, path)
    elif state == "dont_know":
        session.dont_know(path)
    else:
        session.does_not_apply(path)


def change_rows(talk: Talk, rows: Rows, choice: str) -> None:
    """Add, change or remove one item."""
    if choice == "add":
        _type_item(talk, rows, None)
        return
    listed = rows.items()
    index = 0
    if len(listed) > 1:
        talk.say(_("Which one?"))
        index = talk.choose([(item.index, item.text) for item in listed])
    if choice == "remove":
        rows.remove(index)
        talk.say(say("Taken away: {item}. Undo brings it back.", item=listed[index].text))
    else:
        _type_item(talk, rows, index)


def _type_item(talk: Talk, rows: Rows, index: int | None) -> None:
    """Every field of one item, then save; a field that is not taken is asked again, the others are kept."""
    present = rows.typed(index) if index is not None else {}
    fields = rows.fields()
    typed: dict[str, str] = {}
    last_needed = max((i for i, f in enumerate(fields) if f.required), default=-1)
    for place, field in enumerate(fields):
        may_end = place > last_needed
        if place == last_needed + 1 and place:
            talk.say(_("The rest is optional. Write . to finish this item."))
        if _ask(talk, rows, field, present, typed, may_end=may_end) == ENDED:
            break
    while True:
        try:
            rows.save(index, typed)
            break
        except ItemRefused as problem:
            talk.refuse(problem)
            again = next(f for f in fields if f.key == problem.field)
            _ask(talk, rows, again, present, typed, may_end=False)
    place = index if index is not None else len(rows.items()) - 1
    talk.say(say("Saved: {item}", item=rows.items()[place].text))


def _ask(
    talk: Talk,
    rows: Rows,
    field: FieldView,
    present: Mapping[str, str],
    typed: dict[str, str],
    *,
    may_end: bool,
) -> str:
    shown = typed.get(field.key) or present.get(field.key, "")

    def take(text: str) -> None:
        rows.check(field.key, text, has_value=bool(shown))
        if text:
            typed[field.key] = text

    return ask_field(talk, field, shown, take, may_end=may_end)
