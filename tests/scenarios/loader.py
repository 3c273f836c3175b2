"""Scenarios as data: a base case, what is changed in it, and what the check must say."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from applicant_helper.catalog.yamlfile import read_yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Scenario:
    """One case in its raw form with its expectations."""

    name: str
    raw: dict[str, Any]
    expect: Mapping[str, Any]


def scenarios(folder: str) -> Iterator[Scenario]:
    """Every scenario of one folder."""
    for path in sorted((HERE / folder).glob("*.yaml")):
        if path.name.startswith("base-"):
            continue
        rows = read_yaml(path).value
        assert isinstance(rows, list)
        for row in rows:
            assert isinstance(row, dict)
            yield _scenario(HERE / folder, row)


def form_of(folder: str) -> str:
    """The form id of a folder of scenarios: `us-i-130` is `us/i-130`."""
    return folder.replace("-", "/", 1)


def base(folder: str, name: str) -> dict[str, Any]:
    """A base case to build on."""
    value = read_yaml(HERE / folder / f"{name}.yaml").value
    assert isinstance(value, dict)
    return copy.deepcopy(value)


def _scenario(folder: Path, row: Mapping[str, Any]) -> Scenario:
    raw = base(folder.name, str(row["extends"]))
    for path, value in (row.get("change") or {}).items():
        _set(raw, path, value)
    for path in row.get("remove") or []:
        _remove(raw, path)
    raw["documents"] = [*raw["documents"], *(row.get("add_documents") or [])]
    return Scenario(str(row["name"]), raw, row["expect"])


def _keys(raw: dict[str, Any], path: str) -> list[str]:
    """`documents.card.says.legal_name` as keys; the rest of a path below `says` is one key."""
    head, _, rest = path.partition(".says.")
    keys = head.split(".")
    return [*keys, "says", rest] if rest else keys


def _step(node: Any, key: str) -> Any:
    if isinstance(node, list):
        return next(item for item in node if item.get("id", item.get("form")) == key)
    return node[key]


def _set(raw: dict[str, Any], path: str, value: Any) -> None:
    keys = _keys(raw, path)
    node: Any = raw
    for key in keys[:-1]:
        node = _step(node, key)
    node[keys[-1]] = value


def _remove(raw: dict[str, Any], path: str) -> None:
    keys = _keys(raw, path)
    node: Any = raw
    for key in keys[:-1]:
        node = _step(node, key)
    if isinstance(node, list):
        node.remove(_step(node, keys[-1]))
    else:
        del node[keys[-1]]
