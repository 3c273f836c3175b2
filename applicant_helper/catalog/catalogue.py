"""Everything the program knows about forms, behind one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from applicant_helper.catalog.models import Form, Paper, PovertyTable
from applicant_helper.catalog.packages import Package, load_packages
from applicant_helper.catalog.problems import DATA_FAULTY, CatalogFaulty
from applicant_helper.catalog.shared import EVIDENCE_ID, SharedData
from applicant_helper.catalog.shelf import FormHead, FormShelf
from applicant_helper.core.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Catalog:
    """The vocabulary, the forms, what they share, and the tables."""

    vocabulary: Vocabulary
    forms: FormShelf
    shared: SharedData
    poverty: PovertyTable | None
    tables: Mapping[str, object] = field(default_factory=dict)
    _contexts: dict[str, Mapping[str, str]] = field(default_factory=dict, compare=False)

    def form(self, form_id: str) -> Form | None:
        """The form with that id."""
        return self.forms.get(form_id)

    def heads(self) -> tuple[FormHead, ...]:
        """What every form is called."""
        return self.forms.heads()

    def form_id(self, number: str) -> str:
        """The id of the form with a printed number such as `N-400`; empty when it is not among the forms."""
        return next((h.id for h in self.heads() if h.number == number), "")

    def packages(self) -> tuple[Package, ...]:
        """Forms that are filed together. Raises CatalogFaulty when a package file has a problem."""
        problems = self.shared.problems
        before = len(problems.found)
        found = load_packages(self.shared.folder)
        new = problems.found[before:]
        if new:
            raise CatalogFaulty("catalog", DATA_FAULTY, {"count": str(len(new)), "first": str(new[0])})
        return found

    def paper_contexts(self, form: Form) -> Mapping[str, str]:
        """For each text about a paper of the form's checklist, where it stands in the data."""
        if form.id not in self._contexts:
            shared = _contexts(EVIDENCE_ID, self.shared.papers)
            self._contexts[form.id] = {**shared, **_contexts(form.id, form.papers)}
        return self._contexts[form.id]


def _contexts(file_id: str, papers: Mapping[str, Paper]) -> dict[str, str]:
    contexts = {}
    for paper in papers.values():
        contexts[paper.label] = f"{file_id}/papers.{paper.id}.label"
        for i, where in enumerate(paper.where, start=1):
            contexts[where.lacks] = f"{file_id}/papers.{paper.id}.where.{i}.lacks"
    return contexts
