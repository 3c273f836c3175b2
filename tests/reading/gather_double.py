"""The child that reads papers, but for files whose name says what goes wrong: `crash-pages.pdf`, `hang-codes.png`."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from applicant_helper.guard.worker import serve
from applicant_helper.reading.worker import answer as real


def answer(request: dict[str, Any]) -> dict[str, Any]:
    doing, _, op = Path(request["source"]).stem.partition("-")
    if op == request.get("op", "look"):
        if doing == "crash":
            os._exit(3)
        if doing == "hang":
            time.sleep(600)
        if doing == "bomb":
            raise MemoryError
        if doing == "refuse":
            return {"code": "damaged-pdf"}
    return real(request)


if __name__ == "__main__":
    serve(answer)
