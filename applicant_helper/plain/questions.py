"""Answering questions: those still open one after another, or any one again."""

from __future__ import annotations

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.i18n import say
from applicant_helper.plain.lists import edit_list
from applicant_helper.plain.talk import Talk, pick
from applicant_helper.service.items import TAKE_AWAY, is_list
from applicant_helper.service.session import Session
from applicant_helper.service.viewshapes import QuestionView

DONT_KNOW, NOT_APPLICABLE = "d", "x"
NOT_SURE = " ?"


def questions_menu(talk: Talk, session: Session) -> None:
    """Open questions one by one, or a question of a topic again."""
    talk.gap()
    still_open = len(session.views().open_questions())
    talk.say(say("Questions still open: {n}.", n=still_open))
    choices = [("open", _("Answer the open questions, one after another"))] if still_open else []
    choices.append(("again", _("Look at an answer or change it")))
    if talk.choose(choices) == "open":
        answer_open(talk, session)
    else:
        answer_again(talk, session)


def answer_open(talk: Talk, session: Session) -> None:
    """Ask what is open until nothing is. A question left for now is not asked again in this round."""
    left: set[str] = set()
    number = 1
    while True:
        rows = [q for q in session.views().open_questions() if q.path not in left]
        if not rows:
            break
        talk.gap()
        talk.say(say("Question {number} of about {total}", number=number, total=number + len(rows) - 1))
        path = rows[0].path
        ask_question(talk, session, rows[0])
        if session.views().answer_to(path) is None:
            left.add(path)
        number += 1
    talk.say(
        _("These are all questions for now.") if not left else _("The questions you left are still open.")
    )


def answer_again(talk: Talk, session: Session) -> None:
    """Choose a topic, then one of its questions, and answer it again."""
    views = session.views()
    used = {q.topic for q in views.questions()}
    talk.say(_("Which topic?"))
    topic = talk.choose([(t, title) for t, title in views.topics() if t in used])
    talk.say(_("Which question?"))
    rows = [q for q in views.questions() if q.topic == topic]
    texts = [(q.path, say("{question} Answer: {answer}", question=q.ask, answer=q.answer)) for q in rows]
    answer_path(talk, session, talk.choose(texts))


def answer_path(talk: Talk, session: Session, path: str) -> bool:
    """Ask the question of that path. False when the form has no such question or it was left."""
    found = next((q for q in session.views().questions() if q.path == path), None)
    if found is None:
        talk.say(say("The form has no question about this: {fact}", fact=session.views().subject(path)))
        return False
    talk.gap()
    return ask_question(talk, session, found)


def ask_question(talk: Talk, session: Session, question: QuestionView) -> bool:
    """One question until it is answered. False when it was left for now."""
    talk.say(question.ask)
    talk.say(say("Why we ask: {why}", why=question.why))
    if question.is_answered:
        talk.say(say("Answer now: {answer}", answer=question.answer))
    if is_list(session, question.path):
        return edit_list(talk, session, question.path)
    choices = _choices(question)
    for number, (_value, text) in enumerate(choices, start=1):
        talk.say(f"{number}. {text}")
    if question.example and not choices:
        talk.say(say("Write it like {example}.", example=question.example))
    talk.say(_("Or: d I don't know yet, x does not apply, Enter to leave it for now, ? help."))
    while True:
        typed = talk.line(_help(question))
        if not typed:
            return False
        try:
            if not _take(talk, session, question, choices, typed):
                continue
        except ApplicantHelperError as problem:
            talk.refuse(problem)
        else:
            return True


def _choices(question: QuestionView) -> tuple[tuple[str, str], ...]:
    if question.kind == "yes_no":
        return (("yes", _("Yes")), ("no", _("No")))
    return question.choices


def _take(
    talk: Talk,
    session: Session,
    question: QuestionView,
    choices: tuple[tuple[str, str], ...],
    typed: str,
) -> bool:
    """Save one typed answer. False when it must be typed again."""
    if typed == DONT_KNOW:
        session.dont_know(question.path)
    elif typed == NOT_APPLICABLE:
        session.does_not_apply(question.path)
    elif typed == TAKE_AWAY:
        session.clear_answer(question.path)
        talk.say(say("The answer about {fact} is taken away.", fact=session.views().subject(question.path)))
        return True
    else:
        is_sure = not typed.endswith(NOT_SURE)
        text = typed if is_sure else typed.removesuffix(NOT_SURE).strip()
        place = pick(text, choices) if choices else None
        if choices and place is None:
            talk.say(say("Write a number from 1 to {last}, or press Enter to leave it.", last=len(choices)))
            return False
        value: JsonValue = choices[place][0] if place is not None else text
        session.answer(question.path, value if is_sure else {"is": "provisional", "value": value})
    views = session.views()
    slots = {"fact": views.subject(question.path), "answer": views.answer_words(question.path)}
    talk.say(say("Saved. {fact}: {answer}", **slots))
    return True


def _help(question: QuestionView) -> tuple[str, ...]:
    example = say("Write it like {example}.", example=question.example) if question.example else ""
    return (
        question.help,
        example,
        _("d is I don't know yet. x is does not apply. - takes the answer away. Enter leaves it for now."),
        _("Not sure? Put a space and ? behind your answer."),
    )
