"""Reads the words of a page picture with the models of the `ocr` extra. Used in the OCR child only.

Only the model files of that package are used, none of its code, so nothing is ever fetched from anywhere.
The recognition model reads Latin letters with most accents, Chinese and Japanese, and Greek badly.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
from PIL import Image

from applicant_helper.reading import upright
from applicant_helper.reading.ocr_letters import STEP, Line, line_of
from applicant_helper.reading.ocr_pictures import (
    LINE_HEIGHT,
    MAX_LINES,
    crop_of,
    half_turned,
    inked_columns,
    prepared,
    quads_in,
)
from applicant_helper.reading.shapes import Box
from applicant_helper.reading.upright import Quad, Turn

THREADS = 2
DETECT_SIDE = 960
FINE_SIDE = 1600
MOST_ENLARGED = 2.0
SMALL_LINE = 10.0
MOSTLY_READ, MOSTLY_SURE, OF_UNREAD_LINE = 0.35, 0.4, 0.5
LEAST_WIDTH = 32
MAX_WIDTH = 2400
VOTERS, ENOUGH_VOTERS = 12, 4
CLEAR_VOTE = 0.2
PROBED = 3
LEAST_FIELD = 64


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word, its part of a line in pixels of the picture as it came, and how sure the model is, 0 to 1."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """The words of a picture in reading order; `unread` is the share of its lines' length that stayed unread."""

    words: tuple[ReadWord, ...]
    unread: float


class Engine:
    """Three models, loaded once."""

    def __init__(self) -> None:
        self._detect = _session("det", THREADS)
        self._classify = _session("cls", 1)
        # Lines are read side by side, one thread each: twice as fast as two threads for one line.
        self._recognise = _session("rec", 1)
        signs = self._recognise.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._signs = ("", *signs, " ")
        self._pool = ThreadPoolExecutor(THREADS)

    def read(self, picture: Image.Image) -> ReadPicture:
        """The words of a picture, whichever way up it lies; boxes in its own pixels."""
        image = np.asarray(picture.convert("RGB"))[:, :, ::-1]
        turn = Turn(0, picture.width, picture.height)
        quads = self._lines(image)
        if upright.lies_on_its_side(quads):
            turn = Turn(1, picture.width, picture.height)
            image = np.rot90(image)
            quads = self._lines(image)
        if not quads:
            return ReadPicture((), 0.0)
        if self._is_upside_down(image, quads):
            turn = Turn(turn.quarters + 2, picture.width, picture.height)
            image = np.rot90(image, 2)
            quads = [half_turned(q, image.shape[1], image.shape[0]) for q in quads]
        return self._read_lines(np.ascontiguousarray(image), quads, turn)

    def _lines(self, image: Any) -> list[Quad]:
        """Where there are lines; looked for again in a larger picture when they are very small in the first."""
        side = max(image.shape[:2])
        shrink = min(MOST_ENLARGED, DETECT_SIDE / side)
        quads = self._lines_at(image, shrink)
        small = sorted(min(upright.sides(q)) * shrink for q in quads)
        if small and small[len(small) // 2] < SMALL_LINE and shrink < 1:
            return self._lines_at(image, min(1.0, FINE_SIDE / side))
        return quads

    def _lines_at(self, image: Any, shrink: float) -> list[Quad]:
        height, width = image.shape[:2]
        size = tuple(max(32, round(v * shrink / 32) * 32) for v in (width, height))
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA if shrink < 1 else cv2.INTER_LINEAR)
        told = self._detect.run(None, {"x": prepared(small)[None]})[0][0, 0]
        return list(quads_in(told, width / size[0], height / size[1]))

    def _is_upside_down(self, image: Any, quads: Sequence[Quad]) -> bool:
        """The classifier's vote over the longest lines; unless it clearly says no, what reads better.

        The lines of a passport's zone look much the same upside down.
        """
        longest = sorted(quads, key=lambda q: -upright.sides(q)[0])[:VOTERS]
        crops = [crop_of(image, q) for q in longest]
        share = sum(self._vote(c) for c in crops) / len(crops)
        if share < CLEAR_VOTE and len(crops) >= ENOUGH_VOTERS:
            return False
        some = crops[:PROBED]
        other_way_up = [np.ascontiguousarray(c[::-1, ::-1]) for c in some]
        return _sureness(self._recognised(other_way_up)) > _sureness(self._recognised(some))

    def _vote(self, crop: Any) -> float:
        height, width = crop.shape[:2]
        wide = min(192, max(1, math.ceil(48 * width / height)))
        field = np.zeros((1, 3, 48, 192), np.float32)
        field[0, :, :, :wide] = prepared(cv2.resize(crop, (wide, 48)))
        return float(self._classify.run(None, {"x": field})[0][0][1])

    def _read_lines(self, image: Any, quads: Sequence[Quad], turn: Turn) -> ReadPicture:
        order = upright.in_reading_order(quads, upright.tilt(quads))
        quads = [self._as_read(image, quads[n]) for n in order[:MAX_LINES]]
        words, unread, whole = [], 0.0, 0.0
        for quad, line in zip(quads, self._recognised([crop_of(image, q) for q in quads]), strict=True):
            length = upright.sides(quad)[0]
            whole += length
            is_read = line.read_share >= MOSTLY_READ and line.sure_share >= MOSTLY_SURE
            unread += 0.0 if is_read else length
            for piece in line.pieces:
                box = upright.box_of(upright.part_of(quad, piece.start, piece.end), turn, 1.0)
                confidence = piece.confidence if is_read else min(piece.confidence, OF_UNREAD_LINE)
                words.append(ReadWord(piece.text, box, confidence))
        return ReadPicture(tuple(words), unread / whole if whole else 0.0)

    def _as_read(self, image: Any, quad: Quad) -> Quad:
        """A line that runs up or down the margin starts at either end; the classifier says at which."""
        if abs(upright.direction(quad)) <= upright.STEEP or self._vote(crop_of(image, quad)) < 0.5:
            return quad
        return quad[2], quad[3], quad[0], quad[1]

    def _recognised(self, crops: Sequence[Any]) -> list[Line]:
        return list(self._pool.map(self._read_line, crops))

    def _read_line(self, crop: Any) -> Line:
        height, width = crop.shape[:2]
        wide = min(MAX_WIDTH, max(LEAST_WIDTH, math.ceil(LINE_HEIGHT * width / height)))
        field = np.zeros((1, 3, LINE_HEIGHT, max(LEAST_FIELD, -(-wide // STEP) * STEP)), np.float32)
        way = cv2.INTER_AREA if height > LINE_HEIGHT else cv2.INTER_LINEAR
        shape = cv2.resize(crop, (wide, LINE_HEIGHT), interpolation=way)
        field[0, :, :, :wide] = prepared(shape)
        told = self._recognise.run(None, {"x": field})[0][0]
        return line_of(told, self._signs, wide / STEP, inked_columns(shape))


def _sureness(lines: Sequence[Line]) -> float:
    return sum(p.confidence * len(p.text) for line in lines for p in line.pieces)


def _session(name: str, threads: int) -> Any:
    # The variable that silences it (see guard.child) means nothing on Windows.
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model_path(name)), options, providers=["CPUExecutionProvider"])


def model_path(name: str) -> Path:
    """The file of a model inside the installed package. Raises FileNotFoundError."""
    found = importlib.util.find_spec("rapidocr")
    for folder in (found.submodule_search_locations or ()) if found else ():
        for path in sorted((Path(folder) / "models").glob(f"*{name}*.onnx")):
            return path
    raise FileNotFoundError(name)
