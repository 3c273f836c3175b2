"""Names of finished files: what the destination asks for, in letters that every upload page takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from applicant_helper.packet.plan import PacketPlan

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile

UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
UNPRINTED = re.compile(r"\[U\+[0-9A-F]{4,6}\]")
REPEATED = re.compile(r"([_.-])[_.-]+")
SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "æ": "ae"})


def safe(text: str, most: int = 40) -> str:
    """Plain letters, digits, hyphen and underscore; accents are taken off.

    >>> safe("Peña's birth certificate"), safe("../../etc")
    ('Penas-birth-certificate', 'etc')
    """
    known = UNPRINTED.sub("", text)
    folded = unicodedata.normalize("NFKD", known.translate(SPECIAL).replace("'", "").replace("’", ""))
    plain = folded.encode("ascii", "ignore").decode()
    return REPEATED.sub(r"\1", UNSAFE.sub("-", plain)).strip("-_.")[:most].rstrip("-_.")


def file_names(plan: PacketPlan) -> tuple[str, ...]:
    """The name of each part's file, with `.pdf`, below the volume's folder when it has one."""
    profile = plan.profile
    folder = safe(plan.volume.folder)
    count = len(plan.parts)
    names = []
    for part in range(count):
        suffix = profile.split.part_suffix.format(k=part + 1, n=count) if count > 1 else ""
        room = profile.files.name_max - len(suffix) - len(".pdf")
        name = f"{stem_of(profile, plan.volume.names, room)}{suffix}.pdf"
        names.append(str(PurePosixPath(folder, name)))
    return tuple(names)


def stem_of(profile: PacketProfile, parts: Mapping[str, str], room: int) -> str:
    """The file name template filled in; what is not known leaves no gap, and nothing is said twice.

    Where it would be longer than `room`, the document goes first where the slot is named too, then what is in it is
    shortened, never what stands at its end.
    """
    template = profile.files.name_template
    says_both = "{slot}" in template and "{document}" in template
    for most in (40, 0, 32, 26, 20, 16, 12, 8):
        known = {k: safe(v, most or 40) for k, v in parts.items()}
        if says_both and (most != 40 or known.get("document") == known.get("slot")):
            known["document"] = ""
        stem = REPEATED.sub(r"\1", template.format(**known)).strip("-_.")
        if len(stem) <= room:
            break
    return stem[:room].rstrip("-_.") or "packet"


def unique(names: Sequence[str], taken: Set[str]) -> list[str]:
    """Names that are not among `taken`, where capitals do not count; a number is put behind those that were."""
    found = []
    for name in names:
        stem, dot, kind = name.rpartition(".")
        candidate, number = name, 2
        while candidate.lower() in taken:
            candidate, number = f"{stem}-{number}{dot}{kind}", number + 1
        found.append(candidate)
    return found
