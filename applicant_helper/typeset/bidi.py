"""The order in which one line is drawn: UAX #9 for a single line without embeddings and isolates."""

from __future__ import annotations

import unicodedata
from itertools import groupby

RTL_TYPES = {"R", "AL"}
NEUTRAL = {"B", "S", "WS", "ON"}
MARKS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"}
PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "⟨": "⟩", "「": "」", "『": "』", "（": "）"}
OPENERS = {close: opener for opener, close in PAIRS.items()}


def base_level(text: str) -> int:
    """1 when the first letter with a direction runs right to left, otherwise 0."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in RTL_TYPES:
            return 1
        if kind == "L":
            return 0
    return 0


def levels(text: str, base: int) -> list[int]:
    """The level of each character; odd ones run right to left."""
    kinds = [unicodedata.bidirectional(c) or "L" for c in text]
    kinds = ["ON" if k in MARKS else k for k in kinds]
    ends = "R" if base else "L"
    _weak(kinds, ends)
    _brackets(text, kinds, ends)
    _neutral(kinds, ends)
    found = [_raised(kind, base) for kind in kinds]
    for at in range(len(text) - 1, -1, -1):
        if unicodedata.bidirectional(text[at]) not in {"WS", "S", "B", *MARKS}:
            break
        found[at] = base
    return found


def visual_runs(text: str, base: int) -> list[tuple[int, int, int]]:
    """Start, end and level of each run of one level, from left to right."""
    found = levels(text, base)
    runs: list[tuple[int, int, int]] = []
    at = 0
    for own, same in groupby(found):
        size = len(list(same))
        runs.append((at, at + size, own))
        at += size
    for level in range(max(found, default=0), 0, -1):
        ordered: list[tuple[int, int, int]] = []
        for turned, group in groupby([(r[2] >= level, r) for r in runs], key=lambda pair: pair[0]):
            part = [run for _, run in group]
            ordered += reversed(part) if turned else part
        runs = ordered
    return runs


def _weak(kinds: list[str], ends: str) -> None:
    """Rules W1 to W7."""
    before = ends
    strong = ends
    for at, kind in enumerate(kinds):
        kind = before if kind == "NSM" else kind
        if kind in {"L", "R", "AL"}:
            strong = kind
        if kind == "EN" and strong == "AL":
            kind = "AN"
        kinds[at] = before = kind
    kinds[:] = ["R" if k == "AL" else k for k in kinds]
    for at in range(1, len(kinds) - 1):
        left, right = kinds[at - 1], kinds[at + 1]
        if left == right and (
            (kinds[at] == "ES" and left == "EN") or (kinds[at] == "CS" and left in {"EN", "AN"})
        ):
            kinds[at] = left
    at = 0
    for kind, group in groupby(list(kinds)):
        size = len(list(group))
        if kind == "ET":
            near = kinds[at - 1 : at] + kinds[at + size : at + size + 1]
            kinds[at : at + size] = ["EN" if "EN" in near else "ON"] * size
        at += size
    strong = ends
    for at, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind in {"ES", "CS"}:
            kinds[at] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _brackets(text: str, kinds: list[str], ends: str) -> None:
    """Rule N0: both brackets of a pair take one direction."""
    waiting: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        if kinds[at] != "ON":
            continue
        if char in PAIRS:
            waiting.append(at)
        elif char in OPENERS:
            match = next((w for w in reversed(waiting) if text[w] == OPENERS[char]), None)
            if match is not None:
                pairs.append((match, at))
                del waiting[waiting.index(match) :]
    for start, end in sorted(pairs):
        inside = {_side(k) for k in kinds[start + 1 : end]} - {""}
        if ends in inside:
            kinds[start] = kinds[end] = ends
        elif inside:
            earlier = next((_side(k) for k in reversed(kinds[:start]) if _side(k)), ends)
            kinds[start] = kinds[end] = earlier if earlier in inside else ends


def _neutral(kinds: list[str], ends: str) -> None:
    """Rules N1 and N2."""
    at = 0
    for neutral, group in groupby(list(kinds), key=lambda k: k in NEUTRAL):
        size = len(list(group))
        if neutral:
            left = _side(kinds[at - 1]) if at else ends
            right = _side(kinds[at + size]) if at + size < len(kinds) else ends
            kinds[at : at + size] = [left if left == right else ends] * size
        at += size


def _side(kind: str) -> str:
    if kind == "L":
        return "L"
    return "R" if kind in {"R", "EN", "AN"} else ""


def _raised(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)
