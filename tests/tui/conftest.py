"""An app over an empty desk, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from applicant_helper import i18n
from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.load import load_catalog
from applicant_helper.demo.papers import draw_papers
from applicant_helper.service.desk import Desk
from applicant_helper.tui.app import HelperApp


def now() -> datetime:
    """The day of these tests."""
    return datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are read in the background where that is installed; these tests are the same without."""
    monkeypatch.setattr("applicant_helper.service.pictures.can_read", lambda: False)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    draw_papers(folder, cache)
    return folder


@pytest.fixture
def desk(tmp_path: Path, catalog: Catalog, cache: Path) -> Desk:
    return Desk(tmp_path / "cases", now, catalog, cache)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    i18n.use_language("en")
    yield
    i18n.use_language("en")


@pytest.fixture
def demo_app(desk: Desk) -> Iterator[Callable[[], HelperApp]]:
    made: list[HelperApp] = []

    def make() -> HelperApp:
        app = HelperApp(desk, desk.create_demo())
        made.append(app)
        return app

    yield make
    for app in made:
        app.release()
