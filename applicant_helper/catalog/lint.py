"""Proves the data beyond what loading checks: reachable, sourced, answerable, consistent with itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path as FilePath

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.destinations import FOLDER, PacketProfile, find_destination
from applicant_helper.catalog.destinations.lint import lint_destinations
from applicant_helper.catalog.editions import FILE as EDITIONS
from applicant_helper.catalog.editions import lint_editions
from applicant_helper.catalog.load import examine
from applicant_helper.catalog.models import Form, Requirement
from applicant_helper.catalog.packages import load_packages, package_problems
from applicant_helper.catalog.pdfmaps import map_problems
from applicant_helper.catalog.problems import DataProblem
from applicant_helper.catalog.reach import can_hold
from applicant_helper.core.expr.explain import parts_of
from applicant_helper.core.expr.nodes import Call, Literal, Node

REQUIREMENT_FUNCTIONS = frozenset({"met", "papers_for", "papers_meeting"})
KIND_FUNCTIONS = frozenset({"papers", "disagreements", "clashes", "name_conflicts"})


def lint(root: FilePath) -> tuple[DataProblem, ...]:
    """Every problem of the data below `root`; empty when the data can be trusted."""
    profiles, destinations = lint_destinations(root)
    catalog, forms, problems = examine(root)
    if catalog is None:
        return (*problems, *destinations)
    known = {profile.id: profile for profile in profiles}
    more = [
        p
        for form in forms.values()
        for p in (*_form_problems(catalog, form), *_destination_problems(root, form, known))
    ]
    more += package_problems(load_packages(catalog.shared.folder), forms, catalog.vocabulary)
    problems = tuple(catalog.shared.problems.found)
    editions = lint_editions(root, forms.values()) if (root / EDITIONS).is_file() else ()
    return (*problems, *destinations, *more, *map_problems(root, catalog.vocabulary), *editions)


def _destination_problems(
    root: FilePath, form: Form, known: Mapping[str, PacketProfile]
) -> Iterator[DataProblem]:
    """A destination that a form names and that has no file; a file that can't be read is told by itself."""
    for name in form.destinations:
        is_there = find_destination(known, name) is not None or (root / FOLDER / f"{name}.yaml").is_file()
        if not is_there:
            yield DataProblem(form.id, 1, f"There is no destination {name}.")


def _form_problems(catalog: Catalog, form: Form) -> Iterator[DataProblem]:
    def problem(sentence: str) -> DataProblem:
        return DataProblem(form.id, 1, sentence)

    derived = {n: d.node for n, d in form.derived.items()}
    for name, number in Counter(r.rule for r in form.rules).items():
        if number > 1:
            yield problem(f"Two rules are called {name}. Give one of them a `rule` of its own.")
    for name, number in Counter(r.id for r in form.requirements).items():
        if number > 1:
            yield problem(f"Two requirements are called {name}.")
    if not form.editions and form.has_edition:
        yield problem("No edition is listed.")
    for requirement in form.requirements:
        yield from (problem(s) for s in _requirement_sentences(requirement, derived))
    for rule in form.rules:
        if rule.fix_kind == "paper" and form.requirement(rule.fix_target) is None:
            yield problem(f"{rule.rule} points to {rule.fix_target}, which is no requirement of this form.")
        if rule.fix_kind == "answer" and form.question(rule.fix_target) is None:
            yield problem(f"{rule.rule} points to {rule.fix_target}, which no question asks.")
        if rule.when is not None and not can_hold(rule.when, derived):
            yield problem(f"{rule.rule} can never apply: its condition cannot hold.")
        if not rule.source.text or rule.source.read_on in {None, date.min}:
            yield problem(f"{rule.rule} has no authority or no date.")
    yield from (problem(s) for s in _reference_sentences(catalog, form))


def _requirement_sentences(requirement: Requirement, derived: dict[str, Node]) -> Iterator[str]:
    if requirement.when is not None and not can_hold(requirement.when, derived):
        yield f"{requirement.id} can never be needed: its condition cannot hold."
    if requirement.when is not None and not requirement.only_if:
        yield f"{requirement.id} does not say in words when it is needed (only_if)."
    if not requirement.is_translations and not requirement.kinds():
        yield f"{requirement.id} names no kind of paper that can meet it."


def _reference_sentences(catalog: Catalog, form: Form) -> Iterator[str]:
    for node in _all_nodes(form):
        if not isinstance(node, Call):
            continue
        values = [a.value for a in node.args if isinstance(a, Literal) and isinstance(a.value, str)]
        if node.name in REQUIREMENT_FUNCTIONS:
            for value in values:
                if form.requirement(value) is None:
                    yield f"{node.text} names {value}, which is no requirement of this form."
        if node.name in KIND_FUNCTIONS:
            for value in values:
                if value not in catalog.vocabulary.kinds:
                    yield f"{node.text} names {value}, which is no kind of paper."


def _all_nodes(form: Form) -> Iterator[Node]:
    tops: list[Node | None] = [d.node for d in form.derived.values()]
    for rule in form.rules:
        tops += [rule.when, rule.each, rule.holds, rule.flag, rule.sources, *rule.says.slots.values()]
    for requirement in form.requirements:
        tops += [requirement.when, requirement.each]
    tops += [refer.when for refer in form.refer]
    for window in form.windows:
        tops += [window.opens, window.closes]
    for top in tops:
        if top is not None:
            yield from _below(top)


def _below(node: Node) -> Iterator[Node]:
    yield node
    for part in parts_of(node):
        yield from _below(part)
