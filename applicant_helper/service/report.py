"""A check as plain data for `check --json`, `forms --json`: stable keys, English messages."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.models import Form
from applicant_helper.checks import CheckResult
from applicant_helper.checks.fees import FeeResult
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.finding import Finding, RequirementResult, WindowResult
from applicant_helper.service import words


def check_report(result: CheckResult, catalog: Catalog) -> dict[str, JsonValue]:
    """The whole result. `for` is the form; `filing` is added where it differs from the form."""
    return {
        "requirements": [_requirement(r) for r in result.requirements],
        "findings": [_finding(f, catalog) for f in result.findings],
        "windows": [_window(w, catalog) for w in result.windows],
        "referrals": [
            {"id": r.id, "for": r.form, "message": r.message, "because": list(r.because)}
            for r in result.referrals
        ],
        "fees": [_fee(f) for f in result.fees],
        "unknown_forms": list(result.unknown_forms),
    }


def _fee(row: FeeResult) -> dict[str, JsonValue]:
    return {
        **_scope(row.filing, row.form),
        "amount": plain_amount(row.amount),
        "currency": row.lines[0].currency if row.lines else None,
        "lines": [
            {
                "id": line.id,
                "part": line.part,
                "amount": plain_amount(line.amount),
                "label": line.label,
                "authority": line.source.text,
                **({"check": words.CHECK_PAGE} if line.source.mark else {}),
            }
            for line in row.lines
        ],
        "missing_answers": list(row.missing_answers),
    }


def plain_amount(amount: Decimal | None) -> JsonValue:
    """An amount as a JSON number, whole where it is whole."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _scope(filing: str, form: str) -> dict[str, JsonValue]:
    return {"for": form} if filing == form else {"for": form, "filing": filing}


def _requirement(row: RequirementResult) -> dict[str, JsonValue]:
    return {
        "id": row.id,
        **_scope(row.filing, row.form),
        "status": row.status.value,
        "documents": list(row.documents),
        "because": list(row.because),
        "missing_answers": list(row.missing_answers),
        "group": row.group,
        "parts": [{"met": p.is_met, "message": words.filled(p.message, p.params)} for p in row.parts],
    }


def _finding(row: Finding, catalog: Catalog) -> dict[str, JsonValue]:
    return {
        "id": row.id,
        "rule": row.rule,
        **_scope(row.filing, row.form),
        "severity": row.severity.value,
        "about": list(row.about),
        "message": words.filled(row.message, row.params, catalog),
        "fix": words.filled(row.fix_message, row.params, catalog),
        "authority": row.authority,
        "group": row.group,
        "state": row.standing.value,
        **({"explanation": row.explanation} if row.explanation else {}),
        "sources": [
            {"kind": s.kind, "id": s.id, "says": s.says, **({"page": s.page} if s.page else {})}
            for s in row.sources
        ],
        **({"check": words.CHECK_PAGE} if row.mark else {}),
    }


def _window(row: WindowResult, catalog: Catalog) -> dict[str, JsonValue]:
    steps = [words.filled(p.message, iso(p.params)) for p in row.arithmetic]
    return {
        "id": row.id,
        **_scope(row.filing, row.form),
        "opens": row.opens.isoformat() if row.opens else None,
        "closes": row.closes.isoformat() if row.closes else None,
        "arithmetic": "; ".join(steps),
        "missing_answers": list(row.missing_answers),
    }


def iso(params: Mapping[str, object]) -> dict[str, object]:
    """Values with dates as ISO text, for machine-readable output."""
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in params.items()}


def forms_report(catalog: Catalog) -> list[JsonValue]:
    """Every form with its requirement ids, check ids, windows, editions and fees."""
    return [_form(form) for form in catalog.forms.values()]


def _form(form: Form) -> dict[str, JsonValue]:
    return {
        "id": form.id,
        "number": form.number,
        "title": form.title,
        "agency": form.agency,
        "requirements": [r.id for r in form.requirements],
        "checks": [*dict.fromkeys(r.id for r in form.rules), *form.silent],
        "windows": [w.id for w in form.windows],
        "referrals": [r.id for r in form.refer],
        "editions": [
            {
                "date": e.date.isoformat(),
                "accepted_from": e.accepted_from.isoformat(),
                "accepted_until": e.accepted_until.isoformat() if e.accepted_until else None,
                "read_on": e.source.read_on.isoformat() if e.source.read_on else None,
            }
            for e in form.editions
        ],
        "fees": [
            {
                "id": f.id,
                "amount": plain_amount(f.amount),
                "part": f.part,
                "currency": f.currency,
                "label": f.label,
                "authority": f.source.text,
            }
            for f in form.fees
        ],
        "destinations": list(form.destinations),
    }
