"""Findings that the person explained in their own words; one comes back when what it rests on changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.case import Case
from applicant_helper.core.finding import Finding, Standing


def with_explanations(case: Case, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those explained marked so, with the person's words."""
    rows = explanations(case)
    return [_marked(finding, rows) for finding in findings]


def explanations(case: Case) -> list[Mapping[str, JsonValue]]:
    """What the person wrote, row by row as in the case file."""
    rows = case.extra.get("explanations")
    return [r for r in rows if isinstance(r, dict) and r.get("text")] if isinstance(rows, list) else []


def concerns(row: Mapping[str, JsonValue], finding: Finding) -> bool:
    """Whether an explanation is about this finding: by its key, or by its public id with or without the form."""
    key = row.get("finding")
    if key:
        return key == finding.key
    form, mark, bare = str(row.get("about", "")).partition("#")
    return (bare == finding.id and form == finding.form) if mark else form == finding.id


def _marked(finding: Finding, rows: Iterable[Mapping[str, JsonValue]]) -> Finding:
    for row in rows:
        if concerns(row, finding):
            facts = row.get("facts")
            is_same = not facts or facts == finding.fingerprint()
            standing = Standing.EXPLAINED if is_same else Standing.CHANGED
            return replace(finding, standing=standing, explanation=str(row["text"]))
    return finding
