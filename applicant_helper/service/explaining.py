"""The person's own words about a finding, kept in the case and printed in the packet when they wish."""

from __future__ import annotations

from dataclasses import replace

from applicant_helper.checks.explained import concerns
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.case import Case
from applicant_helper.core.finding import Finding
from applicant_helper.core.text import clean_text


def explain(case: Case, finding: Finding, text: str, *, prints: bool, title: str = "") -> Case:
    """The case with the words about the finding; an empty text takes them away.

    What the finding said is kept as a mark, so that it comes back when the facts change.
    """
    rows = case.extra.get("explanations")
    kept: list[JsonValue] = [
        r
        for r in (rows if isinstance(rows, list) else [])
        if not (isinstance(r, dict) and concerns(r, finding))
    ]
    words = clean_text(text).strip()
    if words:
        row: dict[str, JsonValue] = {"about": f"{finding.form}#{finding.id}", "finding": finding.key}
        row |= {"facts": finding.fingerprint(), "text": words, "print": prints}
        if title:
            row["title"] = title
        kept.append(row)
    return replace(case, extra={**case.extra, "explanations": kept})
