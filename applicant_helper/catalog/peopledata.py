"""Who is who across forms filed together, as data: `forms/reading/people.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError

from applicant_helper.catalog.problems import DATA_FAULTY, CatalogFaulty
from applicant_helper.catalog.schemas import Id, Strict
from applicant_helper.catalog.where import data_root
from applicant_helper.catalog.yamlfile import read_yaml

Answers = dict[str, tuple[Id, ...]]


class Seat(Strict):
    """A role of a form. It counts unless the form gives one of the answers in `unless`."""

    form: str
    role: Id
    unless: Answers = Field(default_factory=dict)


class SeatRow(Strict):
    """Roles of different forms that one person takes when they are filed together."""

    roles: tuple[Seat, ...]


class Couple(Strict):
    """Two roles of a form that are married to each other when the form gives one of these answers."""

    form: str
    roles: tuple[Id, Id]
    when: Answers


class Family(Strict):
    """A role of a form whose people belong to the family of another role."""

    form: str
    role: Id
    of: Id


class PeopleRules(Strict):
    """The whole file. See the comments in it for what each part means."""

    schema_: int = Field(alias="schema", ge=1, le=1)
    main: dict[str, Id]
    seats: tuple[SeatRow, ...]
    couples: tuple[Couple, ...]
    families: tuple[Family, ...]
    mother_first: tuple[str, ...]
    left_out: tuple[Id, ...]
    not_compared: tuple[Id, ...]
    changing: tuple[Id, ...]
    same_answers: dict[Id, tuple[tuple[Id, ...], ...]]


@lru_cache(maxsize=4)
def load_people_rules(root: Path | None = None) -> PeopleRules:
    """The rules of `root` (the program's own without one). Raises CatalogFaulty naming file and line."""
    file = read_yaml((root or data_root()) / "forms" / "reading" / "people.yaml")
    try:
        return PeopleRules.model_validate(file.value)
    except ValidationError as refused:
        error = refused.errors()[0]
        place = tuple(p for p in error["loc"] if isinstance(p, (str, int)))
        first = f"{file.name}, line {file.line(place)}: {'.'.join(map(str, place))}: {error['msg']}."
        params = {"count": str(len(refused.errors())), "first": first}
        raise CatalogFaulty("reading-data", DATA_FAULTY, params) from refused
