"""Nothing that acts, leads outside or tells more than the pages show comes through into a packet."""

from __future__ import annotations

import re
import socket
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from applicant_helper.packet.build import build_packet
from applicant_helper.packet.model import PacketDocument
from tests.packet import hostile_pdf, hostile_pictures, inputs
from tests.packet.test_packets import cache as cache
from tests.packet.test_packets import paper, request

CANARY = re.compile(r"CANARY-([A-Za-z0-9-]+?)-(?![A-Za-z0-9])")
FORBIDDEN = frozenset(
    [
        "/AA",
        "/JS",
        "/JavaScript",
        "/URI",
        "/Launch",
        "/AcroForm",
        "/XFA",
        "/EmbeddedFiles",
        "/EF",
        "/AF",
        "/Collection",
        "/PieceInfo",
        "/Metadata",
        "/Thumb",
        "/OPI",
        "/Alternates",
        "/RichMediaContent",
        "/Perms",
        "/Legal",
        "/DSS",
        "/Threads",
        "/SpiderInfo",
        "/PresSteps",
        "/LastModified",
        "/Names",
        "/Dests",
        "/OutputIntents",
        "/Requirements",
        "/A",
        "/PA",
        "/Ref",
        "/StructParent",
        "/StructParents",
    ]
)
# Drawing instructions are placed byte for byte and never read: words written between them, which name or explain
# what is drawn (for screen readers), stay with it. No object of the packet holds them.
STAYS = frozenset({"actual-text", "alt-text", "expansion", "comment"})
PROFILES = ("uscis_paper", "nvc_ceac")
MAKERS = {
    "hostile.pdf": hostile_pdf.hostile,
    "layered.pdf": hostile_pdf.layered,
    "scanned.pdf": hostile_pictures.scanned,
    "twice.pdf": lambda path: hostile_pictures.scanned(path, twice=True),
    "photo.jpg": hostile_pictures.jpeg,
    "shot.png": hostile_pictures.png,
    "scan.tif": hostile_pictures.tiff,
    "web.webp": hostile_pictures.webp,
    "phone.heic": hostile_pictures.heic,
}


def strings_of(top: Object) -> Iterator[str]:
    """All names of keys and values, and all strings, of one object and what is written inside it."""
    waiting = [top]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, (Dictionary, Stream)):
            yield from thing.keys()
            waiting += [v for v in thing.values() if not getattr(v, "is_indirect", False)]
        elif isinstance(thing, Array):
            waiting += [v for v in thing if not getattr(v, "is_indirect", False)]
        elif isinstance(thing, (Name, String)):
            yield str(thing)
            if isinstance(thing, String):
                yield bytes(thing).decode("latin-1")


def unpacked(stream: Stream) -> bytes:
    try:
        return stream.read_bytes(pikepdf.StreamDecodeLevel.generalized)
    except pikepdf.PdfError:
        raw = stream.read_raw_bytes()
        return raw + (zlib.decompress(raw) if raw.startswith(b"x") else b"")


def plain_words(data: bytes) -> str:
    """Bytes as text, with what is written in hex or in two bytes a letter made plain as well."""
    text = data.decode("latin-1")
    hexed = "".join(
        bytes.fromhex(found).decode("latin-1") + " " for found in re.findall(r"<((?:[0-9A-Fa-f]{2})+)>", text)
    )
    return text + hexed + text.replace("\0", "")


def canaries_in(path: Path) -> set[str]:
    """Where the canaries that came through had sat."""
    found = set(CANARY.findall(plain_words(path.read_bytes())))
    with pikepdf.open(path) as pdf:
        for thing in [*pdf.objects, pdf.trailer]:
            found |= {hit for word in strings_of(thing) for hit in CANARY.findall(word)}
            if isinstance(thing, Stream):
                found |= set(CANARY.findall(plain_words(unpacked(thing))))
    return found


def keys_in(path: Path) -> set[str]:
    """Every name and text in the objects of a packet, but for the tags that the packet has of its own on each page."""
    with pikepdf.open(path) as pdf:
        return {word for thing in pdf.objects for word in set(strings_of(thing)) - own_tags(thing)}


def own_tags(thing: object) -> set[str]:
    is_page = isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == pikepdf.Name.Page
    return {"/StructParents"} if is_page else set()


def packet(folder: Path, cache: Path, profile: str, names: list[str], work: str = "work") -> list[Path]:
    documents: list[PacketDocument] = []
    for name in names:
        source = folder / "in" / name
        source.parent.mkdir(exist_ok=True)
        if not source.exists():
            MAKERS[name](source)
        documents.append(paper(source, name))
    out = folder / work / "out" / "packet.pdf"
    report = build_packet(request(documents, profile=profile), out, work=folder / work / "w", cache=cache)
    return [f.path for f in report.files]


@pytest.mark.parametrize("name", MAKERS)
def test_the_papers_hold_what_the_packet_must_not(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    MAKERS[name](path)
    assert b"CANARY" in path.read_bytes() or canaries_in(path)


@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_hidden_comes_through(tmp_path: Path, cache: Path, profile: str) -> None:
    for path in packet(tmp_path, cache, profile, list(MAKERS)):
        assert canaries_in(path) - STAYS == set()
        assert keys_in(path) & FORBIDDEN == set()


def test_what_is_seen_stays_as_it_is(tmp_path: Path, cache: Path) -> None:
    """The hidden things of a page go; its text and its picture do not."""
    (path,) = packet(tmp_path, cache, "uscis_paper", ["hostile.pdf", "layered.pdf"])
    with pikepdf.open(path) as pdf:
        numbers = [n for n, page in enumerate(pdf.pages, 1) if "/Ev" in page.resources.get("/XObject", {})]
    bare = inputs.pages(tmp_path / "bare.pdf")
    (plain,) = build_plain(tmp_path, cache, bare)
    # The switched off layer would be a black square over the page.
    assert inputs.difference(inputs.rendered(path, numbers[2]), inputs.rendered(plain, 4)) < 1
    assert len(numbers) == 3


def build_plain(folder: Path, cache: Path, bare: Path) -> list[Path]:
    wanted = request([paper(bare, "Bare")], profile="uscis_paper")
    report = build_packet(wanted, folder / "plain" / "p.pdf", work=folder / "plain-w", cache=cache)
    return [f.path for f in report.files]


@pytest.mark.parametrize("profile", PROFILES)
def test_two_work_folders_give_the_same_bytes_and_name_no_machine(
    tmp_path: Path, cache: Path, profile: str
) -> None:
    names = ["hostile.pdf", "photo.jpg", "scan.tif"]
    one = packet(tmp_path, cache, profile, names, "one")
    other = packet(tmp_path, cache, profile, names, "another-folder-with-a-long-name")
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in other]
    for path in one:
        words = set(told_by(path))
        for secret in (str(tmp_path), str(tmp_path.parent), str(Path.home()), socket.gethostname()):
            assert not [w for w in words if len(secret) > 5 and secret in w]


def told_by(path: Path) -> Iterator[str]:
    yield path.read_bytes().decode("latin-1")
    with pikepdf.open(path) as pdf:
        for thing in [*pdf.objects, pdf.trailer]:
            yield from strings_of(thing)
            if isinstance(thing, Stream):
                yield unpacked(thing).decode("latin-1")
