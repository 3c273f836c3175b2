"""Fills the slots of data templates with values; turning values into words is the face's work."""

from __future__ import annotations

from decimal import Decimal

from applicant_helper.catalog.models import Template
from applicant_helper.core.expr.evaluate import NO_VARIABLES, Environment, evaluate
from applicant_helper.core.expr.nodes import Node
from applicant_helper.core.expr.result import NOT_APPLICABLE
from applicant_helper.core.expr.scope import Scope
from applicant_helper.core.finding import Part
from applicant_helper.core.text import AsWritten
from applicant_helper.core.values.countries import CountryCode

WRITTEN = frozenset({"name", "says", "original", "other", "original_name"})
"""Parts of items that are words of people and papers; they are shown as they stand."""


def slot_values(template: Template, scope: Scope, variables: Environment = NO_VARIABLES) -> dict[str, object]:
    """Slot to value; None where it is not known."""
    values: dict[str, object] = {}
    for slot, node in template.slots.items():
        result = evaluate(node, scope, variables)
        known = result.is_known and result.value is not NOT_APPLICABLE
        values[slot] = _shown(node, result.value) if known else None
    return values


def _shown(node: Node, value: object) -> object:
    """A value as it is to be told: a country's code marked as one, written words too, a year as bare digits."""
    if node.type.kind == "country" and isinstance(value, str):
        return CountryCode(value)
    if isinstance(value, str) and node.text.rpartition(".")[2] in WRITTEN:
        return AsWritten(value)
    if isinstance(value, Decimal) and (node.text.endswith(".year") or node.text.startswith("year_of(")):
        return str(int(value))
    return value


def fill_template(
    template: Template, scope: Scope, variables: Environment = NO_VARIABLES, template_id: str = ""
) -> Part:
    """The template with its values, ready to be told; `template_id` is where it stands in the data."""
    return Part(template.text, slot_values(template, scope, variables), template_id=template_id)
