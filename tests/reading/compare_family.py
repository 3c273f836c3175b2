"""One invented married couple written into the nine official forms, as far as each form asks, in changing styles."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from applicant_helper.catalog.pdfmaps import MapRow
from applicant_helper.reading.formfile import form_fields
from applicant_helper.reading.formread import FormResult, read_form
from applicant_helper.reading.gather import fields_from
from applicant_helper.reading.mentions import Paper
from tests.reading.official import filled_by_field, map_of

Facts = dict[str, str]


def _address(street: str, unit: str, city: str, state: str, code: str, country: str) -> Facts:
    parts = {
        "street": street,
        "unit": unit,
        "city": city,
        "state": state,
        "postal_code": code,
        "country": country,
    }
    return {k: v for k, v in parts.items() if v}


HOME = _address("1412 Magnolia Avenue", "4B", "Tampa", "FL", "33601", "United States")
BEFORE = _address("77 Harbor Street", "", "Miami", "FL", "33101", "United States")
ABROAD = _address("Calle Reforma 18", "", "Guadalajara", "Jalisco", "44100", "Mexico")


def _under(prefix: str, facts: Mapping[str, str]) -> Facts:
    return {f"{prefix}.{k}": v for k, v in facts.items()}


def _name(family: str, given: str, middle: str = "") -> Facts:
    return (
        {"family": family, "given": given, "middle": middle} if middle else {"family": family, "given": given}
    )


MOTHER = {
    **_under("name", _name("Ortiz Luna", "Rosa", "Elena")),
    **_under("other_names[1].name", {"family": "Ortiz"}),
    "date_of_birth": "09/02/1964",
    "country_of_birth": "Mexico",
    "city_of_birth": "Guadalajara",
    "sex": "=female",
    "addresses[1].city": "Guadalajara",
    "addresses[1].country": "Mexico",
}
FATHER = {
    **_under("name", _name("Peña Ruiz", "Jorge")),
    "date_of_birth": "12/30/1961",
    "country_of_birth": "Mexico",
    "city_of_birth": "Colima",
    "sex": "=male",
    "addresses[1].city": "Colima",
    "addresses[1].country": "Mexico",
}
HIS_PARENTS = (
    {
        **_under("name", _name("Wright", "Helen", "Jane")),
        "date_of_birth": "03/04/1960",
        "sex": "=female",
        "country_of_birth": "United States",
    },
    {
        **_under("name", _name("Wright", "Walter")),
        "date_of_birth": "10/11/1958",
        "sex": "=male",
        "country_of_birth": "United States",
    },
)
CHILDREN = (
    {
        **_under("name", _name("Wright Peña", "Lucía")),
        "legal_name": "Lucía Wright Peña",
        "date_of_birth": "05/06/2019",
        "country_of_birth": "United States",
        "relation": "biological",
        "lives_with_me": "=yes",
    },
    {
        **_under("name", _name("Wright Peña", "Tomás")),
        "legal_name": "Tomás Wright Peña",
        "date_of_birth": "11/12/2021",
        "country_of_birth": "United States",
        "relation": "biological",
        "lives_with_me": "=yes",
    },
)
SHE = {
    **_under("legal_name", _name("Peña Ortiz", "María", "Fernanda")),
    **_under("other_names[1].name", _name("Wright", "María", "Fernanda")),
    **_under("other_names[2].name", _name("Peña", "Mary")),
    "date_of_birth": "03/04/1991",
    "a_number": "204113887",
    "ssn": "123456780",
    "uscis_account": "123456789012",
    "city_of_birth": "Guadalajara",
    "country_of_birth": "Mexico",
    "nationalities[1]": "Mexico",
    "nationalities": "Mexico",
    "sex": "=female",
    "marital_status": "=married",
    **_under("mailing_address", HOME),
    **_under("addresses[1]", {**HOME, "from": "06/01/2019"}),
    **_under("addresses[2]", {**BEFORE, "from": "02/10/2016", "to": "05/31/2019"}),
    **_under("addresses[3]", {**ABROAD, "from": "01/01/2005", "to": "02/09/2016"}),
    **_under(
        "work_history[1]",
        {
            "employer": "Sunrise Bakery",
            "occupation": "Baker",
            "from": "03/01/2020",
            "street": "5 Market Street",
            "city": "Tampa",
            "state": "FL",
            "country": "United States",
        },
    ),
    **_under(
        "work_history[2]",
        {
            "employer": "Harbor Hotel",
            "occupation": "Receptionist",
            "from": "04/01/2016",
            "to": "02/28/2020",
            "street": "8 Ocean Drive",
            "city": "Miami",
            "state": "FL",
            "country": "United States",
        },
    ),
    **_under(
        "entries[1]",
        {
            "date": "02/10/2016",
            "port": "Miami, FL",
            "class_of_admission": "B2",
            "i94_number": "123456789A1",
            "admitted_until": "08/09/2016",
            "manner": "=admitted",
        },
    ),
    **_under("passports[1]", {"number": "G12345678", "country": "Mexico", "expires": "07/08/2027"}),
    **_under(
        "biographic",
        {"ethnicity": "=Hispanic or Latino", "race": "=White", "eyes": "=Brown", "hair": "=Black"},
    ),
    **_under("trips[1]", {"left": "12/20/2022", "returned": "01/05/2023", "to": "Mexico"}),
    **_under("contact", {"phone": "8135550101", "mobile": "8135550102", "email": "maria.pena@example.com"}),
    "lpr_date": "05/02/2019",
    "lpr_code": "IR1",
    "green_card_expiry": "05/02/2029",
    "claimed_us_citizen": "=no",
    "height_feet": "5",
    "height_inches": "4",
    "weight": "130",
}
HE = {
    **_under("legal_name", _name("Wright", "Daniel", "James")),
    "date_of_birth": "08/09/1988",
    "ssn": "234567891",
    "city_of_birth": "Orlando",
    "country_of_birth": "United States",
    "sex": "=male",
    "marital_status": "=married",
    "us_status": "=usc",
    "citizen_how": "=birth",
    **_under("mailing_address", HOME),
    **_under("addresses[1]", {**HOME, "from": "06/01/2019"}),
    **_under("addresses[2]", {**BEFORE, "from": "02/10/2016", "to": "05/31/2019"}),
    **_under(
        "work_history[1]",
        {
            "employer": "Bay Electric",
            "occupation": "Electrician",
            "from": "01/15/2015",
            "street": "90 Dock Road",
            "city": "Tampa",
            "state": "FL",
            "country": "United States",
        },
    ),
    **_under("contact", {"phone": "8135550103", "mobile": "8135550103", "email": "dan.wright@example.com"}),
    "annual_income": "61000",
}
MARRIAGE = {
    "date": "07/04/2018",
    "place.city": "Tampa",
    "place.state": "FL",
    "place.country": "United States",
}
HER_EX = {**_under("legal_name", _name("Salas Cruz", "Raúl"))}
HER_FIRST = {
    "ended": "03/03/2015",
    "date": "01/02/2012",
    "place.city": "Guadalajara",
    "place.country": "Mexico",
}
HIS_EX = {**_under("legal_name", _name("Moore", "Karen", "Ann"))}
HIS_FIRST = {"ended": "06/07/2014"}
ROLES: Mapping[str, tuple[str, str]] = {
    "I-130": ("beneficiary", "petitioner"),
    "I-130A": ("beneficiary", ""),
    "I-485": ("applicant", "spouse"),
    "I-765": ("applicant", ""),
    "I-131": ("applicant", ""),
    "I-864": ("principal", "sponsor"),
    "I-90": ("applicant", ""),
    "I-751": ("applicant", "spouse"),
    "N-400": ("applicant", "spouse"),
}
FILINGS: Mapping[str, Facts] = {
    "I-130": {"filing.i130_relationship": "=spouse"},
    "I-485": {"filing.applicant_type": "=principal"},
    "I-864": {"filing.sponsor_role": "=petitioner"},
}


def family_of(form: str, style: random.Random) -> Facts:
    """All the couple would write on a form, by fact; parents and children in any order the form leaves open."""
    her, his = ROLES[form]
    parents, children, his_parents = [MOTHER, FATHER], list(CHILDREN), list(HIS_PARENTS)
    for people in ([] if form == "I-90" else [parents]) + [children, his_parents]:
        style.shuffle(people)
    facts = {**FILINGS.get(form, {}), **_under(her, SHE)}
    for role, people, kind in (
        (her, parents, "parents"),
        (her, children, "children"),
        (his, his_parents, "parents"),
    ):
        for number, one in enumerate(people, start=1):
            facts |= _under(f"{role}.{kind}[{number}]", one) if role else {}
    facts |= _under(his, HE) if his else {}
    facts |= _under("marriage", MARRIAGE)
    if form == "I-130":
        facts |= _under("beneficiary.marriage", MARRIAGE)
        facts |= _under("beneficiary.spouse.legal_name", _name("Wright", "Daniel", "James"))
        facts |= _under("petitioner.spouse.legal_name", _name("Peña Ortiz", "María", "Fernanda"))
        facts |= _under("petitioner.prior_spouse[1]", HIS_EX) | _under(
            "petitioner.prior_marriage[1]", HIS_FIRST
        )
        facts |= _under("beneficiary.prior_spouse[1]", HER_EX) | _under(
            "beneficiary.prior_marriage[1]", HER_FIRST
        )
        for number, child in enumerate(children, start=1):
            facts |= _under(
                f"derivative[{number}]",
                {
                    k.replace("name", "legal_name", 1) if k.startswith("name") else k: v
                    for k, v in child.items()
                },
            )
    if form == "I-485":
        facts |= _under("prior_spouse[1]", HER_EX) | _under("prior_marriage[1]", HER_FIRST)
    return facts


def cells(form: str, facts: Mapping[str, str]) -> dict[str, str]:
    """What is written, by full name of the field: one field for each fact, boxes by what they mean."""
    found: dict[str, str] = {}
    rows: dict[str, list[MapRow]] = {}
    for row in map_of(form).rows:
        rows.setdefault(row.fact, []).append(row)
    for fact, text in [*facts.items(), *_body(form, facts)]:
        for row in _rows_for(rows.get(fact, []), fact, text):
            found[row.field] = text if row.kind != "check" else "on"
    return found


def _body(form: str, facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Height and weight, which forms ask for in single boxes."""
    role = ROLES[form][0]
    if f"{role}.weight" not in facts:
        return
    for name in ("height_feet", "height_inches"):
        yield f"{name}:{role}", facts[f"{role}.{name}"]
    for number, digit in enumerate(facts[f"{role}.weight"], start=1):
        yield f"weight_{number}:{role}", digit


