"""Languages: the texts of the program and of its data, dates and numbers, in the language of the person.

Importing this package loads nothing but the standard library; catalogues are read when first asked for.
"""

from applicant_helper.core.marks import N_
from applicant_helper.i18n.choose import available_languages, pick_language
from applicant_helper.i18n.current import (
    current_language,
    data_text,
    gettext,
    ngettext,
    say,
    say_many,
    use_language,
)
from applicant_helper.i18n.dates import format_date, format_money, format_number
from applicant_helper.i18n.languages import LanguageInfo, LanguageMeta, UnknownLanguage, language_meta
from applicant_helper.i18n.translator import Translator, translator
from applicant_helper.i18n.where import set_cache_folder

_ = gettext

__all__ = [
    "N_",
    "LanguageInfo",
    "LanguageMeta",
    "Translator",
    "UnknownLanguage",
    "_",
    "available_languages",
    "current_language",
    "data_text",
    "format_date",
    "format_money",
    "format_number",
    "gettext",
    "language_meta",
    "ngettext",
    "pick_language",
    "say",
    "say_many",
    "set_cache_folder",
    "translator",
    "use_language",
]
