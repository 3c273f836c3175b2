"""JSON in one normal form, and reading it back with every way it can break turned into CaseDamaged."""

from __future__ import annotations

import json
import math
from typing import NoReturn, cast

from applicant_helper.core.answers import JsonValue
from applicant_helper.storage.problems import CaseDamaged


def dump(value: JsonValue) -> str:
    """Compact ASCII JSON with sorted keys; raises ValueError for numbers that JSON does not have.

    >>> dump({"b": [1, None], "a": "é"})
    '{"a":"\\\\u00e9","b":[1,null]}'
    """
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"), sort_keys=True)


def load(data: bytes | str, what: str) -> JsonValue:
    """Parse JSON; anything that is not JSON raises CaseDamaged(what)."""
    try:
        return cast("JsonValue", json.loads(data, parse_constant=_refuse, parse_float=_finite))
    except (ValueError, RecursionError) as cause:
        raise CaseDamaged(what) from cause


def load_object(data: bytes | str, what: str) -> dict[str, JsonValue]:
    """Parse a JSON object; anything else raises CaseDamaged(what)."""
    value = load(data, what)
    if not isinstance(value, dict):
        raise CaseDamaged(what)
    return value


def _finite(digits: str) -> float:
    """`1e999` is read as infinity, which is no JSON and could not be written again."""
    number = float(digits)
    return number if math.isfinite(number) else _refuse(digits)


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
