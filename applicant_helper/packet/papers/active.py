"""Takes from a packet whatever acts, leads outside, or tells more than the pages show: one pass over all objects."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

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
# In a stream these lead to data in other files.
OUTSIDE = frozenset({"/Ref", "/F", "/FFilter", "/FDecodeParms"})
# Names that programs give to pictures and forms; nothing looks them up.
NAMED = frozenset({"/Name", "/ID"})
# Words beside what is seen: marks of a page and layers.
BESIDE = frozenset({"/Properties", "/OCG"})
LAYERS = (Name.OCG, Name.OCMD)
LAYER = "Layer"
JPEG = frozenset({"/DCTDecode", "/DCT"})
TREE = frozenset({"/StructTreeRoot", "/StructParents", "/StructParent"})
SUSPECT = re.compile(
    rb"/(?:"
    + b"|".join(sorted(re.escape(key[1:].encode()) for key in DROPPED | OUTSIDE | NAMED | BESIDE))
    + rb")(?![\w.+-])"
)


def drop_active(pdf: Pdf, keep: Set[str] = frozenset()) -> None:
    """Remove the dropped keys from every dictionary and stream, but for those in `keep`.

    With `TREE` in `keep` the packet's own tags stay; papers placed as streams lose theirs all the same.
    Links inside the packet must use /Dest: every action goes.
    """
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            written = thing.stream_dict.unparse()
            if SUSPECT.search(written):
                _clean_all(thing, DROPPED)
            if b"/DCT" in written:
                unwrap_jpeg(thing)
        elif isinstance(thing, (Dictionary, Array)) and SUSPECT.search(thing.unparse(resolved=True)):
            _clean_all(thing, DROPPED - keep)


def _clean_all(top: Object, dropped: Set[str]) -> None:
    """An object and everything written inside it; what it refers to has its own turn."""
    waiting = [top]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, (Dictionary, Stream)):
            _clean(thing, dropped)
        inside = thing if isinstance(thing, Array) else [value for _, value in thing.items()]
        waiting += [x for x in inside if isinstance(x, (Dictionary, Array)) and not x.is_indirect]


def _clean(thing: Object, dropped: Set[str]) -> None:
    keys = thing.keys()
    if isinstance(thing, Stream):
        for key in keys & (dropped | OUTSIDE | NAMED):
            if key not in ACTING:
                del thing[key]
        return
    for key in keys & dropped:
        if _is_dropped(thing, keys, key):
            del thing[key]
    if "/Properties" in keys:
        _empty_marks(thing.get("/Properties"))
    if thing.get("/Type") == Name.OCG:
        thing.Name = LAYER
        if "/Usage" in thing:
            del thing["/Usage"]


def _empty_marks(marks: Any) -> None:
    """Of what marks on a page are said to be, only layers matter to what is seen."""
    if isinstance(marks, Dictionary) and not isinstance(marks, Stream):
        for name, value in list(marks.items()):
            if not isinstance(value, Dictionary) or value.get("/Type") not in LAYERS:
                marks[name] = Dictionary()


def unwrap_jpeg(stream: Stream) -> None:
    """Take the second packing off a JPEG: it hides what the camera wrote into it, and saves nothing."""
    filters, parms = stream.get("/Filter"), stream.get("/DecodeParms")
    if not isinstance(filters, Array) or len(filters) < 2 or str(filters[-1]) not in JPEG:
        return
    own = parms[-1] if isinstance(parms, Array) and len(parms) == len(filters) else None
    stream.Filter = Array(list(filters)[:-1])
    if isinstance(parms, Array):
        stream.DecodeParms = Array(list(parms)[:-1])
    try:
        data = stream.read_bytes()
    except (PdfError, RuntimeError, ValueError):
        stream.Filter = filters
        if parms is not None:
            stream.DecodeParms = parms
        return
    stream.write(data, filter=Name.DCTDecode, decode_parms=own if isinstance(own, Dictionary) else None)


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
