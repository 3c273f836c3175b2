"""Lists that one paper states, such as the stamps in a passport: item by item, as the paper writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.vocabulary import FieldType
from applicant_helper.service import edits
from applicant_helper.service.edits import Refused
from applicant_helper.service.itemfields import (
    PLEASE_ANSWER,
    FieldView,
    ItemField,
    ItemRefused,
    fields_of,
    get,
    typed_words,
    with_typed,
)
from applicant_helper.service.items import NO_SUCH_ITEM, ItemView, refuse_empty
from applicant_helper.service.session import Session
from applicant_helper.service.statements import as_written, said_raw, stated_types


@dataclass(frozen=True, slots=True)
class StatedList:
    """A list one paper states. Same verbs as a list answer."""

    session: Session
    document_id: str
    fact: str
    label: str
    kind: FieldType

    def fields(self) -> tuple[FieldView, ...]:
        """What to ask for one item."""
        return tuple(f.view for f in self._fields())

    def items(self) -> tuple[ItemView, ...]:
        """What was written down so far, as written."""
        return tuple(ItemView(i, as_written(row), row) for i, row in enumerate(self._rows()))

    def typed(self, index: int) -> Mapping[str, str]:
        """The fields of one item as written. Raises Refused for no such item."""
        row = self._row(index)
        inside = row if isinstance(row, dict) else {}
        return {f.view.key: as_written(get(inside, f.keys)) for f in self._fields()}

    def check(self, key: str, typed: str, *, has_value: bool = False) -> None:
        """Look at one typed field. Raises ItemRefused."""
        field = next(f for f in self._fields() if f.view.key == key)
        if not refuse_empty(field, typed, has_value=has_value):
            typed_words(self.session.catalog, field, typed)

    def save(self, index: int | None, typed: Mapping[str, str]) -> None:
        """Write one item down as one undoable step. Raises ItemRefused."""
        old = self._row(index) if index is not None else None
        row: dict[str, JsonValue] = dict(old) if isinstance(old, dict) else {}
        for field in self._fields():
            row = with_typed(self.session.catalog, field, row, typed.get(field.view.key, ""), typed_words)
        if not row:
            first = self.fields()[0]
            raise ItemRefused(first.key, first.label, PLEASE_ANSWER, {})
        rows = self._rows()
        if index is None:
            rows.append(row)
        else:
            rows[index] = row
        self.session.state(self.document_id, self.fact, rows)

    def remove(self, index: int) -> None:
        """Take one item away."""
        self._row(index)
        rows = self._rows()
        del rows[index]
        self.session.state(self.document_id, self.fact, rows or None)

    def _fields(self) -> tuple[ItemField, ...]:
        assert self.kind.item is not None
        # A paper need not say everything that an answer needs: a bill has no day on which the address began.
        found = fields_of(self.session.catalog, self.kind.item)
        return tuple(replace(f, view=replace(f.view, required=False)) for f in found)

    def _rows(self) -> list[JsonValue]:
        document = edits.find_document(self.session.case, self.document_id)
        raw = said_raw(document).get(self.fact)
        if isinstance(raw, dict) and "value" in raw:
            raw = raw["value"]
        return list(raw) if isinstance(raw, list) else [raw] if raw is not None else []

    def _row(self, index: int) -> JsonValue:
        rows = self._rows()
        if not 0 <= index < len(rows):
            raise Refused("no-such-item", NO_SUCH_ITEM, {"number": str(index + 1)})
        return rows[index]


def stated_lists(session: Session, document_id: str) -> tuple[StatedList, ...]:
    """The lists that this paper's kind states. Raises Refused for no such paper."""
    document = edits.find_document(session.case, document_id)
    return tuple(
        StatedList(session, document_id, path, label, kind)
        for path, label, kind in stated_types(session, document)
        if kind.kind == "list" and session.catalog.vocabulary.record_of(kind) is not None
    )
