"""Typed values in the form the case file keeps them: ISO dates, plain numbers, records as mappings."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from applicant_helper.core.answers import SOME, Answer, AnswerState, JsonValue, Record
from applicant_helper.core.values.dates import PartialDate
from applicant_helper.core.values.money import Money
from applicant_helper.core.values.names import PersonName
from applicant_helper.core.vocabulary import FieldType


def canonical(answer: Answer, field_type: FieldType) -> JsonValue:
    """The case-file form of an answer that was typed."""
    if not answer.has_value:
        return answer.raw
    value = canonical_value(answer.value)
    if answer.state is AnswerState.PROVISIONAL:
        return {"is": "provisional", "value": value}
    return value


def canonical_value(value: object) -> JsonValue:
    """The case-file form of one typed value."""
    if value is SOME:
        return "some"
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Record):
        return {key: canonical(a, FieldType("any")) for key, a in value.fields.items()}
    if isinstance(value, (tuple, list)):
        return [canonical_value(v) for v in value]
    for kind, write in WRITERS:
        if isinstance(value, kind):
            return write(value)
    return str(value)


def _date(value: PartialDate) -> JsonValue:
    """A date that can be read two ways stays as it was written; nobody has said which it is."""
    return value.as_written if value.others and value.as_written else value.iso()


def _money(value: Money) -> JsonValue:
    amount = _number(value.amount)
    return amount if value.currency == "USD" else {"amount": amount, "currency": value.currency}


def _number(value: Decimal) -> JsonValue:
    return int(value) if value == value.to_integral_value() else float(value)


def _name(value: PersonName) -> JsonValue:
    if value.free:
        return f"{value.free} {value.suffix}".strip()
    parts = {k: getattr(value, k) for k in ("family", "given", "middle", "suffix", "native")}
    raw: dict[str, JsonValue] = {k: v for k, v in parts.items() if v}
    if value.single:
        raw["single"] = True
    return raw


WRITERS: tuple[tuple[type, Callable[..., JsonValue]], ...] = (
    (PartialDate, _date),
    (Money, _money),
    (Decimal, _number),
    (PersonName, _name),
)
