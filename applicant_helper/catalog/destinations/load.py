"""Reads the destination files and finds a destination by one of its names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from applicant_helper.catalog.destinations.profile import PacketProfile
from applicant_helper.catalog.problems import DATA_FAULTY, CatalogFaulty, DataProblem, DataProblems
from applicant_helper.catalog.yamlfile import YamlFile, YamlRefused, read_yaml
from applicant_helper.core.errors import fill
from applicant_helper.core.marks import N_

CHECK = N_("{what}. This rests on a weak source. Check it on the official page.")
OVERDUE = N_(
    "The rules of {destination} were to be looked at again by {date}. Check them on the official page."
)
MEGABYTE = 1_000_000
FOLDER = Path("forms") / "destinations"


def load_destinations(folder: Path) -> Mapping[str, PacketProfile]:
    """Every destination by id; read again only when a file has changed. Raises CatalogFaulty with file and line."""
    seen = tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(folder.glob("*.yaml")))
    return _load(folder, seen)


@lru_cache(maxsize=4)
def _load(folder: Path, _seen: tuple[tuple[str, int, int], ...]) -> Mapping[str, PacketProfile]:
    files, problems = examine_destinations(folder)
    if problems:
        params = {"count": str(len(problems)), "first": str(problems[0])}
        raise CatalogFaulty("destination", DATA_FAULTY, params)
    return MappingProxyType({profile.id: profile for profile, _file in files})


def examine_destinations(
    folder: Path,
) -> tuple[tuple[tuple[PacketProfile, YamlFile], ...], tuple[DataProblem, ...]]:
    """Every destination file that has the right shape, in order of their names, and what is wrong with the rest."""
    found: list[tuple[PacketProfile, YamlFile]] = []
    problems = DataProblems()
    for path in sorted(folder.glob("*.yaml")):
        name = (FOLDER / path.name).as_posix()
        try:
            read = read_yaml(path)
        except YamlRefused as refused:
            sentence = fill(refused.message, refused.params)
            problems.found.append(DataProblem(name, int(refused.params.get("line", "1")), sentence))
            continue
        file = YamlFile(name, read.value, read.lines)
        try:
            found.append((PacketProfile.model_validate(file.value), file))
        except ValidationError as refused:
            for error in refused.errors():
                place = tuple(p for p in error["loc"] if isinstance(p, (str, int)))
                where = ".".join(map(str, place)) or "the file"
                problems.add(file, place, f"{where}: {error['msg']}.")
    return tuple(found), tuple(problems.found)


def find_destination(known: Mapping[str, PacketProfile], name: str) -> PacketProfile | None:
    """A destination by its id or another name of it; hyphens and capitals do not matter."""
    wanted = name.strip().lower().replace("-", "_")
    for profile in known.values():
        if wanted in {profile.id, *(a.lower().replace("-", "_") for a in profile.aliases)}:
            return profile
    return None
