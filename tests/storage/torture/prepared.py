"""Cases that hold something worth losing: values, papers, a history, a safety copy, and things to be forgotten."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from applicant_helper.core.answers import JsonValue
from applicant_helper.storage.cases import create_case
from applicant_helper.storage.handover import export_case
from applicant_helper.storage.layout import HANDOVER_SUFFIX
from tests.storage.helpers import NOW, RECORDS, later
from tests.storage.protected import PROTECTION

LABEL = "Ana and Luis"
MARKER = "Zqx7MARKERwv"
"""Stands in an old value and in a removed paper."""
KEPT_PAPER = b"%PDF-1.7 a paper that stays " * 3000
GONE_PAPER = f"%PDF-1.7 {MARKER} ".encode() * 3000
NEW_PASSPHRASE = "another good one"
HANDOVER = f"given{HANDOVER_SUFFIX}"


@dataclass(frozen=True, slots=True)
class Ground:
    """A folder with a folder of cases in it, and room beside for files of the person."""

    folder: Path

    @property
    def cases(self) -> Path:
        """Where the cases are."""
        return self.folder / "cases"

    @property
    def handover(self) -> Path:
        """The hand-over file that is taken in."""
        return self.folder / HANDOVER

    @property
    def export(self) -> Path:
        """The hand-over file that is written."""
        return self.folder / "out" / f"written{HANDOVER_SUFFIX}"

    @property
    def case(self) -> Path:
        """The one case."""
        (found,) = self.paths()
        return found

    def paths(self) -> list[Path]:
        """Every case folder."""
        return sorted(self.cases.glob("*.ahcase"))


@dataclass(frozen=True, slots=True)
class Whole:
    """What a case holds when nothing is lost."""

    records: Mapping[str, JsonValue]
    rev: int
    docs: frozenset[str] = field(default_factory=frozenset)


def prepare(ground: Ground, *, protected: bool) -> tuple[Whole, Whole]:
    """Make the case and a hand-over file of it; returns what it holds now, and what its safety copy holds."""
    ground.export.parent.mkdir(parents=True)
    with create_case(
        ground.cases,
        LABEL,
        now=NOW,
        records=RECORDS,
        session="torture",
        protection=PROTECTION if protected else None,
    ) as store:
        kept, gone = store.put_bytes(KEPT_PAPER), store.put_bytes(GONE_PAPER)
        for name, stored in (("kept", kept), ("gone", gone)):
            record: dict[str, JsonValue] = {"sha256": stored.sha256, "size": stored.size}
            store.commit({f"documents/{name}": record}, operation="add", now=NOW)
        store.commit({"people/maria/city": MARKER}, operation="answer", now=NOW)
        copied = Whole(dict(store.records), store.rev)
        store.snapshot("auto", now=later(1))
        store.commit({"people/maria/city": "Lima"}, operation="answer", now=later(2))
        store.commit({"documents/gone": None}, operation="remove", now=later(3))
        export_case(store, ground.handover)
        docs = frozenset((kept.sha256, gone.sha256))
        return Whole(dict(store.records), store.rev, docs), copied


def fresh(template: Ground, place: Path) -> Ground:
    """A copy of a prepared ground, to be tortured."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template.folder, place)
    return Ground(place)


def files_with(folder: Path, text: str) -> Iterator[str]:
    """Files under `folder` whose bytes or name hold `text`, in any of the ways it may stand on a disk."""
    forms = (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode().hex().encode())
    for path in folder.rglob("*"):
        if text in path.name or (path.is_file() and any(form in path.read_bytes() for form in forms)):
            yield str(path.relative_to(folder))
