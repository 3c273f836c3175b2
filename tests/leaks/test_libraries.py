"""Libraries that read pictures leave nothing of their own behind: no number of this computer, no list of runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.leaks.world import World

pytest.importorskip("onnxruntime", reason="reading pictures is not installed here")


def test_reading_pictures_leaves_no_trace_of_the_library(tmp_path: Path) -> None:
    world = World(tmp_path)
    done = world.run("read", world.papers())
    assert done.returncode == 0, done.stderr
    assert b"picture" in done.stdout
    left = [path for folder in world.elsewhere() for path in folder.rglob("*") if path.is_file()]
    assert left == []
