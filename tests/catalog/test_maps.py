"""What holds of every reading map: sound in itself, looked at row by row, of the right size."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from applicant_helper.catalog.pdfmaps import map_file, read_map
from applicant_helper.catalog.where import data_root
from tests.catalog.maps import EDITIONS, SIZES, the_map, vocabulary

LETTER = (612.0, 792.0)
EVERY_FORM = pytest.mark.parametrize("form", sorted(EDITIONS))


@EVERY_FORM
def test_a_map_loads_without_a_word_of_complaint(form: str) -> None:
    path = map_file(data_root(), form, EDITIONS[form])
    assert path is not None
    read, problems = read_map(path, vocabulary())
    assert problems == []
    assert (len(read.rows), read.pages) == SIZES[form]


@EVERY_FORM
def test_every_row_was_looked_at_and_says_what_is_printed(form: str) -> None:
    assert [r.field for r in the_map(form).rows if not r.is_checked] == []
    assert [r.field for r in the_map(form).rows if not r.label or re.search(r"\s{2}|:$", r.label)] == []


@EVERY_FORM
def test_fields_are_unique_and_boxes_lie_on_the_page(form: str) -> None:
    rows = the_map(form).rows
    assert [n for n, count in Counter(r.field for r in rows).items() if count > 1] == []
    assert [r.field for r in rows if r.box[2] > LETTER[0] or r.box[3] > LETTER[1]] == []


@EVERY_FORM
def test_every_page_has_its_barcode(form: str) -> None:
    barcodes = [r.page for r in the_map(form).rows if r.kind == "barcode"]
    assert sorted(barcodes) == list(range(1, SIZES[form][1] + 1))
