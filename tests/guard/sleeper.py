"""A child that never answers."""

from __future__ import annotations

import sys
import time

if __name__ == "__main__":
    for _line in sys.stdin:
        time.sleep(600)
