"""Reads drawing instructions of pages: bytes in modest amounts, statements, matrices. Nothing is drawn."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from pikepdf import Dictionary, Name, PdfError, Stream

from applicant_helper.packet.papers.one_stream import decoded

# Longer contents are maps and plans; looking into them would take longer than putting them in.
MOST = 2_000_000
MOST_PACKED = 1_000_000
Matrix = tuple[float, float, float, float, float, float]
Span = tuple[float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_STRING = rb"\((?>[^()\\]++|\\.|\((?>[^()\\]++|\\.|\((?>[^()\\]++|\\.)*+\))*+\))*+\)"
STRINGS = re.compile(_STRING, re.DOTALL)
# All operands up to an operator. Possessive throughout: hostile contents cannot make it try again and again.
STATEMENT = re.compile(
    rb"((?>[\s\x00]++|[-+.\d]++|/[^\s\x00()<>\[\]{}/%]*+|"
    + _STRING
    + rb"|<<|>>|<[^<>]*+>|[\[\]{}]|%[^\r\n]*+)*+)([A-Za-z'\"][A-Za-z0-9*]*+)?",
    re.DOTALL,
)
END_OF_IMAGE = re.compile(rb"\sEI(?=[\s\x00]|$)")


class Reading(NamedTuple):
    """Contents as read: None when they are large. `is_whole` is false where data are damaged or end too early."""

    data: bytes | None
    is_whole: bool = True


def read_modest(stream: Stream) -> Reading:
    """The decoded contents unless they are large; of damaged ones, what can be read."""
    length = stream.get("/Length")
    if not isinstance(length, int) or length > MOST_PACKED:
        return Reading(None)
    kind = stream.get("/Filter")
    if kind is None:
        return Reading(stream.read_raw_bytes())
    if kind == Name.FlateDecode and "/DecodeParms" not in stream:
        inflater = zlib.decompressobj()
        try:
            data = inflater.decompress(stream.read_raw_bytes(), MOST)
        except zlib.error:
            return Reading(decoded(stream), is_whole=False)
        if inflater.unconsumed_tail:
            return Reading(None)
        return Reading(data, is_whole=inflater.eof or length == 0)
    try:
        data = stream.read_bytes()
    except (PdfError, RuntimeError, ValueError):
        return Reading(decoded(stream), is_whole=False)
    return Reading(data if len(data) <= MOST else None)


def modest(stream: Stream) -> bytes | None:
    """The decoded contents, or None when they are large."""
    return read_modest(stream).data


def statements(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Operands as written, and the operator, one after another. Data of inline images is passed over."""
    place, end = 0, len(content)
    while place < end:
        found = STATEMENT.match(content, place)
        assert found is not None
        operator = found[2]
        place = max(found.end(), place + 1)
        if operator is None:
            continue
        if operator == b"ID":
            over = END_OF_IMAGE.search(content, place)
            if over is None:
                return
            place = over.end()
        yield found[1], operator


def numbers(operands: bytes, count: int) -> tuple[float, ...] | None:
    """The last `count` operands as numbers; None when they are not."""
    words = operands.split()
    if len(words) < count:
        return None
    try:
        return tuple(map(float, words[-count:]))
    except ValueError:
        return None


def last_name(operands: bytes) -> str | None:
    """The name that the operands end with, such as `/Im0`."""
    place = operands.rfind(b"/")
    return None if place < 0 else _name(operands[place:].split()[0])


def _name(written: bytes) -> str:
    if b"#" in written:
        written = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), written)
    return written.decode("utf-8", "surrogateescape")


def times(one: Matrix, other: Matrix) -> Matrix:
    """`one` first, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def span(matrix: Matrix, box: Span) -> Span:
    """What a rectangle takes on the page: left, bottom, right, top."""
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def common(one: Span, other: Span) -> Span:
    """What two rectangles share; of no width or height when nothing."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def area(box: Span) -> float:
    """Of a rectangle."""
    return (box[2] - box[0]) * (box[3] - box[1])


def resource(resources: Any, kind: str, name: str | None) -> Any:
    """A thing that contents name, or None."""
    group = resources.get(kind) if isinstance(resources, Dictionary) else None
    return group.get(name) if name is not None and len(name) > 1 and isinstance(group, Dictionary) else None


def as_matrix(value: Any) -> Matrix:
    """A matrix however it was written; the one that changes nothing when it is none."""
    try:
        a, b, c, d, e, f = (float(v) for v in value)
    except (TypeError, ValueError, ArithmeticError):
        return IDENTITY
    return a, b, c, d, e, f
