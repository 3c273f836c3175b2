"""A desk over an empty folder, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.load import load_catalog
from applicant_helper.service.desk import Desk
from applicant_helper.service.session import Session


def now() -> datetime:
    """The day of these tests."""
    return datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def desk(tmp_path: Path, catalog: Catalog) -> Desk:
    return Desk(tmp_path / "cases", now, catalog)


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    opened = desk.create("case-one")
    opened.start_filing("us/n-400")
    yield opened
    opened.close()
