"""Finds the texts in forms/ and checklists/ that a person reads, with their context and line.

For translators' tools only; the program itself never reads YAML through this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.marks import N_

TEXT_FIELDS = frozenset(
    {
        *(
            "label",
            "title",
            "ask",
            "ask_other",
            "help",
            "why",
            "note",
            "says",
            "do",
            "lacks",
            "steps",
            "item",
            "only_if",
        ),
        *(
            "arithmetic",
            "reason",
            "not_asked_for",
            "after",
            "text",
            "what_counts",
            "what_to_do",
            "warning",
            "only_if",
        ),
    }
)
"""Keys whose text, or list or mapping of texts, is shown to people."""

DESTINATIONS = "destinations"
"""The folder of forms/ whose files say where packets go; they have text keys of their own, and no named items."""

DESTINATION_FIELDS = frozenset(
    {
        *("title", "destination", "notice", "paper_rules", "advice", "conflicts", "supports"),
        *("what", "rule", "when"),
    }
)
"""Text keys of those files."""

FIRM = frozenset({"A", "B"})
"""Sources of this confidence are for authors; people are shown what the weaker ones are said to support."""

TEXT_MAPS = frozenset({"labels", "choice_labels", "texts", "captions"})
"""Keys whose value maps ids to texts."""

ITEM_KEYS = ("rule", "id", "fact")
"""Keys that name an item of a list, first found wins."""

PROGRAM_ONLY = {"vocabulary": frozenset({"records", "roles", "note", "notes", "words"})}
"""By file id: keys under which nothing is shown to people (notes for authors, recognition words)."""

_ID = re.compile(r"[a-z0-9_][a-z0-9_./-]*\Z")


class TextsUnreadable(ApplicantHelperError):
    """A form or checklist file is not YAML, so its texts cannot be collected. `params`: name, line."""

    def __init__(self, name: str, line: int) -> None:
        message = N_("I can't collect the texts of {name}. Mend the YAML at line {line} and run this again.")
        super().__init__("texts_unreadable", message, {"name": name, "line": str(line)})


@dataclass(frozen=True, slots=True)
class DataText:
    """One English text, where it stands (`line` from 1) and its context `<file id>/<item id>.<field>`."""

    context: str
    english: str
    line: int


def data_texts(path: Path, root: Path) -> Iterator[DataText]:
    """The texts of one YAML file below `root` (forms/ or checklists/), in file order.

    Raises TextsUnreadable when the file is not YAML.
    """
    loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise TextsUnreadable(path.name, line) from problem
    if isinstance(node, yaml.MappingNode):
        own = _scalar(node, "id") or _scalar(node, "form")
        file_id = own or path.relative_to(root).with_suffix("").as_posix()
        is_destination = DESTINATIONS in path.relative_to(root).parts[:-1]
        walk = (
            _Walk(file_id, DESTINATION_FIELDS, ())
            if is_destination
            else _Walk(file_id, TEXT_FIELDS, ITEM_KEYS)
        )
        yield from walk.mapping(node, ())


def _scalar(node: yaml.MappingNode, key: str) -> str | None:
    for name, value in node.value:
        if name.value == key and isinstance(value, yaml.ScalarNode) and _ID.match(value.value):
            return str(value.value)
    return None


def _is_firm(source: yaml.MappingNode) -> bool:
    return any(name.value == "confidence" and value.value in FIRM for name, value in source.value)


class _Walk:
    def __init__(self, file_id: str, fields: frozenset[str], item_keys: tuple[str, ...]) -> None:
        self.file_id = file_id
        self.fields = fields
        self.item_keys = item_keys
        self.skip = PROGRAM_ONLY.get(file_id, frozenset())

    def mapping(self, node: yaml.MappingNode, path: tuple[str, ...]) -> Iterator[DataText]:
        item = next(filter(None, (_scalar(node, k) for k in self.item_keys)), None) if path else None
        here = (item,) if item else path
        for name, value in node.value:
            key = str(name.value)
            if key in self.skip or key == "slots" or (key == "supports" and _is_firm(node)):
                continue
            if key in self.fields or key in TEXT_MAPS:
                yield from self.texts(value, (*here, key))
            else:
                yield from self.inside(value, (*here, key))

    def inside(self, node: yaml.Node, path: tuple[str, ...]) -> Iterator[DataText]:
        if isinstance(node, yaml.MappingNode):
            yield from self.mapping(node, path)
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value, start=1):
                yield from self.inside(item, (*path, str(number)))

    def texts(self, node: yaml.Node, path: tuple[str, ...]) -> Iterator[DataText]:
        """A text, a list of texts, or a mapping of ids to texts."""
        if isinstance(node, yaml.ScalarNode):
            if node.tag == "tag:yaml.org,2002:str" and node.value.strip():
                yield DataText(self.context(path), str(node.value), node.start_mark.line + 1)
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value, start=1):
                yield from self.texts(item, (*path, str(number)))
        elif isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                yield from self.texts(value, (*path, str(name.value)))

    def context(self, path: tuple[str, ...]) -> str:
        return f"{self.file_id}/{'.'.join(path)}"
