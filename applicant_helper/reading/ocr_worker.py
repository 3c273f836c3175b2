"""The guarded child that reads scanned pages. Run as a module, never imported by the program.

Started when the first scan is to be read, kept for a batch. It works at low priority on two threads.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from applicant_helper.guard.worker import serve
from applicant_helper.reading.render import CannotDraw, Drawn, open_pages
from applicant_helper.reading.sniff import media_type_of
from applicant_helper.reading.text_letters import MAX_WORDS
from applicant_helper.reading.worker import HEAD_BYTES, limit_this_request, open_ordinary

if TYPE_CHECKING:
    from applicant_helper.reading.ocr_engine import Engine, ReadPicture, ReadWord

DPI = 200
MOST_PIXELS = 8_000_000
MEMORY = 2_500_000_000
CPU_SECONDS = 120
"""On all threads together."""
NICER = 10
LEAST_CONFIDENCE = 0.6
FILLER = "<"


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The words of page `request["page"]` of the file at `request["source"]`, or `{"code": ...}`.

    `page` has the shape of text.text_pages; `unsure` counts words left out, `unread` is the share of the
    lines' length in letters that the model does not know.
    """
    limit_this_request(MEMORY, CPU_SECONDS)
    try:
        with open_ordinary(Path(request["source"])) as file:
            drawn = _drawn(file, int(request["page"]))
        return _told(int(request["page"]), drawn, _engine().read(drawn.image))
    except CannotDraw as cause:
        return {"code": cause.code}
    except MemoryError:
        return {"code": "too-large"}
    except ImportError:
        return {"code": "no-ocr"}
    except OSError:
        return {"code": "not-found"}


def _drawn(file: BinaryIO, number: int) -> Drawn:
    kind = media_type_of(file.read(HEAD_BYTES))
    if kind is None:
        raise CannotDraw("not-pdf-or-image")
    with open_pages(file, kind) as pages:
        return pages.draw(number, DPI, MOST_PIXELS)


@lru_cache(maxsize=1)
def _engine() -> Engine:
    from applicant_helper.reading.ocr_engine import Engine

    return Engine()


def _told(number: int, drawn: Drawn, read: ReadPicture) -> dict[str, Any]:
    scale = drawn.points_per_pixel
    sure = [w for w in read.words if _is_worth(w)][:MAX_WORDS]
    words = [[w.text, *(round(v * scale, 1) for v in w.box), round(w.confidence, 3)] for w in sure]
    page = {
        "number": number,
        "width": round(drawn.width, 2),
        "height": round(drawn.height, 2),
        "words": words,
        "words_from": "ocr" if words else "",
        "picture_share": 1.0,
    }
    return {"page": page, "unsure": len(read.words) - len(sure), "unread": round(read.unread, 3)}


def _is_worth(word: ReadWord) -> bool:
    """Whether a word is sure enough to be told; lines of a passport zone always are, their check digits judge them."""
    return word.confidence >= LEAST_CONFIDENCE or FILLER in word.text


def be_nice() -> None:
    """Leave the processor to whatever the person is doing."""
    if hasattr(os, "nice"):
        os.nice(NICER)


if __name__ == "__main__":
    be_nice()
    serve(answer)
