"""What forms share: papers, requirement bodies, checks, the words of questions, the checks of agencies.

Each is read once, when the first form asks for it.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from applicant_helper.catalog.checklists import build_papers
from applicant_helper.catalog.models import Paper
from applicant_helper.catalog.problems import DataProblems
from applicant_helper.catalog.reading import DataFolder
from applicant_helper.catalog.schemas import (
    AgencySchema,
    EvidenceFile,
    QuestionsFile,
    SharedChecksFile,
    SharedSchema,
)
from applicant_helper.catalog.yamlfile import YamlFile
from applicant_helper.core.vocabulary import Vocabulary

CHECKS = Path("forms/common/checks.yaml")
QUESTIONS = Path("forms/common/questions.yaml")
EVIDENCE_ID = "common/evidence"
EVIDENCE = Path("checklists/common/evidence.yaml")
BODIES = Path("checklists/common")


class SharedData:
    """The shared files below one root. `problems` collects what is wrong with them."""

    def __init__(self, folder: DataFolder, vocabulary: Vocabulary) -> None:
        self.folder = folder
        self.vocabulary = vocabulary
        self.problems: DataProblems = folder.problems
        self._agencies: dict[str, tuple[AgencySchema, YamlFile] | None] = {}

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """Papers by name, for every checklist."""
        found = self.folder.read(EVIDENCE, EvidenceFile)
        if found is None:
            return {}
        return build_papers(found[0].papers, found[1], self.vocabulary, self.problems)

    @cached_property
    def bodies(self) -> dict[str, SharedSchema]:
        """Whole requirements by id."""
        rows = (self.folder.read(p, SharedSchema) for p in self.folder.files(BODIES) if p != EVIDENCE)
        return {found[0].id: found[0] for found in rows if found is not None}

    @cached_property
    def checks(self) -> SharedChecksFile:
        """Checks by name."""
        found = self.folder.read(CHECKS, SharedChecksFile) if self.folder.has(CHECKS) else None
        return found[0] if found else SharedChecksFile(schema=1, id="common/checks", checks={})

    @cached_property
    def questions(self) -> QuestionsFile:
        """The words of every question, and the topics."""
        found = self.folder.read(QUESTIONS, QuestionsFile) if self.folder.has(QUESTIONS) else None
        return found[0] if found else QuestionsFile(schema=1, id="common/questions", topics=(), questions={})

    def agency(self, jurisdiction: str, agency: str) -> tuple[AgencySchema, YamlFile] | None:
        """The checks of an agency, or None when there are none."""
        name = f"{jurisdiction}-{agency}"
        if name not in self._agencies:
            path = Path("forms/common") / f"{name}.yaml"
            self._agencies[name] = self.folder.read(path, AgencySchema) if self.folder.has(path) else None
        return self._agencies[name]
