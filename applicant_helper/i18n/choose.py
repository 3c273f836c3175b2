"""Which languages can be chosen, and which one to start in."""

from __future__ import annotations

from collections.abc import Mapping

from applicant_helper.i18n.languages import (
    SOURCE,
    LanguageInfo,
    UnknownLanguage,
    fallback_chain,
    language_codes,
    language_meta,
    normal_code,
)
from applicant_helper.i18n.pseudo import CODE as PSEUDO
from applicant_helper.i18n.translator import translator

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_BARE_TERMINALS = ("linux", "dumb")


def available_languages() -> tuple[LanguageInfo, ...]:
    """Every language with a folder, English first. The made-up test language is never listed."""
    return tuple(_info(code) for code in language_codes())


def _info(code: str) -> LanguageInfo:
    meta = language_meta(code)
    done, total = translator(code).coverage()
    percent = 100 if code == SOURCE else (done * 100 // total if total else 0)
    return LanguageInfo(code, meta.endonym, percent, meta.terminal)


def pick_language(environment: Mapping[str, str], chosen: str | None) -> str:
    """The language code for the screen.

    A language chosen by the person wins (UnknownLanguage when there is none such). Otherwise the locale
    variables decide, and English stays where the terminal could not show the language.
    """
    if chosen is not None:
        return _chosen(chosen)
    for wish in _wishes(environment):
        if normal_code(wish).split("_")[0] == SOURCE:
            return SOURCE
        chain = fallback_chain(wish)
        if chain and _can_show(chain[0], environment):
            return chain[0]
    return SOURCE


def _chosen(code: str) -> str:
    wanted = normal_code(code)
    if wanted == PSEUDO:
        return PSEUDO
    chain = fallback_chain(wanted)
    if not chain and wanted.split("_")[0] != SOURCE:
        raise UnknownLanguage(code, language_codes())
    return chain[0] if chain else SOURCE


def _wishes(environment: Mapping[str, str]) -> tuple[str, ...]:
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    if locale.split(".")[0] in ("C", "POSIX"):
        return ()
    listed = [wish for wish in environment.get("LANGUAGE", "").split(":") if wish]
    return (*listed, locale) if locale else tuple(listed)


def _can_show(code: str, environment: Mapping[str, str]) -> bool:
    meta = language_meta(code)
    if meta.terminal != "full":
        return False
    locale = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "")
    encoding = locale.partition(".")[2].partition("@")[0].lower().replace("-", "")
    if encoding not in ("", "utf8"):
        return False
    return meta.script == "Latn" or environment.get("TERM", "") not in _BARE_TERMINALS
