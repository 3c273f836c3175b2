"""The languages there are: what `locales/<code>/meta.yaml` says of each, and how far its texts have come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Literal

from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.i18n.where import locales_folder

SOURCE = "en"


class UnknownLanguage(ApplicantHelperError):
    """The person asked for a language that is not here. `params`: code, codes."""

    exit_code = ExitCode.USAGE

    def __init__(self, code: str, codes: tuple[str, ...]) -> None:
        message = N_("There is no language called “{code}” here. Choose one of these: {codes}.")
        super().__init__("language_unknown", message, {"code": code, "codes": ", ".join(codes)})


class LanguageFileUnreadable(ApplicantHelperError):
    """A meta.yaml is missing a key, has one too many, or is not YAML. `params`: code, key."""

    def __init__(self, code: str, key: str) -> None:
        message = N_("The file locales/{code}/meta.yaml does not say “{key}” as expected. Mend that line.")
        super().__init__("language_file_unreadable", message, {"code": code, "key": key})


@dataclass(frozen=True, slots=True)
class LanguageMeta:
    """What one meta.yaml says. `dates` has patterns day, month, year with slots day, month, year."""

    code: str
    endonym: str
    english_name: str
    script: str
    direction: Literal["ltr", "rtl"]
    font: str
    terminal: Literal["full", "handout"]
    fallback: str
    state: Literal["source", "machine_draft", "reviewed"]
    reviewed_by: str
    reviewed_on: str
    months: tuple[str, ...]
    dates: Mapping[str, str]
    decimal: str
    group: str
    money: str


@dataclass(frozen=True, slots=True)
class LanguageInfo:
    """One choice in the language list. `percent` counts screen texts; `terminal`: where it can be shown."""

    code: str
    endonym: str
    percent: int
    terminal: Literal["full", "handout"]


def normal_code(code: str) -> str:
    """`ES-mx` -> `es_MX`, `zh-hans` -> `zh_Hans`; encodings and modifiers are cut off.

    >>> normal_code("es-mx.UTF-8")
    'es_MX'
    """
    language, *rest = code.split(".")[0].split("@")[0].replace("-", "_").split("_")
    parts = [part.title() if len(part) == 4 else part.upper() for part in rest if part]
    return "_".join([language.lower(), *parts])


def language_codes() -> tuple[str, ...]:
    """The codes of all languages that have a folder, English first."""
    found = sorted(path.parent.name for path in locales_folder().glob("*/meta.yaml"))
    return (SOURCE, *(code for code in found if code != SOURCE))


@lru_cache(maxsize=64)
def language_meta(code: str) -> LanguageMeta:
    """What the language says of itself. Raises UnknownLanguage, LanguageFileUnreadable."""
    path = locales_folder() / code / "meta.yaml"
    if not path.is_file():
        raise UnknownLanguage(code, language_codes())
    return _read_meta(path, code)


def _read_meta(path: Path, code: str) -> LanguageMeta:
    import yaml

    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise LanguageFileUnreadable(code, "code") from problem
    if not isinstance(said, dict) or said.pop("schema", None) != 1:
        raise LanguageFileUnreadable(code, "schema")
    names = [item.name for item in fields(LanguageMeta)]
    for name in [*names, *said]:
        if name not in said or name not in names:
            raise LanguageFileUnreadable(code, str(name))
    _check_values(said, code)
    said["months"] = tuple(said["months"])
    return LanguageMeta(**said)


def _check_values(said: Mapping[str, object], code: str) -> None:
    allowed = {
        "direction": ("ltr", "rtl"),
        "terminal": ("full", "handout"),
        "state": ("source", "machine_draft", "reviewed"),
        "code": (code,),
    }
    for name, value in said.items():
        if name == "months":
            good = (
                isinstance(value, list) and len(value) == 12 and all(isinstance(item, str) for item in value)
            )
        elif name == "dates":
            good = isinstance(value, dict) and set(value) == {"day", "month", "year"}
        else:
            good = isinstance(value, str) and value in allowed.get(name, (value,))
        if not good:
            raise LanguageFileUnreadable(code, name)


def fallback_chain(code: str) -> tuple[str, ...]:
    """The languages to look in, most special first, without English: `es_MX` -> (`es`,) or (`es_MX`, `es`).

    Empty when there is no such language; Chinese scripts never fall back on each other.
    """
    known = language_codes()
    wanted = _chinese_script(normal_code(code))
    chain: list[str] = []
    while wanted:
        if wanted in known and wanted != SOURCE and wanted not in chain:
            chain.append(wanted)
            following = language_meta(wanted).fallback
            wanted = following if following != SOURCE and following not in chain else ""
        else:
            wanted = wanted.rpartition("_")[0]
    return tuple(chain)


def _chinese_script(code: str) -> str:
    if code in ("zh", "zh_CN", "zh_SG"):
        return "zh_Hans"
    return "zh_Hant" if code in ("zh_TW", "zh_HK", "zh_MO") else code
