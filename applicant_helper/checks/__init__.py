"""`(case, catalogue, today)` to requirements, findings, windows and referrals. Pure."""

from applicant_helper.checks.engine import CheckResult, check_case

__all__ = ["CheckResult", "check_case"]
