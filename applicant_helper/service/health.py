"""What this installation can do, tried for real and told in one line each."""

from __future__ import annotations

import importlib.metadata
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from applicant_helper import i18n
from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.i18n import say

LIBRARIES = ("pikepdf", "pypdfium2", "zxing-cpp", "Pillow", "pillow-heif", "reportlab", "textual")


@dataclass(frozen=True, slots=True)
class Health:
    """One thing and whether it works."""

    name: str
    works: bool
    detail: str


def examine_installation(home: Path | None) -> tuple[Health, ...]:
    """Try each part once; nothing of the person's is touched."""
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        (i18n.gettext("Python"), lambda: ".".join(str(n) for n in sys.version_info[:3])),
        (i18n.gettext("Form data"), _data),
        (i18n.gettext("Storage"), _storage),
        (i18n.gettext("Cases folder"), lambda: _cases(home)),
        (i18n.gettext("Libraries"), _libraries),
        (i18n.gettext("Reading papers"), _reading),
        (i18n.gettext("Words in pictures"), _pictures),
        (i18n.gettext("Languages"), _languages),
        (i18n.gettext("Screen"), _screen),
    )
    return tuple(_tried(name, check) for name, check in checks)


def _tried(name: str, check: Callable[[], str]) -> Health:
    try:
        return Health(name, True, check())
    except ApplicantHelperError as refusal:
        return Health(name, False, fill(i18n.gettext(refusal.message), refusal.params))
    except (ImportError, OSError, sqlite3.Error, importlib.metadata.PackageNotFoundError) as cause:
        return Health(name, False, say("does not work here ({kind})", kind=type(cause).__name__))


def _data() -> str:
    from applicant_helper.catalog.load import load_catalog

    catalog = load_catalog()
    newest = max(r.source.read_on for f in catalog.forms.values() for r in f.rules if r.source.read_on)
    slots = {"forms": str(len(catalog.forms)), "date": i18n.format_date(newest)}
    return fill(i18n.gettext("forms: {forms}; newest source read on {date}"), slots)


def _storage() -> str:
    return f"SQLite {sqlite3.sqlite_version}"


def _cases(home: Path | None) -> str:
    from applicant_helper.service.folders import cases_folder

    return str(cases_folder(home))


def _libraries() -> str:
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)


def _reading() -> str:
    from applicant_helper.reading import look_at

    with tempfile.TemporaryDirectory(prefix="applicant-helper-doctor-") as name:
        path = Path(name) / "empty.pdf"
        path.write_bytes(b"")
        look = look_at(path)
    return i18n.gettext("a separate process reads papers") if look.refusal else ""


def _pictures() -> str:
    from applicant_helper.reading.ocr import reader

    found = reader()
    if found:
        return say("read with {reader}", reader=found)
    return i18n.gettext("not read here; pip install 'applicant-helper[ocr]' adds it, all else works without")


def _languages() -> str:
    return ", ".join(f"{info.endonym} {info.percent}%" for info in i18n.available_languages())


def _screen() -> str:
    if sys.stdout.isatty():
        return i18n.gettext("full screen")
    return i18n.gettext("line mode, because this is no terminal")
