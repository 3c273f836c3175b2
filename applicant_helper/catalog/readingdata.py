"""What is known about papers as data, `forms/reading/`: telling words of kinds, printed labels, languages.

Read only when a paper is looked into, never with the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, ValidationError

from applicant_helper.catalog.problems import DATA_FAULTY, CatalogFaulty, DataProblem
from applicant_helper.catalog.schemas import Id, Strict
from applicant_helper.catalog.where import data_root
from applicant_helper.catalog.yamlfile import YamlFile, read_yaml

Shape = TypeVar("Shape", bound=BaseModel)
Phrase = Annotated[
    str,
    BeforeValidator(lambda v: str(v) if isinstance(v, int) and not isinstance(v, bool) else v),
    StringConstraints(min_length=1, max_length=120),
]
Phrases = tuple[Phrase, ...]
Reads = Literal[
    "date",
    "name",
    "text",
    "place",
    "country",
    "sex",
    "money",
    "number",
    "a_number",
    "receipt_number",
    "i94_number",
    "passport_number",
    "ssn",
    "ead_category",
    "form",
    "period",
    "address",
    "date_or_ds",
]


class KindWordsSchema(Strict):
    """Telling words of one kind in one language: printed as a title, standing phrases, weak signs,
    words that speak against it, and words of file names."""

    headings: Phrases = ()
    says: Phrases = ()
    hints: Phrases = ()
    against: Phrases = ()
    files: Phrases = ()


class KindWordsFile(Strict):
    """`forms/reading/kinds/<language>.yaml`."""

    schema_: Literal[1] = Field(alias="schema")
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    kinds: dict[Id, KindWordsSchema]


class SignsFile(Strict):
    """`forms/reading/signs.yaml`: kinds told by form numbers, passport zones, shapes of pages."""

    schema_: Literal[1] = Field(alias="schema")
    forms: dict[str, Id]
    not_forms: tuple[str, ...]
    zones: dict[str, Id]
    cards: tuple[Id, ...]


class LabelSchema(Strict):
    """A printed label: the fact it names, how its value reads, and the words printed in any language.

    `kinds` limits it to those kinds; `of` = the value of another fact when the paper is of that kind.
    """

    fact: str
    reads: Reads
    printed: Phrases
    kinds: tuple[Id, ...] = ()
    of: dict[Id, str] = Field(default_factory=dict)


class LabelsFile(Strict):
    """`forms/reading/labels.yaml`."""

    schema_: Literal[1] = Field(alias="schema")
    rows: tuple[LabelSchema, ...]


class LanguageSchema(Strict):
    """Small words that are common in a language and, for a script of its own, the letters that tell it."""

    words: Phrases = ()
    letters: str = ""


class LanguagesFile(Strict):
    """`forms/reading/languages.yaml`."""

    schema_: Literal[1] = Field(alias="schema")
    languages: dict[str, LanguageSchema]


@dataclass(frozen=True, eq=False)
class ReadingData:
    """Everything below `forms/reading/`. Compared by identity, so it can be a key of a cache."""

    kinds: Mapping[str, Mapping[str, KindWordsSchema]]
    signs: SignsFile
    labels: tuple[LabelSchema, ...]
    languages: Mapping[str, LanguageSchema]


@lru_cache(maxsize=4)
def load_reading_data(root: Path | None = None) -> ReadingData:
    """The data of `root` (the program's own without one). Raises CatalogFaulty naming file and line."""
    folder = (root or data_root()) / "forms" / "reading"
    words = {}
    for path in sorted((folder / "kinds").glob("*.yaml")):
        file = _read(path, KindWordsFile)
        words[file.language] = file.kinds
    return ReadingData(
        kinds=words,
        signs=_read(folder / "signs.yaml", SignsFile),
        labels=_read(folder / "labels.yaml", LabelsFile).rows,
        languages=_read(folder / "languages.yaml", LanguagesFile).languages,
    )


def _read(path: Path, shape: type[Shape]) -> Shape:
    file = read_yaml(path)
    try:
        return shape.model_validate(file.value)
    except ValidationError as refused:
        first = next(_problems(file, refused))
        params = {"count": str(len(refused.errors())), "first": str(first)}
        raise CatalogFaulty("reading-data", DATA_FAULTY, params) from refused


def _problems(file: YamlFile, refused: ValidationError) -> Iterator[DataProblem]:
    for error in refused.errors():
        place = tuple(p for p in error["loc"] if isinstance(p, (str, int)))
        sentence = f"{'.'.join(str(p) for p in place)}: {error['msg']}."
        yield DataProblem(file.name, file.line(place), sentence)
