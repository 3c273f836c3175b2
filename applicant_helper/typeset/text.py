"""Measuring and breaking lines of drawn text. Lengths in points."""

from __future__ import annotations

import unicodedata

from reportlab.pdfbase.pdfmetrics import stringWidth

from applicant_helper.typeset.fonts import OTHER_SCRIPT
from applicant_helper.typeset.sources import HAN, in_ranges

NO_START = set("、。，．：；？！）」』】〉》〕］｝・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%,.:;?!)]}”’…")
NO_END = set("（「『【〈《〔［｛([{“‘")
MARKS = {0: "\u200e", 1: "\u200f"}


def width(text: str, font: str, size: float) -> float:
    """The length of one line."""
    if OTHER_SCRIPT.search(text):
        from applicant_helper.typeset.layout import laid_out

        return laid_out(text, font).width * size / 1000
    return float(stringWidth(text, font, size))


def wrap(text: str, font: str, size: float, room: float) -> list[str]:
    """The text on lines no longer than `room`, in the order it is read; a word longer than that is broken.

    Between Han signs a line may end anywhere that punctuation allows.
    """
    lines: list[str] = []
    line = ""
    other = bool(OTHER_SCRIPT.search(text))
    for word, gap in _words(text) if other else ((w, " ") for w in text.split()):
        candidate = f"{line}{gap}{word}" if line else word
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
    return _directed(text, lines) if other else lines


def _words(text: str) -> list[tuple[str, str]]:
    """What stays together on a line, each with the gap before it."""
    found: list[tuple[str, str]] = []
    for word in text.split():
        start = 0
        for at in range(1, len(word)):
            if _may_break(word[at - 1], word[at]):
                found.append((word[start:at], "" if start else " "))
                start = at
        found.append((word[start:], "" if start else " "))
    return found


def _may_break(before: str, after: str) -> bool:
    if before == "\u200b":
        return True
    if before in NO_END or after in NO_START or unicodedata.combining(after):
        return False
    # Korean puts spaces between its words.
    return any(in_ranges(ord(c), HAN) and not "\uac00" <= c <= "\ud7a3" for c in (before, after))


def _directed(text: str, lines: list[str]) -> list[str]:
    """Each line with a mark of direction when it alone would run the other way than the whole text."""
    from applicant_helper.typeset.bidi import base_level

    base = base_level(text)
    return [line if base_level(line) == base else MARKS[base] + line for line in lines]


def _longest_start(word: str, font: str, size: float, room: float) -> int:
    cut = len(word) - 1
    while cut > 1 and width(word[:cut], font, size) > room:
        cut -= 1
    while cut > 1 and unicodedata.category(word[cut])[0] == "M":
        cut -= 1
    return cut


def shortened(text: str, font: str, size: float, room: float) -> str:
    """The text on one line, cut with an ellipsis when it is longer than `room`."""
    if width(text, font, size) <= room:
        return text
    while text and width(text + "…", font, size) > room:
        text = text[:-1]
    return text.rstrip() + "…"
