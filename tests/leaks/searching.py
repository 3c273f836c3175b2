"""Finds markers in files, however they are written there: letters of two bytes, Base64, hexadecimal, packed."""

from __future__ import annotations

import base64
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

from tests.leaks.markers import STEM

_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_MOST = 8_000_000
_TRIES = 400


@cache
def forms_of(text: str) -> tuple[bytes, ...]:
    """How a text may stand in bytes that were made lower case; only Base64 keeps its letters."""
    plain = text.encode()
    as_url = "".join(f"%{byte:02x}" for byte in plain)
    low = {
        plain.lower(),
        text.lower().encode("utf-16-le"),
        text.lower().encode("utf-16-be"),
        quote(text).lower().encode(),
        as_url.encode(),
        *(kind.encode().hex().encode() for kind in {text, text.lower(), text.upper()}),
    }
    return tuple(low)


@cache
def in_base64(text: str) -> tuple[bytes, ...]:
    """A text in Base64 at each of its three places, as written and in small and capital letters."""
    found = set()
    for kind in {text, text.lower(), text.upper()}:
        for raw in (kind.encode(), kind.encode("utf-16-le"), kind.encode("utf-16-be")):
            for shift in range(3):
                coded = base64.b64encode(bytes(shift) + raw)
                # Only letters whose six bits all come from the text.
                whole = coded[-(-shift * 8 // 6) : (shift + len(raw)) * 8 // 6]
                found |= {whole, whole.translate(bytes.maketrans(b"+/", b"-_"))}
    return tuple(form for form in found if len(form) >= 6)


def in_bytes(data: bytes, texts: Iterable[str]) -> str | None:
    """The first of the texts that stands in the bytes in any way."""
    low = data.lower()
    for text in texts:
        if any(form in low for form in forms_of(text)) or any(form in data for form in in_base64(text)):
            return text
    return None


def unpacked(data: bytes) -> Iterator[bytes]:
    """Every stream inside that can be unpacked, as PDF and PNG files hold them."""
    for number, place in enumerate(_PACKED.finditer(data)):
        if number >= _TRIES:
            return
        try:
            found = zlib.decompressobj().decompress(data[place.start() :], _MOST)
        except zlib.error:
            continue
        if len(found) > 4:
            yield found


def members(path: Path) -> Iterator[bytes]:
    """The files inside a ZIP file."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                yield info.filename.encode()
                yield archive.read(info)


def holds(path: Path, texts: Iterable[str] = (STEM,)) -> str | None:
    """The first text that a file holds, whole, packed or in a ZIP."""
    data = path.read_bytes()
    for part in (data, *unpacked(data), *members(path)):
        found = in_bytes(part, texts)
        if found is not None:
            return found
    return None


def holders(folders: Iterable[Path], texts: Iterable[str] = (STEM,)) -> list[str]:
    """Every file or folder below whose name or content holds one of the texts."""
    wanted = tuple(texts)
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if in_bytes(path.relative_to(folder).as_posix().encode(), wanted):
                found.append(f"{path} (name)")
            elif path.is_file() and not path.is_symlink() and (what := holds(path, wanted)):
                found.append(f"{path} ({what})")
    return found
