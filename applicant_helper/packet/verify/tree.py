"""Looks through every object of a file for what acts, leads outside, or tells more than the pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from applicant_helper.packet.verify.report import Problem, problem

# Keys that have no place in a packet, whatever dictionary has them.
NEVER = frozenset(
    {
        *(
            "/JS",
            "/JavaScript",
            "/AA",
            "/EmbeddedFiles",
            "/EF",
            "/XFA",
            "/AcroForm",
            "/PieceInfo",
            "/Metadata",
        ),
        *("/Collection", "/RichMedia", "/Thumb", "/OPI", "/Alternates", "/URI", "/Threads", "/DSS", "/Perms"),
    }
)
ACTIONS = frozenset(
    {
        *("/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/ResetForm"),
        *("/Movie", "/Sound", "/Rendition", "/RichMediaExecute", "/Named", "/Hide", "/SetOCGState", "/Trans"),
    }
)
KINDS = frozenset(
    {
        *("/FileAttachment", "/Movie", "/Sound", "/Screen", "/3D", "/RichMedia", "/Widget", "/PrinterMark"),
        *("/TrapNet", "/Watermark", "/Redact", "/Popup"),
    }
)
# In a stream these lead to data in other files.
OUTSIDE = frozenset({"/F", "/Ref"})
SUSPECT = re.compile(
    rb"/(?:"
    + b"|".join(re.escape(n[1:].encode()) for n in sorted(NEVER | ACTIONS | KINDS | OUTSIDE | {"/Filespec"}))
    + rb")(?![A-Za-z0-9_.+-])"
)
PATH = re.compile(r"[A-Za-z]:\\|/(?:home|Users|tmp|root|var|private|mnt|media)/|\\\\\w+\\|(?i:file:/)")


def forbidden(pdf: Pdf) -> Iterator[Problem]:
    """Everything that must not be in a packet, each thing once."""
    found: dict[str, None] = {}
    for thing in pdf.objects:
        if isinstance(thing, (Dictionary, Stream, Array)) and _is_suspect(thing):
            found |= dict.fromkeys(_nested(thing))
    root = pdf.Root
    if isinstance(root.get("/OpenAction"), Dictionary):
        found["/OpenAction"] = None
    if "/AF" in root:
        found["/AF"] = None
    yield from (problem("active", what=what) for what in found)
    for key, text in pdf.docinfo.items():
        if PATH.search(str(text)):
            yield problem("machine-path", text=f"{key} {text}")


def _is_suspect(thing: Object) -> bool:
    """Whether any of the names stands in an object as written; cheap, and true for more than is meant."""
    return (
        SUSPECT.search(
            thing.stream_dict.unparse() if isinstance(thing, Stream) else thing.unparse(resolved=True)
        )
        is not None
    )


def _nested(top: Object) -> Iterator[str]:
    """Faults of an object and of everything written inside it; what it refers to has its own turn."""
    waiting = [top]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, (Dictionary, Stream)):
            yield from _faults(thing)
        inside = thing if isinstance(thing, Array) else [value for _, value in thing.items()]
        waiting += [x for x in inside if isinstance(x, (Dictionary, Array)) and not x.is_indirect]


def _faults(thing: Object) -> Iterator[str]:
    keys = thing.keys()
    for key in keys & NEVER:
        if _is_meant(thing, keys, key):
            yield key
    if "/S" in keys and isinstance(thing.get("/S"), Name) and "/Type" in keys | {"/S"}:
        action = str(thing.S)
        if action in ACTIONS and (
            keys & {"/JS", "/F", "/URI", "/N", "/Win", "/R"} or thing.get("/Type") == "/Action"
        ):
            yield action
    if "/Subtype" in keys and "/Rect" in keys and str(thing.get("/Subtype")) in KINDS:
        yield str(thing.Subtype)
    if isinstance(thing, Stream):
        yield from keys & OUTSIDE
    if thing.get("/Type") == "/Filespec":
        yield "/Filespec"


def _is_meant(thing: Object, keys: set[str], key: str) -> bool:
    """Resource dictionaries may name a font or picture like any of these keys."""
    value = thing.get(key)
    if isinstance(value, Stream):
        return key in {"/Metadata", "/JS", "/XFA", "/Thumb"} and value.get("/Subtype") not in {"/Form"}
    if isinstance(value, Dictionary):
        return value.get("/Type") not in {"/Font", "/XObject", "/Pattern", "/ExtGState", "/OCG", "/OCMD"}
    return not (
        isinstance(value, Array) and len(value) and isinstance(value[0], Name) and "/Type" not in keys
    )
