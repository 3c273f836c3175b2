"""How a build is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """`skip_refused`: build the rest when papers cannot go in. `bad`: a code for papers that broke a build before,
    by their place. `careful`: every paper is rewritten and tried alone first, after a build that broke while joining.
    `look`: contents are read for text, dots per inch and text under boxes, and the finished files are checked.
    """

    skip_refused: bool = False
    bad: Mapping[str, str] = field(default_factory=dict)
    careful: bool = False
    look: bool = True
