"""The long run: `python -m tests.fuzz --long [--examples N] [pytest arguments]`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest

from tests.fuzz.effort import LONG

HERE = Path(__file__).parent


def main() -> int:
    """Run the properties with many examples and print how many were tried."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--long", action="store_true", help="10,000 examples of each property")
    parser.add_argument("--examples", type=int, default=10_000)
    chosen, rest = parser.parse_known_args()
    if chosen.long:
        os.environ[LONG] = str(chosen.examples)
    wanted = [argument for argument in rest if not argument.startswith("-")]
    return int(pytest.main([*rest, *([] if wanted else [str(HERE)]), "--hypothesis-show-statistics", "-n0"]))


if __name__ == "__main__":
    sys.exit(main())
