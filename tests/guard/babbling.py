"""A child that answers every request with nonsense, or without end."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    for line in sys.stdin:
        if "endless" in line:
            while True:
                sys.stdout.write('{"step": true, "x": "' + "x" * 100_000 + '"}\n')
        sys.stdout.write("[1, 2\n" if "broken" in line else "[1, 2]\n")
        sys.stdout.flush()
