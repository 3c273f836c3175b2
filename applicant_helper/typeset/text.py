"""Measuring and breaking lines of drawn text. Lengths in points."""

from __future__ import annotations

import re

from reportlab.pdfbase.pdfmetrics import stringWidth

# Not the spaces that keep words together.
SPACES = re.compile(r"[ \t\r\n]+")


def width(text: str, font: str, size: float) -> float:
    """The length of one line."""
    return float(stringWidth(text, font, size))


def wrap(text: str, font: str, size: float, room: float) -> list[str]:
    """The text on lines no longer than `room`; a word longer than that is broken."""
    lines: list[str] = []
    line = ""
    for word in SPACES.split(text.strip(" \t\r\n")):
        candidate = f"{line} {word}" if line else word
        if width(candidate, font, size) <= room:
            line = candidate
            continue
        if line:
            lines.append(line)
        while width(word, font, size) > room and len(word) > 1:
            cut = _longest_start(word, font, size, room)
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    if line or not lines:
        lines.append(line)
    return lines


def _longest_start(word: str, font: str, size: float, room: float) -> int:
    cut = len(word) - 1
    while cut > 1 and width(word[:cut], font, size) > room:
        cut -= 1
    return cut


def shortened(text: str, font: str, size: float, room: float) -> str:
    """The text on one line, cut with an ellipsis when it is longer than `room`."""
    if width(text, font, size) <= room:
        return text
    while text and width(text + "…", font, size) > room:
        text = text[:-1]
    return text.rstrip() + "…"