def _rows_for(rows: list[MapRow], fact: str, text: str) -> Iterator[MapRow]:
    boxes = [r for r in rows if r.kind == "check"]
    if text.startswith("="):
        yield from [r for r in boxes if r.value == text[1:]][:1]
        return
    if fact.endswith(".unit"):
        yield from [r for r in boxes if r.label.rpartition(": ")[2] == "Apt."][:1]
    texts = [r for r in rows if r.kind != "check"]
    is_us = len(text) == 2 or text.isdecimal()
    texts.sort(key=lambda r: (r.kind == "choice" or "ZIP" in r.label) != is_us)
    if texts and (texts[0].kind != "choice" or is_us):
        yield texts[0]


def written(text: str, fact: str, style: random.Random) -> str:
    """The same thing as another hand would write it."""
    ways: list[Callable[[str], str]] = [str]
    if text.startswith("=") or "unit" in fact or fact.endswith((".state", ".relation")):
        return text
    if text in {"Mexico", "United States"}:
        return style.choice(
            {"Mexico": ["Mexico", "MEXICO", "México"], "United States": ["USA", "United States"]}[text]
        )
    if fact.rpartition(".")[2] in {
        "family",
        "given",
        "middle",
        "legal_name",
        "city",
        "city_of_birth",
        "employer",
    }:
        ways += [str.upper, lambda t: t.replace("ñ", "n").replace("í", "i")]
    if fact.endswith(("phone", "mobile")):
        ways += [lambda t: f"({t[:3]}) {t[3:6]}-{t[6:]}"]
    if fact.endswith("ssn"):
        ways += [lambda t: f"{t[:3]}-{t[3:5]}-{t[5:]}"]
    if fact.endswith("street"):
        ways += [lambda t: t.replace("Street", "St.").replace("Avenue", "Ave"), str.upper]
    return style.choice(ways)(text)


def paper(form: str, facts: Mapping[str, str], style: random.Random) -> Paper:
    """The form filled in, read as the program reads it. The same facts need not be written alike."""
    told = {k: written(v, k, style) for k, v in facts.items()}
    return Paper(form, _read(form, tuple(sorted(cells(form, told).items()))).proposals, form)


@lru_cache(maxsize=400)
def _read(form: str, values: tuple[tuple[str, str], ...]) -> FormResult:
    fields = fields_from(form_fields(filled_by_field(form, dict(values)), with_labels=False)["fields"])
    return read_form(fields, map_of(form), {})
