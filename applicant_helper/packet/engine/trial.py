"""Joins one paper alone, to find the one that breaks a packet."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Job

from applicant_helper.packet.papers.active import drop_active
from applicant_helper.packet.papers.one_stream import one_stream
from applicant_helper.packet.prepared import Prepared

ODD = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, IndexError)


def is_joinable(paper: Prepared, out: Path) -> bool:
    """Whether a paper can be joined, placed and written. OSError for a full disk."""
    last = paper.first + len(paper.pages) - 1
    words = ["trial", "--empty", "--pages", f"--file={paper.path}", f"--range={paper.first}-{last}", "--"]
    try:
        with Job([*words, "--no-warn", str(out)]).create_pdf() as pdf:
            for page in pdf.pages:
                one_stream(pdf, page.obj)
            drop_active(pdf)
            pdf.save(out, static_id=True)
    except ODD:
        return False
    finally:
        out.unlink(missing_ok=True)
    return True
