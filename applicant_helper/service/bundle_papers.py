"""Loose papers as the command line names them, put into packages and exhibits in the order given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from applicant_helper.core.text import safe_line
from applicant_helper.packet.model import ExhibitGroup, Note, PacketDocument, Role
from applicant_helper.service.bundle_folder import MAX_FILES, folder_papers
from applicant_helper.service.bundle_words import (
    CLOSED_FOLDER,
    EMPTY_EXHIBIT,
    EMPTY_FOLDER,
    FOLLOWERS,
    FULL_FOLDER,
    GIVEN_TWICE,
    MARKERS,
    NO_ORIGINAL,
    NOT_A_FILE,
    NOTHING_THERE,
    ONE_FILE,
    PASSED_OVER,
    ROLES,
    WORDS_BEFORE,
    BundleNotPossible,
    PapersNotThere,
)
from applicant_helper.service.destinations import typed_path
from applicant_helper.service.papers import as_found

NAMES_SHOWN = 5
ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
# A hyphen stays inside dates and the numbers of forms, such as 2024-05-01, I-94 and EOIR-28.
HYPHEN = re.compile(r"(?<![0-9])(?<!\b[A-Za-z])(?<!\b[A-Za-z]{2})(?<!\b[A-Z]{3})(?<!\b[A-Z]{4})-|-(?![0-9])")


@dataclass(slots=True)
class LoosePackage:
    """The papers of one form: what stands before the exhibits, and the exhibits."""

    front: list[PacketDocument] = field(default_factory=list)
    sections: list[ExhibitGroup] = field(default_factory=list)

    @property
    def has_form(self) -> bool:
        """Whether the form itself is here."""
        return any(d.role == "official_form" for d in self.front)


@dataclass(frozen=True, slots=True)
class LoosePapers:
    """Packages in order, and what to tell about the paths."""

    packages: tuple[LoosePackage, ...]
    notes: tuple[Note, ...]


def readable(name: str, *, is_file: bool = True) -> str:
    """A file name as a title: no ending, spaces for underscores and hyphens. Nothing is guessed.

    >>> readable("birth_certificate-ana.PDF"), readable("i-94.pdf"), readable("tax 2023-04-15")
    ('Birth certificate ana', 'I-94', 'Tax 2023-04-15')
    """
    stem = ENDING.sub("", name) if is_file else name
    text = safe_line(HYPHEN.sub(" ", stem.replace("_", " "))) or safe_line(name) or "Paper"
    first = text.partition(" ")[0]
    return text[0].upper() + text[1:] if first.islower() else text


def read_papers(
    arguments: Sequence[str], *, folder_is_person: bool = False, applicant: str = ""
) -> LoosePapers:
    """Packages from arguments such as `form:n-400.pdf`, `birth.pdf`, `translation:birth-en.pdf`, `taxes/`.

    `folder_is_person`: papers in a folder belong to the person it is named after; what belongs to nobody is the
    `applicant`'s. Raises PapersNotThere with every path that is missing, BundleNotPossible.
    """
    _refuse_missing(arguments)
    reader = _Reader(applicant, folder_is_person=folder_is_person)
    for argument in arguments:
        reader.take(argument)
    return reader.finish()


def split_word(argument: str) -> tuple[str, str]:
    """The word before a paper and the rest; a file whose name is written like that is just a file."""
    word, colon, rest = argument.partition(":")
    if not colon or word.lower() not in {*ROLES, *MARKERS} or _exists(Path(argument)):
        return "", argument
    return word.lower(), rest


def _refuse_missing(arguments: Sequence[str]) -> None:
    missing = []
    for argument in arguments:
        word, rest = split_word(argument)
        if word not in MARKERS and (not rest or not _exists(as_found(typed_path(rest)))):
            missing.append(argument)
    if not missing:
        return
    names = ", ".join(map(safe_line, missing))
    if any(re.match(r"[A-Za-z-]{3,}:", name) for name in missing):
        words = ", ".join(f"{word}:" for word in (*ROLES, *MARKERS))
        raise PapersNotThere("nothing-there", WORDS_BEFORE, {"names": names, "words": words})
    raise PapersNotThere("nothing-there", NOTHING_THERE, {"names": names})


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


class _Reader:
    """Takes one argument after the other."""

    def __init__(self, applicant: str, *, folder_is_person: bool) -> None:
        self.applicant = applicant
        self.folder_is_person = folder_is_person
        self.packages = [LoosePackage()]
        self.notes: list[Note] = []
        self.exhibit = ""
        self.person = ""
        self.original = ""
        self.translated = ""
        self.seen: set[Path] = set()
        self.count = 0

    def take(self, argument: str) -> None:
        """One more argument."""
        word, rest = split_word(argument)
        if word == "exhibit":
            self._open(safe_line(rest))
        elif word == "person":
            self.person = safe_line(rest)
        else:
            self._take_path(word, as_found(typed_path(rest)))

    def finish(self) -> LoosePapers:
        """What was taken."""
        for group in (g for p in self.packages for g in p.sections):
            if not group.documents:
                raise BundleNotPossible("empty-exhibit", EMPTY_EXHIBIT, {"title": group.title})
        return LoosePapers(tuple(self.packages), tuple(self.notes))

    def _open(self, title: str) -> None:
        self.exhibit = title
        self._forget()
        if title:
            self._group(title, ())

    def _take_path(self, word: str, path: Path) -> None:
        if path.is_dir():
            if word:
                slots = {"word": word, "name": _name(path)}
                raise BundleNotPossible("one-file", ONE_FILE, slots)
            self._folder(path)
        elif path.is_file():
            self._file(path, ROLES.get(word, "evidence"), word)
        else:
            raise PapersNotThere("not-a-file", NOT_A_FILE, {"name": _name(path)})

    def _folder(self, folder: Path) -> None:
        name = _name(folder)
        try:
            found = folder_papers(folder)
        except OSError as cause:
            closed = _name(Path(cause.filename)) if cause.filename else name
            raise PapersNotThere("closed-folder", CLOSED_FOLDER, {"name": closed}) from cause
        if found.is_full:
            slots = {"name": name, "most": str(MAX_FILES)}
            raise PapersNotThere("full-folder", FULL_FOLDER, slots)
        if not found.files:
            raise PapersNotThere("empty-folder", EMPTY_FOLDER, {"name": name})
        if found.passed_over:
            self.notes.append(
                Note("passed-over", PASSED_OVER, {"folder": name, "names": _few(found.passed_over)})
            )
        title = readable(name, is_file=False)
        person = title if self.folder_is_person and not self.person else self.person
        papers = tuple(self._paper(path, "evidence", person) for path in found.files)
        if self.exhibit:
            self._add(papers)
        else:
            self._group(title, papers)
        self._forget()

    def _file(self, path: Path, role: Role, word: str) -> None:
        paper = self._paper(path, role, self.person)
        if role in FOLLOWERS:
            self._follow(paper, word)
        elif role == "evidence":
            if self.exhibit:
                self._add((paper,))
            else:
                self._group(paper.title, (paper,))
            self.original = self.translated = paper.id
        else:
            if role == "official_form" and self.packages[-1].has_form:
                self.packages.append(LoosePackage())
                self.exhibit = ""
            self.packages[-1].front.append(paper)
            self._forget()

    def _follow(self, paper: PacketDocument, word: str) -> None:
        """A translation belongs to the paper before it, a certificate to the translation before it."""
        if not self.original:
            slots = {"word": word, "name": paper.original_name}
            raise BundleNotPossible("no-original", NO_ORIGINAL, slots)
        of = self.original if paper.role == "translation" else self.translated
        self._add((replace(paper, translation_of=of),))
        if paper.role == "translation":
            self.translated = paper.id

    def _forget(self) -> None:
        self.original = self.translated = ""

    def _paper(self, path: Path, role: Role, person: str) -> PacketDocument:
        self.count += 1
        whole = path.absolute()
        real = whole.resolve()
        if real in self.seen:
            self.notes.append(Note("given-twice", GIVEN_TWICE, {"name": _name(path)}))
        self.seen.add(real)
        return PacketDocument(
            id=f"p{self.count}",
            path=whole,
            title=readable(path.name),
            original_name=_name(path),
            role=role,
            person=person or self.applicant,
        )

    def _group(self, title: str, papers: tuple[PacketDocument, ...]) -> None:
        sections = self.packages[-1].sections
        number = sum(len(p.sections) for p in self.packages) + 1
        sections.append(
            ExhibitGroup(f"exhibit{number}", title, "", papers, item_ref=str(number), status="enclosed")
        )

    def _add(self, papers: tuple[PacketDocument, ...]) -> None:
        sections = self.packages[-1].sections
        sections[-1] = replace(sections[-1], documents=(*sections[-1].documents, *papers))


def _name(path: Path) -> str:
    return safe_line(path.name or path.absolute().name) or "/"


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(map(safe_line, names[:NAMES_SHOWN]))
    more = len(names) - NAMES_SHOWN
    return f"{shown} (+{more})" if more > 0 else shown
