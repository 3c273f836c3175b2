"""`bundle --json`: what was made, or why not. English, with the same keys every time; see docs/packets.md."""

from __future__ import annotations

from collections.abc import Sequence

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.packet.model import BuildReport, Note
from applicant_helper.service.loose import safe_json


def made(report: BuildReport, destination: str) -> JsonValue:
    """A finished packet."""
    return safe_json(
        {
            "ok": True,
            "destination": destination,
            "path": str(report.path),
            "pages": report.pages,
            "bytes": report.size_bytes,
            "files": [
                {
                    "path": str(f.path),
                    "title": f.title,
                    "pages": f.pages,
                    "first": f.first,
                    "last": f.last,
                    "bytes": f.size_bytes,
                }
                for f in report.files
            ],
            "notes": _notes(report.notes),
            "warnings": _notes(report.warnings),
            "refused": _notes(report.left_out),
        }
    )


def not_made(problem: ApplicantHelperError, destination: str) -> JsonValue:
    """Why there is no packet; `refused` has each paper that cannot go in."""
    reasons: Sequence[Note] = getattr(problem, "reasons", ())
    return safe_json(
        {
            "ok": False,
            "destination": destination,
            "code": problem.code,
            "message": problem.sentence(),
            "refused": _notes(reasons),
        }
    )


def _notes(notes: Sequence[Note]) -> list[JsonValue]:
    return [
        {"code": n.code, "name": n.params.get("name", ""), "message": fill(n.message, n.params)}
        for n in notes
    ]
