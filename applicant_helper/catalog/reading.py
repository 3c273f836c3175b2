"""Reads data files below one root into validated shapes, noting what is wrong by file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from applicant_helper.catalog.problems import DataProblems
from applicant_helper.catalog.yamlfile import YamlFile, read_yaml

Shape = TypeVar("Shape", bound=BaseModel)


class DataFolder:
    """The folder that holds `forms/` and `checklists/`. Paths are relative to it."""

    def __init__(self, root: Path, problems: DataProblems) -> None:
        self.root = root
        self.problems = problems

    def has(self, path: Path) -> bool:
        """Whether there is such a file."""
        return (self.root / path).is_file()

    def files(self, folder: Path) -> list[Path]:
        """Every YAML file below a folder, in order."""
        return sorted(p.relative_to(self.root) for p in (self.root / folder).rglob("*.yaml"))

    def read(self, path: Path, shape: type[Shape]) -> tuple[Shape, YamlFile] | None:
        """A file as `shape`, or None after noting why not. Raises YamlRefused when it is not YAML."""
        file = read_yaml(self.root / path)
        file = YamlFile(path.as_posix(), file.value, file.lines)
        try:
            return shape.model_validate(file.value), file
        except ValidationError as refused:
            for error in refused.errors():
                place = tuple(p for p in error["loc"] if isinstance(p, (str, int)))
                where = ".".join(str(p) for p in place)
                self.problems.add(file, place, f"{where}: {error['msg']}.")
            return None
