"""Reads one raw value as its vocabulary type says; refusals become problems with a path."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal

from applicant_helper.core.answers import (
    DONT_KNOW,
    NOT_APPLICABLE,
    SOME,
    Answer,
    AnswerState,
    JsonValue,
    Record,
)
from applicant_helper.core.casefile.problems import Problems
from applicant_helper.core.marks import N_
from applicant_helper.core.text import clean_text
from applicant_helper.core.values.countries import parse_country
from applicant_helper.core.values.dates import parse_date
from applicant_helper.core.values.identifiers import (
    parse_a_number,
    parse_ead_category,
    parse_i94_number,
    parse_passport_number,
    parse_receipt_number,
    parse_ssn,
    parse_uci,
    parse_uscis_account,
)
from applicant_helper.core.values.money import parse_money
from applicant_helper.core.values.names import parse_name
from applicant_helper.core.values.refusal import Refusal
from applicant_helper.core.values.simple import parse_number, parse_yes_no
from applicant_helper.core.vocabulary import FieldType, RecordSpec, Vocabulary

NOT_A_LIST = N_("A list is expected here: [] for none, or one item a line starting with a dash.")
NOT_A_MAPPING = N_("This needs named parts, for example {example}.")
NOT_A_WORD = N_("This needs a word or a sentence.")
NOT_A_CHOICE = N_('"{value}" is not one of the answers. Use one of: {choices}.')
NOT_A_STATE = N_('"{value}" is not a state. Use dont_know, not_applicable, or provisional with a value.')
NEEDED = N_('"{key}" is needed here.')
READ_AS_BOOLEAN = N_("This was read as yes or no. Put the word in quotation marks.")

_FORM_ID = re.compile(r"^[a-z]{2,6}/[a-z0-9-]+$")
NOT_A_FORM_ID = N_('"{value}" does not name a form. Write it like us/n-400.')

TEXT_PARSERS: Mapping[str, Callable[[str], object]] = {
    "a_number": parse_a_number,
    "receipt_number": parse_receipt_number,
    "i94_number": parse_i94_number,
    "ssn": parse_ssn,
    "uscis_account": parse_uscis_account,
    "uci": parse_uci,
    "passport_number": parse_passport_number,
    "ead_category": parse_ead_category,
    "country": parse_country,
    "money": parse_money,
}

Order = Literal["ymd", "mdy", "dmy", "unknown"]


class ValueReader:
    """Reads values of one case file. `order` is the day/month order that its dates are written in."""

    def __init__(self, vocabulary: Vocabulary, problems: Problems) -> None:
        self.vocabulary = vocabulary
        self.problems = problems

    def answer(self, field_type: FieldType, raw: JsonValue, path: str, order: Order = "mdy") -> Answer | None:
        """The answer `raw` gives, or None when it gives none (absent) or was refused (see problems)."""
        if raw is None:
            return None
        if isinstance(raw, dict) and set(raw) <= {"is", "value"} and "is" in raw:
            return self._stated(field_type, raw, path, order)
        value = self.value(field_type, raw, path, order)
        return None if value is None else Answer(AnswerState.KNOWN, value, raw)

    def _stated(
        self, field_type: FieldType, raw: dict[str, JsonValue], path: str, order: Order
    ) -> Answer | None:
        state = raw["is"]
        if state == "dont_know":
            return DONT_KNOW
        if state == "not_applicable":
            return NOT_APPLICABLE
        if state == "provisional":
            value = self.value(field_type, raw.get("value"), path, order)
            return None if value is None else Answer(AnswerState.PROVISIONAL, value, raw)
        self.problems.add(path, NOT_A_STATE, {"value": str(state)})
        return None

    def value(self, field_type: FieldType, raw: JsonValue, path: str, order: Order = "mdy") -> object | None:
        """The typed value of `raw`, or None after a problem was noted."""
        if field_type.kind == "list":
            return self._list(field_type, raw, path, order)
        record = self.vocabulary.record_of(field_type)
        if record is not None:
            return self._record(record, raw, path, order)
        if field_type.kind in {"choice", "choices"}:
            return self._choice(field_type, raw, path)
        if field_type.kind == "person_ref":
            return self._person_ref(raw, path, order)
        return self._scalar(field_type.kind, raw, path, order)

    def _list(self, field_type: FieldType, raw: JsonValue, path: str, order: Order) -> object | None:
        assert field_type.item is not None
        if raw == "some":
            return SOME
        if raw is False:
            return ()
        if raw is True:
            return SOME
        rows = raw if isinstance(raw, list) else [raw]
        if not isinstance(raw, list) and field_type.item.kind == "record" and not isinstance(raw, dict):
            self.problems.add(path, NOT_A_LIST)
            return None
        values = [self.value(field_type.item, row, f"{path}[{i + 1}]", order) for i, row in enumerate(rows)]
        return tuple(v for v in values if v is not None)

    def _record(self, record: RecordSpec, raw: JsonValue, path: str, order: Order) -> object | None:
        if not isinstance(raw, dict):
            example = "{" + ", ".join(f"{k}: ..." for k in list(record.fields)[:2]) + "}"
            self.problems.add(path, NOT_A_MAPPING, {"example": example})
            return None
        fields: dict[str, Answer] = {}
        for key, item in raw.items():
            field_type = self._field_type(record, key)
            if field_type is None:
                self.problems.unknown_key(path, key, record.fields)
                continue
            answer = self.answer(field_type, item, f"{path}.{key}", order)
            if answer is not None:
                fields[key] = answer
        return Record(record.id, fields)

    def _field_type(self, record: RecordSpec, key: object) -> FieldType | None:
        if not isinstance(key, str):
            return None
        spec = record.fields.get(key)
        if spec is not None:
            return spec.type
        if record.inline_person:
            if key == "name":
                return FieldType("name")
            fact = self.vocabulary.fact("person", key)
            return fact.type if fact else None
        return None

    def _choice(self, field_type: FieldType, raw: JsonValue, path: str) -> object | None:
        rows = raw if field_type.kind == "choices" and isinstance(raw, list) else [raw]
        for row in rows:
            if isinstance(row, bool):
                self.problems.add(path, READ_AS_BOOLEAN)
                return None
            if field_type.choices and str(row) not in field_type.choices:
                choices = ", ".join(field_type.choices)
                self.problems.add(path, NOT_A_CHOICE, {"value": str(row), "choices": choices})
                return None
        words = tuple(str(r) for r in rows)
        return words if field_type.kind == "choices" else words[0]

    def _person_ref(self, raw: JsonValue, path: str, order: Order) -> object | None:
        if isinstance(raw, dict):
            name = self.value(FieldType("name"), raw.get("name"), f"{path}.name", order)
            fields = {"name": Answer(AnswerState.KNOWN, name, raw.get("name"))} if name else {}
            return Record("known_by_name", fields)
        return clean_text(str(raw))

    def _scalar(self, kind: str, raw: JsonValue, path: str, order: Order) -> object | None:
        found = self._parse(kind, raw, order)
        if isinstance(found, Refusal):
            self.problems.add(path, found.message, found.params)
            return None
        return found

    def _parse(self, kind: str, raw: JsonValue, order: Order) -> object:
        if kind == "name":
            return parse_name(raw) if isinstance(raw, (str, dict)) else Refusal("name", NOT_A_WORD, {})
        if kind == "yes_no":
            return raw if isinstance(raw, bool) else parse_yes_no(str(raw))
        if isinstance(raw, bool):
            return Refusal("boolean", READ_AS_BOOLEAN, {})
        if isinstance(raw, (dict, list)) and kind != "money":
            return Refusal("text", NOT_A_WORD, {})
        if kind == "money":
            return parse_money(raw if isinstance(raw, dict) else str(raw))
        if kind == "number":
            return Decimal(str(raw)) if isinstance(raw, (int, float)) else parse_number(str(raw))
        text = clean_text(str(raw)).strip()
        if kind == "date" or (kind == "date_or_ds" and text.upper() != "D/S"):
            return parse_date(text, order)
        if kind == "form_id" and not _FORM_ID.match(text):
            return Refusal("form-id", NOT_A_FORM_ID, {"value": text})
        parser = TEXT_PARSERS.get(kind)
        return parser(text) if parser else " ".join(text.split())
