"""A request as the child reads it. Light on purpose: the child need not know how destinations are checked.

The destination arrives as plain attributes with the names of `PacketProfile`; the parent has checked it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from applicant_helper.packet.model import (
    ExhibitGroup,
    FormPackage,
    PacketDocument,
    PacketRequest,
    Statement,
    TimelineLane,
    TimelineSpan,
)

Parts = Mapping[str, type[Any]]
INSIDE: Mapping[type[Any], Parts] = {
    PacketRequest: {"packages": FormPackage},
    FormPackage: {
        "front": PacketDocument,
        "sections": ExhibitGroup,
        "statements": Statement,
        "timeline": TimelineLane,
    },
    ExhibitGroup: {"documents": PacketDocument},
    TimelineLane: {"spans": TimelineSpan},
}
DATES = frozenset({"prepared_on", "first", "last"})


def to_json(request: PacketRequest) -> str:
    """Everything of a request."""
    found = plain(request)
    found["profile"] = request.profile.model_dump(mode="json")
    return json.dumps(found)


def from_json(text: str) -> PacketRequest:
    """The request again. Raises KeyError, TypeError or ValueError when it is none."""
    return cast("PacketRequest", _built(PacketRequest, json.loads(text)))


def plain(thing: object) -> Any:
    """Dataclasses, paths and dates as JSON has them, without the destination."""
    if hasattr(thing, "__dataclass_fields__"):
        names = (f.name for f in fields(cast("Any", thing)) if f.name != "profile")
        return {name: plain(getattr(thing, name)) for name in names}
    if isinstance(thing, tuple):
        return [plain(x) for x in thing]
    if isinstance(thing, Mapping):
        return dict(thing)
    if isinstance(thing, (Path, date)):
        return str(thing)
    return thing


def _built(kind: type[Any], found: dict[str, Any]) -> Any:
    inside = INSIDE.get(kind, {})
    return kind(**{name: _value(name, value, inside.get(name)) for name, value in found.items()})


def _value(name: str, value: Any, kind: type[Any] | None) -> Any:
    if kind is not None:
        return tuple(_built(kind, row) for row in value)
    if name == "profile":
        return attributes(value)
    if name == "path":
        return Path(value)
    if name in DATES:
        return date.fromisoformat(value) if value else None
    return tuple(value) if isinstance(value, list) else value


def attributes(value: Any) -> Any:
    """Nested plain attributes. Mappings by words of the data, such as severities, stay mappings."""
    if isinstance(value, list):
        return tuple(attributes(x) for x in value)
    if isinstance(value, dict):
        plain = {key: attributes(x) for key, x in value.items()}
        mappings = {key: value[key] for key in ("severities",) if key in value}
        return SimpleNamespace(**{**plain, **mappings})
    return value
