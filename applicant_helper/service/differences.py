"""What papers state differently, in sentences and as plain data, for every face."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from applicant_helper import i18n
from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.peopledata import load_people_rules
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.marks import N_
from applicant_helper.core.text import safe_line
from applicant_helper.core.values.countries import country_name
from applicant_helper.core.values.identifiers import print_a_number, print_ssn
from applicant_helper.i18n import say, say_many
from applicant_helper.reading import compare
from applicant_helper.reading.compare import Comparison, Difference, Kind, Saying, Source
from applicant_helper.reading.paper import PaperReading
from applicant_helper.service import words
from applicant_helper.service.factwords import label_of, resolve, role_word

REASONS: Mapping[str, str] = {
    "swapped_day_month": N_("Day and month may be swapped."),
    "partial": N_("One says more than the other."),
    "initial": N_("One has only an initial."),
    "part_omitted": N_("A part of the name is left out on one of them."),
    "suffix_omitted": N_("Jr., Sr. or a number is left out on one of them."),
    "fields_swapped": N_("Family and given name have changed places."),
    "surname_order": N_("The family names stand in another order."),
    "order": N_("The names stand in another order."),
    "spelling": N_("They are spelled differently."),
    "married_form": N_("One may be a name by marriage."),
    "lists_differ": N_("One list has a name that no other has."),
}
ADVICE: Mapping[Kind, str] = {
    Kind.DIFFERENT: N_("Which is right?"),
    Kind.SWAPPED_DAY_MONTH: N_("Which is right?"),
    Kind.VARIANT: N_("If both mean the same, write it the same way on all of them."),
    Kind.NOTE: N_("Check that both are meant."),
}
CHANGED = N_("Both can be right if it has changed in between.")
UNSURE = N_("The papers may be about two people; then nothing is wrong.")
COUNTRIES = frozenset({"nationalities", "to", "lives_in"})
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def compared(catalog: Catalog, readings: Sequence[PaperReading]) -> Comparison:
    """What these papers state differently. Nothing is decided and nothing is kept."""
    return compare.compare_papers(compare.papers_of(readings), catalog.vocabulary, load_people_rules())


def lines(catalog: Catalog, found: Comparison) -> Iterator[str]:
    """The differences in sentences, one to a line; or that there are none."""
    if not found.differences:
        yield say_many(
            "{n} fact stands on more than one paper, and nowhere differently.",
            "{n} facts stand on more than one paper, and nowhere differently.",
            found.agreements,
        )
        return
    yield say_many(
        "The papers state {n} fact differently:",
        "The papers state {n} facts differently:",
        len(found.differences),
    )
    for one in found.differences:
        yield "  " + sentence(catalog, one)


def sentence(catalog: Catalog, found: Difference) -> str:
    """One difference: whose fact it is, every paper with what it says, and what to ask oneself."""
    said = "; ".join(_said(catalog, found, s) for s in found.sayings)
    parts = [say("{who}, {fact}: {said}.", who=who(catalog, found), fact=label(catalog, found), said=said)]
    if found.because in REASONS:
        parts.append(i18n.gettext(REASONS[found.because]))
    if found.can_change and found.kind is not Kind.NOTE:
        parts.append(i18n.gettext(CHANGED))
    if not found.is_sure:
        parts.append(i18n.gettext(UNSURE))
    parts.append(i18n.gettext(ADVICE[found.kind]))
    return " ".join(parts)


def who(catalog: Catalog, found: Difference) -> str:
    """The person by name, or by the role on the first paper; both people of a couple."""
    one = found.person or role_word(catalog, found.role.rpartition(".")[2] or "applicant")
    if not found.couple:
        return safe_line(one)
    return say("{one} and {other}", one=safe_line(one), other=safe_line(found.couple))


def label(catalog: Catalog, found: Difference) -> str:
    """The fact in words, with the item of the list that is meant."""
    name = _label(catalog, found)
    if not found.item:
        return name
    return say("{fact} ({item})", fact=name, item=in_words(catalog, found.item))


def _label(catalog: Catalog, found: Difference) -> str:
    path = f"marriage.{found.fact}" if found.couple else found.fact
    resolved = resolve(catalog, path)
    return label_of(catalog, *resolved) if resolved is not None else words.word(catalog, found.fact)


def _said(catalog: Catalog, found: Difference, saying: Saying) -> str:
    papers = list(dict.fromkeys(_paper(found, s) for s in saying.sources))
    value = value_words(catalog, found.fact, saying)
    return say_many(
        "{papers}, says {value}", "{papers}, say {value}", len(papers), papers=_listed(papers), value=value
    )


def _listed(papers: Sequence[str]) -> str:
    if len(papers) == 1:
        return papers[0]
    return say("{papers}, and {last}", papers=", ".join(papers[:-1]), last=papers[-1])


def _paper(found: Difference, source: Source) -> str:
    page, name = str(source.page), safe_line(source.paper)
    if not source.form:
        return say("{name}, page {page}", name=name, page=page)
    if len({s.paper for s in found.sources if s.form == source.form}) > 1:
        return say("the {form} in {name}, page {page}", form=source.form, name=name, page=page)
    return say("the {form}, page {page}", form=source.form, page=page)


def value_words(catalog: Catalog, fact: str, saying: Saying) -> str:
    """A value as a person reads it: dates with the month as a word, countries by name, numbers as on cards."""
    value = saying.value
    if fact == "a_number" and re.fullmatch(r"A\d{9}", str(value)):
        return print_a_number(str(value))
    if fact == "ssn" and re.fullmatch(r"\d{9}", str(value)):
        return print_ssn(str(value))
    if fact == "other_names" or isinstance(value, dict):
        return safe_line(_parts(catalog, value))
    last = fact.rpartition(".")[2]
    if last.startswith("country") or last in COUNTRIES:
        codes = value if isinstance(value, list) else [value]
        return ", ".join(country_name(str(c)) for c in codes)
    if isinstance(value, list):
        return "; ".join(in_words(catalog, v) for v in value)
    return in_words(catalog, value)


def _parts(catalog: Catalog, value: JsonValue) -> str:
    if isinstance(value, list):
        return "; ".join(_parts(catalog, v) for v in value)
    if isinstance(value, dict):
        if isinstance(value.get("name"), (dict, str)):
            return compare.shown(value["name"])
        if "country" in value:
            value = {**value, "country": country_name(str(value["country"]))}
        return compare.shown(value)
    return in_words(catalog, value)


def in_words(catalog: Catalog, value: JsonValue) -> str:
    """One plain value in words."""
    text = safe_line(compare.shown(value))
    if isinstance(value, bool):
        return i18n.gettext("yes") if value else i18n.gettext("no")
    if _ISO.fullmatch(text):
        return i18n.format_date(date.fromisoformat(text))
    return words.word(catalog, text) if text in catalog.vocabulary.labels else text


def as_json(found: Comparison) -> dict[str, JsonValue]:
    """Differences as `read --compare --json` prints them; see docs/reading.md."""
    return {"differences": [_difference(d) for d in found.differences], "agreements": found.agreements}


def _difference(found: Difference) -> JsonValue:
    return {
        "person": found.person,
        "spouse": found.couple or None,
        "fact": f"marriage.{found.fact}" if found.couple else found.fact,
        "item": found.item or None,
        "kind": found.kind.name.lower(),
        "because": found.because,
        "can_change": found.can_change,
        "is_sure": found.is_sure,
        "values": [{"value": s.value, "sources": [_source(o) for o in s.sources]} for s in found.sayings],
    }


def _source(source: Source) -> JsonValue:
    return {
        "paper": source.paper,
        "form": source.form or None,
        "page": source.page,
        "box": [round(v, 1) for v in source.box] if source.box else None,
        "as_written": source.as_written,
    }
