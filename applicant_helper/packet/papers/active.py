"""Takes from a packet whatever acts, leads outside, or tells more than the pages show: one pass over all objects."""

from __future__ import annotations

import zlib
from collections.abc import Set
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

# Keys that never belong to what is seen.
DROPPED = frozenset(
    {
        *(
            "/AA",
            "/JS",
            "/JavaScript",
            "/OpenAction",
            "/URI",
            "/Launch",
            "/AcroForm",
            "/XFA",
            "/NeedsRendering",
        ),
        *(
            "/EmbeddedFiles",
            "/EF",
            "/AF",
            "/Collection",
            "/PieceInfo",
            "/LastModified",
            "/Metadata",
            "/Thumb",
        ),
        *("/StructParent", "/StructParents", "/StructTreeRoot", "/OPI", "/Alternates", "/Measure", "/PtData"),
        *(
            "/SpiderInfo",
            "/PresSteps",
            "/Perms",
            "/Legal",
            "/DSS",
            "/Threads",
            "/RichMediaContent",
            "/A",
            "/PA",
        ),
    }
)
# An action sits in these only; elsewhere /A is the name that somebody gave to a font or a picture.
ACTING = frozenset({"/A", "/PA"})
ANNOTATED = frozenset({"/Rect", "/Title"})
PACKED_TWICE = (["/FlateDecode", "/DCTDecode"], ["/Fl", "/DCT"])
TREE = frozenset({"/StructTreeRoot", "/StructParents", "/StructParent"})


def drop_active(pdf: Pdf, keep: Set[str] = frozenset()) -> None:
    """Remove the dropped keys from every dictionary and stream, but for those in `keep`.

    With `TREE` in `keep` the packet's own tags stay; papers placed as streams lose theirs all the same.
    Links inside the packet must use /Dest: every action goes.
    """
    dropped = DROPPED - keep
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            keys = thing.keys()
            for key in keys & DROPPED:
                if key not in ACTING:
                    del thing[key]
            if "/Filter" in keys:
                unwrap_jpeg(thing)
        elif isinstance(thing, Dictionary):
            keys = thing.keys()
            found = keys & dropped
            for key in found:
                if _is_dropped(thing, keys, key):
                    del thing[key]


def unwrap_jpeg(stream: Stream) -> None:
    """Take the second packing off a JPEG: it hides what the camera wrote into it, and saves nothing."""
    filters = stream.get("/Filter")
    if not isinstance(filters, Array) or [str(name) for name in filters] not in PACKED_TWICE:
        return
    try:
        data = zlib.decompress(stream.read_raw_bytes())
    except zlib.error:
        return
    stream.write(data, filter=Name.DCTDecode)


def _is_dropped(thing: Object, keys: Set[str], key: str) -> bool:
    if key in ACTING:
        return bool(ANNOTATED & keys)
    return "/Type" in keys or not _is_resource(thing.get(key))


def _is_resource(value: Any) -> bool:
    """Whether a value may be a font, picture, pattern or color space that merely has such a name."""
    if isinstance(value, Stream):
        return value.get("/Subtype") is not None and value.get("/Type") != "/Metadata"
    if isinstance(value, Dictionary):
        return "/Type" in value and "/S" not in value and value.get("/Type") != "/Filespec"
    return isinstance(value, Array) and len(value) > 0 and str(value[0]).startswith("/")
