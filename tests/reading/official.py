"""Fills the official forms in the ways people do. The files are not part of the repository; tests skip without them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pikepdf
import pytest
from lxml import etree  # type: ignore[import-untyped]

from applicant_helper.catalog.pdfmaps import FormMap, MapRow, load_map
from applicant_helper.catalog.where import data_root
from applicant_helper.reading.formdata import last_name
from applicant_helper.reading.formfile import form_fields
from tests.reading.formmaps import vocabulary
from tests.reading.hybrid import Field

OFFICIAL = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "uscis-pdfs"
EDITIONS = {
    "N-400": "2025-01-20",
    "I-485": "2025-01-20",
    "I-130": "2024-04-01",
    "I-130A": "2024-04-01",
    "I-765": "2025-08-21",
    "I-131": "2025-01-20",
    "I-864": "2024-10-17",
    "I-90": "2025-01-20",
    "I-751": "2024-04-01",
}
Answers = Sequence[tuple[str, str]]
"""Pairs of a fact and its text; for a box the text is what the tick means, with a leading `=`."""


@lru_cache
def map_of(form: str) -> FormMap:
    found = load_map(data_root(), form, EDITIONS[form], vocabulary())
    assert found is not None
    return found


def pdf_of(form: str) -> Path:
    """The official file, or a skip that says why."""
    path = OFFICIAL / f"{form.lower()}-{EDITIONS[form]}.pdf"
    if not path.is_file():
        pytest.skip(f"The official {form} is not here, so it is not filled in.")
    return path


def row_for(form: str, fact: str, answer: str) -> MapRow:
    """The field for an answer: the first of that fact, and with that meaning for a box."""
    for row in map_of(form).rows:
        if row.fact == fact and (answer[1:] == row.value if answer.startswith("=") else row.kind != "check"):
            return row
    raise LookupError(f"{form} has no field for {fact} {answer}")


def by_field(form: str, answers: Answers) -> dict[str, str]:
    """Values by full name of the field; a ticked box has "on"."""
    return {row_for(form, f, a).field: "on" if a.startswith("=") else a for f, a in answers}


@lru_cache
def fields_of(form: str) -> tuple[Field, ...]:
    with pdf_of(form).open("rb") as file:
        told = form_fields(file, with_labels=False)["fields"]
    return tuple(
        Field(f["name"], f["page"], tuple(f["box"]), kind=f["kind"], on=f["on_value"], label="") for f in told
    )


def filled(form: str, answers: Answers) -> io.BytesIO:
    """AcroForm values only, as a filling program writes them."""
    return filled_by_field(form, by_field(form, answers))


def filled_by_field(form: str, answers: Mapping[str, str]) -> io.BytesIO:
    """The same with values by the full name of the field; "on" ticks a box."""
    values = dict(answers)
    with pikepdf.open(pdf_of(form)) as pdf:
        for page in pdf.pages:
            for widget in page.obj.get("/Annots", []):
                value = values.pop(_full_name(widget), None)
                if value is None:
                    continue
                if widget.get("/FT") == "/Btn":
                    on = next(str(k) for k in widget.AP.N if str(k) != "/Off")
                    widget.V = widget.AS = pikepdf.Name(on)
                else:
                    widget.V = pikepdf.String(value)
        assert not values
        return _saved(pdf)


def in_data_only(form: str, answers: Answers) -> tuple[io.BytesIO, set[str]]:
    """Values in the XFA datasets only, and the facts that have no leaf there."""
    missing: set[str] = set()
    with pikepdf.open(pdf_of(form)) as pdf:
        packets = pdf.Root.AcroForm.XFA
        at = next(i for i in range(0, len(packets), 2) if str(packets[i]) == "datasets") + 1
        root = etree.fromstring(packets[at].read_bytes())
        for fact, answer in answers:
            row = row_for(form, fact, answer)
            if not _write_leaf(root, form, row, answer):
                missing.add(fact)
        packets[at].write(etree.tostring(root))
        return _saved(pdf), missing


def _write_leaf(root: etree._Element, form: str, row: MapRow, answer: str) -> bool:
    name = last_name(row.field)[0]
    alike = sorted(
        (f for f in fields_of(form) if last_name(f.name)[0] == name), key=lambda f: last_name(f.name)[1]
    )
    leaves = [e for e in root.iter() if e.tag == name]
    if not leaves:
        return False
    own = next(n for n, f in enumerate(alike) if f.name == row.field)
    leaf = leaves[own] if len(leaves) == len(alike) else leaves[0]
    leaf.text = alike[own].on if answer.startswith("=") else answer
    return True


def _full_name(widget: pikepdf.Object) -> str:
    parts = []
    node: pikepdf.Object | None = widget
    while node is not None:
        if "/T" in node:
            parts.append(str(node.T))
        node = node.get("/Parent")
    return ".".join(reversed(parts))


def _saved(pdf: pikepdf.Pdf) -> io.BytesIO:
    out = io.BytesIO()
    pdf.save(out)
    out.seek(0)
    return out


def values_by_field(form: str, answers: Answers) -> Mapping[str, str]:
    """For typing into the form; see hybrid.typed."""
    return by_field(form, answers)
