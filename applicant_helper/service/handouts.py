"""The blank checklist of a form on paper, for outreach. Holds no personal data."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.catalog.load import load_catalog
from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.service.edits import NO_SUCH_FORM, Refused
from applicant_helper.sheets.from_catalog import handout_for
from applicant_helper.sheets.handout import draw_handout

EXISTS = N_("{file} is there already. Choose another name, or use --overwrite.")


class HandoutExists(ApplicantHelperError):
    """The file to write is there already."""

    exit_code = ExitCode.OUTPUT_EXISTS


def write_handout(form_id: str, out: Path, *, language: str, cache: Path, overwrite: bool = False) -> int:
    """Write the handout of a form in a language; returns its pages. Raises Refused, HandoutExists."""
    catalog = load_catalog()
    form = catalog.form(form_id)
    if form is None:
        raise Refused("no-such-form", NO_SUCH_FORM, {"form": form_id})
    if out.exists() and not overwrite:
        raise HandoutExists("handout-exists", EXISTS, {"file": out.name})
    return draw_handout(handout_for(form, language), out, cache)
