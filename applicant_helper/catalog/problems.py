"""What is wrong with data files, collected with file and line for their author."""

from __future__ import annotations

from dataclasses import dataclass

from applicant_helper.catalog.yamlfile import Place, YamlFile
from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_

DATA_FAULTY = N_("The form data needs {count} corrections. The first: {first}. Run: applicant-helper lint")


class CatalogFaulty(ApplicantHelperError):
    """The data files cannot be used; `lint` lists everything."""

    exit_code = ExitCode.LINT_FAILED


@dataclass(frozen=True, slots=True)
class DataProblem:
    """One problem of one data file."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


class DataProblems:
    """Collects problems while data files are loaded."""

    def __init__(self) -> None:
        self.found: list[DataProblem] = []

    def add(self, file: YamlFile, place: Place, sentence: str) -> None:
        """Note a problem at a place of a file."""
        problem = DataProblem(file.name, file.line(place), sentence)
        if problem not in self.found:
            self.found.append(problem)
