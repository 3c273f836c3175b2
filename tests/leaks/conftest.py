"""Keeps the texts of failing runs short: what is printed must not drown the place of a leak."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.leaks.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A fresh computer."""
    return World(tmp_path)
