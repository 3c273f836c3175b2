"""A question whose answer is a list: add, change or take away one item after another."""

from __future__ import annotations

from collections.abc import Mapping

from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.fields import ENDED, ask_field
from applicant_helper.plain.talk import Back, Talk
from applicant_helper.service.items import (
    FieldView,
    ItemRefused,
    check_field,
    item_fields,
    items,
    remove_item,
    save_item,
    say_none,
    say_some,
    typed_item,
)
from applicant_helper.service.session import Session


def edit_list(talk: Talk, session: Session, path: str) -> bool:
    """Edit one list answer until the person is done. False when it was left without an answer."""
    while True:
        listed = items(session, path)
        for item in listed:
            talk.say(say("Item {number}: {item}", number=item.index + 1, item=item.text))
        choice = talk.choose(_choices(listed_count=len(listed)), on_empty="done" if listed else "skip")
        if choice == "done":
            return True
        if choice == "skip":
            return False
        if choice in {"none", "some", "dont_know", "not_applicable"}:
            _say_state(session, path, choice)
            talk.say(say("Saved: {answer}.", answer=session.views().answer_words(path)))
            return True
        try:
            _change(talk, session, path, choice)
        except Back:
            talk.say(_("Nothing was changed."))


def _choices(*, listed_count: int) -> list[tuple[str, str]]:
    if listed_count:
        return [
            ("done", _("Go on; the list is as it should be")),
            ("add", _("Add another")),
            ("change", _("Change one")),
            ("remove", _("Take one away")),
        ]
    return [
        ("add", _("Add the first one")),
        ("none", _("There are none")),
        ("some", _("There are some; I will list them later")),
        ("dont_know", _("I don't know yet")),
        ("not_applicable", _("This does not apply to me")),
        ("skip", _("Leave it for now")),
    ]


def _say_state(session: Session, path: str, state: str) -> None:
    if state == "none":
        say_none(session, path)
    elif state == "some":
        say_some(session, path)
    elif state == "dont_know":
        session.dont_know(path)
    else:
        session.does_not_apply(path)


def _change(talk: Talk, session: Session, path: str, choice: str) -> None:
    if choice == "add":
        _type_item(talk, session, path, None)
        return
    listed = items(session, path)
    index = 0
    if len(listed) > 1:
        talk.say(_("Which one?"))
        index = talk.choose([(item.index, item.text) for item in listed])
    if choice == "remove":
        remove_item(session, path, index)
        talk.say(say("Taken away: {item}. Undo brings it back.", item=listed[index].text))
    else:
        _type_item(talk, session, path, index)


def _type_item(talk: Talk, session: Session, path: str, index: int | None) -> None:
    """Every field of one item, then save; a field that is not taken is asked again, the others are kept."""
    present = typed_item(session, path, index) if index is not None else {}
    fields = item_fields(session, path)
    typed: dict[str, str] = {}
    last_needed = max((i for i, f in enumerate(fields) if f.required), default=-1)
    for place, field in enumerate(fields):
        may_end = place > last_needed
        if place == last_needed + 1 and place:
            talk.say(_("The rest is optional. Write . to finish this item."))
        if _ask(talk, session, path, field, present, typed, may_end=may_end) == ENDED:
            break
    while True:
        try:
            save_item(session, path, index, typed)
            break
        except ItemRefused as problem:
            talk.refuse(problem)
            again = next(f for f in fields if f.key == problem.field)
            _ask(talk, session, path, again, present, typed, may_end=False)
    place = index if index is not None else len(items(session, path)) - 1
    talk.say(say("Saved: {item}", item=items(session, path)[place].text))


def _ask(
    talk: Talk,
    session: Session,
    path: str,
    field: FieldView,
    present: Mapping[str, str],
    typed: dict[str, str],
    *,
    may_end: bool,
) -> str:
    shown = typed.get(field.key) or present.get(field.key, "")

    def take(text: str) -> None:
        check_field(session, path, field.key, text, has_value=bool(shown))
        if text:
            typed[field.key] = text

    return ask_field(talk, field, shown, take, may_end=may_end)
