"""The one door for YAML: plain values with the line each came from; no dates, no surprising booleans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.marks import N_

MAX_BYTES = 8_000_000
MAX_DEPTH = 40
Place = tuple[str | int, ...]

NOT_READABLE = N_("I can't read {name}. Near line {line}: {what}. Correct that line and try again.")
TOO_LARGE = N_("{name} is too large to be a case or form file. Check that you chose the right file.")
NOT_TEXT = N_("{name} is not a text file. Check that you chose the right file.")
NOT_FOUND = N_("There is no file at {name}. Check the path and try again.")
KEY_TWICE = N_("{name}, line {line}: {key} is written twice. Keep one of them.")
BOOLEAN_KEY = N_("{name}, line {line}: a name here was read as yes or no. Put it in quotation marks.")


class YamlRefused(ApplicantHelperError):
    """A YAML file that cannot be taken in; the sentence names the file and the line."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """Plain values and, for each place in them, the line number it starts on."""

    name: str
    value: JsonValue
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest part above it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_yaml(path: Path) -> YamlFile:
    """The values of one file. Raises YamlRefused with the file and line."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise YamlRefused("yaml-too-large", TOO_LARGE, {"name": path.name})
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as cause:
        raise YamlRefused("yaml-not-text", NOT_TEXT, {"name": path.name}) from cause
    except OSError as cause:
        raise YamlRefused("yaml-not-found", NOT_FOUND, {"name": str(path)}) from cause
    return parse_yaml(text, path.name)


def parse_yaml(text: str, name: str) -> YamlFile:
    """The values of YAML text. Raises YamlRefused with the name and line."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as cause:
        mark = getattr(cause, "problem_mark", None)
        line = str(mark.line + 1) if mark is not None else "1"
        what = getattr(cause, "problem", None) or "this is not YAML"
        raise YamlRefused("yaml", NOT_READABLE, {"name": name, "line": line, "what": str(what)}) from cause
    except (ValueError, RecursionError) as cause:
        what = "this is not YAML"
        raise YamlRefused("yaml", NOT_READABLE, {"name": name, "line": "1", "what": what}) from cause
    lines: dict[Place, int] = {}
    value = _Builder(name, lines).build(node, ()) if node is not None else None
    return YamlFile(name, value, lines)


class _Builder:
    def __init__(self, name: str, lines: dict[Place, int]) -> None:
        self.name = name
        self.lines = lines
        self.built = 0

    def build(self, node: yaml.Node, place: Place) -> JsonValue:
        line = node.start_mark.line + 1
        self.lines[place] = line
        self.built += 1
        if len(place) > MAX_DEPTH or self.built > 500_000:
            what = "it is nested too deeply or repeats itself"
            params = {"name": self.name, "line": str(line), "what": what}
            raise YamlRefused("yaml-too-deep", NOT_READABLE, params)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*place, i)) for i, child in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> JsonValue:
        found: dict[str, JsonValue] = {}
        for key_node, child in node.value:
            key = _scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            params = {"name": self.name, "line": str(key_node.start_mark.line + 1), "key": str(key)}
            if isinstance(key, bool):
                raise YamlRefused("yaml-boolean-key", BOOLEAN_KEY, params)
            if str(key) in found:
                raise YamlRefused("yaml-key-twice", KEY_TWICE, params)
            found[str(key)] = self.build(child, (*place, str(key)))
        return found


_RESOLVER = yaml.resolver.Resolver()
_MAY_BE_MORE = frozenset("+-.~0123456789tTfFyYnNoO")
"""First signs of plain words that YAML may read as a number, a yes or no, or nothing; all else is text."""


def _kind(node: yaml.ScalarNode, text: str) -> str:
    """What YAML takes a word for: str, int, float, bool or null."""
    if node.style or (text and text[0] not in _MAY_BE_MORE):
        return "str"
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return str(tag).rsplit(":", 1)[-1]


def _scalar(node: yaml.ScalarNode) -> JsonValue:
    text = str(node.value)
    kind = _kind(node, text)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in {"true", "yes", "on", "y"}
    if kind == "int":
        return _whole(text)
    if kind == "float":
        try:
            return float(text.replace("_", ""))
        except ValueError:
            return text
    return text


def _whole(text: str) -> JsonValue:
    """A number as people write it; leading zeros, colons and underscores keep it a word."""
    plain = text.lstrip("+-")
    if plain.isdigit() and (plain == "0" or not plain.startswith("0")) and len(plain) < 16:
        return int(text)
    return text
