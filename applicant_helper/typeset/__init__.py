"""Fonts and measures shared by the rooms that draw pages. Knows nothing of packets, sheets or cases."""

from __future__ import annotations

import sys

_SHAPER = "uharfbuzz"


def let_shaper_load() -> None:
    """Ends the hold below; the import after this works when the library is installed."""
    if sys.modules.get(_SHAPER, sys) is None:
        del sys.modules[_SHAPER]


# reportlab loads HarfBuzz wherever it is installed: 45 ms at every start, and text in Latin letters never needs it.
# We call it ourselves and never through reportlab, so it is held back until the first text that does.
sys.modules.setdefault(_SHAPER, None)  # type: ignore[arg-type]
