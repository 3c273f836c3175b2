"""The one content stream of a page, so that the stream itself can become what is placed on a sheet."""

from __future__ import annotations

import zlib

import pikepdf
from pikepdf import Array, Object, Pdf, Stream

FILTERS_OF_ZLIB = frozenset({"/FlateDecode", "/Fl"})
CHUNK = 4096
# A stream with one of these is something else too, or has been placed already: it must not be changed.
IN_USE = frozenset({"/Subtype", "/BBox", "/Type"})


def one_stream(pdf: Pdf, page: Object) -> Stream:
    """The page's content as one stream that nothing else uses: the very stream where there is one.

    Several are joined with a line feed between them; of damaged ones, what decodes is kept. A stream that was
    placed before (it has a `/BBox`), or that is a picture or form as well, is copied without decoding.
    """
    contents = page.get("/Contents")
    streams = [contents] if isinstance(contents, Stream) else _streams(contents)
    if len(streams) == 1:
        return _copied(pdf, streams[0]) if IN_USE & streams[0].keys() else streams[0]
    return pdf.make_stream(b"\n".join(decoded(stream) for stream in streams))


def _streams(contents: Object | None) -> list[Stream]:
    return [s for s in contents if isinstance(s, Stream)] if isinstance(contents, Array) else []


def _copied(pdf: Pdf, stream: Stream) -> Stream:
    copy = pdf.make_stream(stream.read_raw_bytes())
    for key in ("/Filter", "/DecodeParms"):
        if key in stream:
            copy[key] = stream[key]
    return copy


def decoded(stream: Stream) -> bytes:
    """The decoded bytes; of a damaged stream, what can be read from its beginning."""
    try:
        return stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return _salvaged(stream)


def _salvaged(stream: Stream) -> bytes:
    filters = stream.get("/Filter")
    names = [str(f) for f in filters] if isinstance(filters, Array) else [str(filters)]
    if not FILTERS_OF_ZLIB.issuperset(names) or "/DecodeParms" in stream:
        return b""
    raw = data = stream.read_raw_bytes()
    for _ in names:
        data = _inflated(data)
    # Some say that they are packed and are not.
    return data or (raw if raw[:400].isascii() and b"\x00" not in raw[:400] else b"")


def _inflated(data: bytes) -> bytes:
    """What unpacks up to the first fault, to the byte."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        inflater = zlib.decompressobj(window)
        out = bytearray()
        for start in range(0, len(data), CHUNK):
            chunk, before = data[start : start + CHUNK], inflater.copy()
            try:
                out += inflater.decompress(chunk)
            except zlib.error:
                out += _byte_by_byte(before, chunk)
                break
        if out:
            return bytes(out)
    return b""


def _byte_by_byte(inflater: zlib._Decompress, chunk: bytes) -> bytes:
    out = bytearray()
    try:
        for place in range(len(chunk)):
            out += inflater.decompress(chunk[place : place + 1])
    except zlib.error:
        pass
    return bytes(out)
