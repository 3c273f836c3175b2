"""Mends the streams of a damaged paper: what can be read of them is written anew, so that the packet has no damage."""

from __future__ import annotations

import pikepdf
from pikepdf import Name, Pdf, Stream

from applicant_helper.packet.papers.one_stream import decoded

# Pictures as JPEG, fax and the like are for their viewers to judge.
PLAIN_FILTERS = frozenset(
    {
        "/FlateDecode",
        "/LZWDecode",
        "/ASCII85Decode",
        "/ASCIIHexDecode",
        "/RunLengthDecode",
        "/Fl",
        "/LZW",
        "/A85",
    }
)
MOST = 20_000_000


def mend_streams(pdf: Pdf) -> None:
    """Replace every stream that does not unpack by what of it does. Changes `pdf`; its warnings are used up."""
    before = pdf.get_warnings()
    del before
    for thing in pdf.objects:
        if isinstance(thing, Stream) and _is_packed(thing) and not _is_whole(pdf, thing):
            _mend(thing)


def _is_packed(stream: Stream) -> bool:
    kind = stream.get("/Filter")
    if kind is None or int(stream.get("/Length", 0)) > MOST:
        return False
    names = [kind] if isinstance(kind, Name) else list(kind)
    return all(str(name) in PLAIN_FILTERS for name in names)


def _is_whole(pdf: Pdf, stream: Stream) -> bool:
    try:
        stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return False
    return not pdf.get_warnings()


def _mend(stream: Stream) -> None:
    found = decoded(stream)
    if not found and stream.get("/Subtype") == Name.Image:
        return
    if "/DecodeParms" in stream:
        del stream["/DecodeParms"]
    stream.write(found)
