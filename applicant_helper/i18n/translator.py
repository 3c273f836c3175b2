"""One language, ready to use: screen texts and data texts, with English where a translation is missing."""

from __future__ import annotations

import gettext as stdlib_gettext
import hashlib
import io
import itertools
import struct
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from applicant_helper.core.errors import fill
from applicant_helper.i18n import po
from applicant_helper.i18n.languages import (
    SOURCE,
    UnknownLanguage,
    fallback_chain,
    language_codes,
    normal_code,
)
from applicant_helper.i18n.pseudo import CODE as PSEUDO
from applicant_helper.i18n.pseudo import PseudoTranslations
from applicant_helper.i18n.where import cache_folder, locales_folder

SCREENS = "ui"
DATA = "checklists"
_COMPILER = b"1"

Slot = str | int


class Translator:
    """Texts in one language. Ask `translator(code)` for it; it holds no state beside its catalogues."""

    def __init__(
        self, code: str, screens: stdlib_gettext.NullTranslations, data: stdlib_gettext.NullTranslations
    ) -> None:
        self.code = code
        self._screens = screens
        self._data = data

    def gettext(self, message: str) -> str:
        """A screen text; English when there is no finished translation."""
        return self._screens.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form of a screen text for `n` things, slots still empty."""
        return self._screens.ngettext(singular, plural, n)

    def data_text(self, context: str, english: str) -> str:
        """A text from forms/ or checklists/. `context` is `<file id>/<item id>.<field>`.

        Without a translation under that context, any translation of the same English text is used.
        """
        if not english:
            return ""
        found = self._data.pgettext(context, english) if context else english
        return found if found != english else self._data.gettext(english)

    def say(self, message: str, **slots: Slot) -> str:
        """A screen text with its `{slots}` filled."""
        return fill(self.gettext(message), _as_text(slots))

    def say_many(self, singular: str, plural: str, n: int, **slots: Slot) -> str:
        """The form for `n` things with its `{slots}` filled; `{n}` is filled as well."""
        return fill(self.ngettext(singular, plural, n), _as_text({"n": n, **slots}))

    def coverage(self, domain: str = SCREENS) -> tuple[int, int]:
        """Finished and all texts of a domain (`ui` or `checklists`) in this very language."""
        catalogue = self._screens if domain == SCREENS else self._data
        done, _, total = catalogue.info().get(po.COVERAGE_HEADER.lower(), "0/0").partition("/")
        return int(done), int(total)


def _as_text(slots: Mapping[str, Slot]) -> dict[str, str]:
    return {name: str(value) for name, value in slots.items()}


@lru_cache(maxsize=8)
def translator(code: str) -> Translator:
    """The texts of a language, of its nearest relative, or English. Raises UnknownLanguage."""
    wanted = normal_code(code)
    if wanted == PSEUDO:
        return Translator(PSEUDO, PseudoTranslations(), PseudoTranslations())
    chain = fallback_chain(wanted)
    if not chain and wanted.split("_")[0] != SOURCE:
        raise UnknownLanguage(code, language_codes())
    return Translator(chain[0] if chain else SOURCE, _chained(chain, SCREENS), _chained(chain, DATA))


def _chained(chain: tuple[str, ...], domain: str) -> stdlib_gettext.NullTranslations:
    catalogues = [found for code in chain if (found := _catalogue(code, domain)) is not None]
    if not catalogues:
        return stdlib_gettext.NullTranslations()
    for special, general in itertools.pairwise(catalogues):
        special.add_fallback(general)
    return catalogues[0]


def _catalogue(code: str, domain: str) -> stdlib_gettext.GNUTranslations | None:
    folder = locales_folder() / code / "LC_MESSAGES"
    compiled = folder / f"{domain}.mo"
    if compiled.is_file():
        return stdlib_gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    source = folder / f"{domain}.po"
    return _from_source(source, f"{code}-{domain}") if source.is_file() else None


def _from_source(source: Path, label: str) -> stdlib_gettext.GNUTranslations:
    raw = source.read_bytes()
    folder = cache_folder()
    kept = folder / f"{label}-{hashlib.sha256(_COMPILER + raw).hexdigest()[:24]}.mo" if folder else None
    if kept is not None and kept.is_file():
        try:
            return stdlib_gettext.GNUTranslations(io.BytesIO(kept.read_bytes()))
        except (OSError, UnicodeDecodeError, ValueError, struct.error):
            kept.unlink(missing_ok=True)
    compiled = po.compile_mo(raw.decode("utf-8"), f"{label}.po")
    if kept is not None:
        _keep(kept, compiled)
    return stdlib_gettext.GNUTranslations(io.BytesIO(compiled))


def _keep(path: Path, compiled: bytes) -> None:
    """Store for the next start. A cache that cannot be written costs some milliseconds, nothing else."""
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for older in path.parent.glob(f"{path.name[: -len('-') - 24 - len('.mo')]}-*.mo"):
            older.unlink(missing_ok=True)
        beside.write_bytes(compiled)
        beside.replace(path)
    except OSError:
        return
