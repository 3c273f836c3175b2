"""How many examples a property gets: a fixed few in the tests, many new ones in the long run."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings

Test = TypeVar("Test", bound=Callable[..., Any])
LONG = "FUZZ_EXAMPLES"
"""Environment variable with the number of examples of the long run."""
WHOLE_CASES = 5
"""A property that opens a whole case on the disk gets a fifth of the examples of the others, told in the report."""


def examples() -> int:
    """Examples of each property in the long run; 0 in the tests."""
    return int(os.environ.get(LONG, "0"))


def fuzz(few: int = 60, *, whole_case: bool = False) -> Callable[[Test], Test]:
    """`few` examples in the tests, the asked number in the long run."""
    many = examples() // (WHOLE_CASES if whole_case else 1)
    return settings(
        max_examples=many or few,
        derandomize=not many,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
