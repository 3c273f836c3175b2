"""A child that behaves as the first bytes of the file and the page number say, for tests of its parent."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from applicant_helper.guard.worker import serve


def answer(request: dict[str, Any]) -> dict[str, Any]:
    plan = Path(request["source"]).read_text().split()
    number = request["page"]
    doing = plan[number - 1]
    if doing == "crash":
        os._exit(3)
    if doing == "hang":
        time.sleep(600)
    if doing == "bomb":
        bytearray(8_000_000_000)
    if doing == "flood":
        return {"page": "x" * 5_000_000}
    if doing == "refuse":
        return {"code": "damaged-pdf"}
    words = [[doing, 1, 2, 30, 12, 0.9], ["\x1b[2J\u202e" + str(os.getpid()), 40, 2, 60, 12, 0.8]]
    page = {"number": number, "width": 612, "height": 792, "words": words, "words_from": "ocr"}
    return {
        "page": page,
        "unsure": 9 if doing == "faint" else 0,
        "unread": 0.9 if doing == "foreign" else 0.0,
    }


if __name__ == "__main__":
    serve(answer)
