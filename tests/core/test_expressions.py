"""The expression language: what it accepts, what it refuses with a sentence, and three-valued results."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.load import load_catalog
from applicant_helper.core.case import Case
from applicant_helper.core.casefile import read_case
from applicant_helper.core.expr import library
from applicant_helper.core.expr.evaluate import evaluate, holds
from applicant_helper.core.expr.explain import explain
from applicant_helper.core.expr.parse import ExpressionProblem, Names, parse_condition, parse_expression
from applicant_helper.core.expr.result import Result
from applicant_helper.core.expr.scope import Scope

assert library.__all__


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    return load_catalog()


def names() -> Names:
    return Names(catalog().vocabulary, frozenset({"applicant", "spouse"}))


def case_of(facts: dict[str, Any], **more: Any) -> Case:
    raw = {
        "schema": 1,
        "filings": [{"form": "us/n-400", "roles": {"applicant": "ana"}}],
        "people": {"ana": facts},
        **more,
    }
    case, problems = read_case(raw, catalog().vocabulary)
    assert not problems, problems
    return case


def scope_of(facts: dict[str, Any], **more: Any) -> Scope:
    case = case_of(facts, **more)
    return Scope(case, case.filings[0], date(2026, 11, 23), catalog().vocabulary)


def value(text: str, facts: dict[str, Any], **more: Any) -> Result:
    return evaluate(parse_expression(text, names()), scope_of(facts, **more))


def asked(text: str, facts: dict[str, Any], **more: Any) -> Result:
    return holds(parse_condition(text, names()), scope_of(facts, **more))


@pytest.mark.parametrize(
    ("text", "facts", "outcome"),
    [
        ('applicant.sex == "male"', {"sex": "male"}, True),
        ('applicant.sex == "male"', {"sex": "female"}, False),
        ('applicant.sex != "male"', {"sex": "female"}, True),
        ('applicant.sex in ("male", "another")', {"sex": "another"}, True),
        ("applicant.trips", {"trips": []}, False),
        ("applicant.trips", {"trips": [{"left": "2024-01-01"}]}, True),
        ("applicant.arrests", {"arrests": "some"}, True),
        ("not applicant.taxes_overdue", {"taxes_overdue": False}, True),
        ("applicant.household_size >= 3", {"household_size": 3}, True),
        ("applicant.household_income < 100", {"household_income": "99.50"}, True),
        (
            "any(t.returned > t.left for t in applicant.trips)",
            {"trips": [{"left": "2024-01-01", "returned": "2024-01-05"}]},
            True,
        ),
        ("all(t.returned > t.left for t in applicant.trips)", {"trips": []}, True),
        ("count(applicant.trips) == 0", {"trips": []}, True),
        ('"US" in applicant.nationalities', {"nationalities": ["US", "MX"]}, True),
        ("1 < applicant.household_size <= 3", {"household_size": 3}, True),
        ("known(applicant.lpr_date)", {}, False),
        (
            "applicant.selective_service_registered == false",
            {"selective_service_registered": {"is": "not_applicable"}},
            False,
        ),
    ],
)
def test_a_condition_over_known_facts_is_decided(text: str, facts: dict[str, Any], outcome: bool) -> None:
    assert asked(text, facts).value is outcome


@pytest.mark.parametrize(
    ("left", "right", "conjunction", "disjunction"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (False, False, False, False),
        (True, None, None, True),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_and_and_or_are_three_valued(
    left: bool | None, right: bool | None, conjunction: bool | None, disjunction: bool | None
) -> None:
    facts = {k: v for k, v in {"taxes_overdue": left, "claimed_us_citizen": right}.items() if v is not None}
    for op, wanted in (("and", conjunction), ("or", disjunction)):
        for text in (
            f"applicant.taxes_overdue {op} applicant.claimed_us_citizen",
            f"applicant.claimed_us_citizen {op} applicant.taxes_overdue",
        ):
            result = asked(text, facts)
            assert (result.value if result.is_known else None) is wanted


def test_unknown_names_the_answers_that_would_settle_it() -> None:
    result = asked(
        "applicant.taxes_overdue or any(a.date >= applicant.lpr_date for a in applicant.arrests)",
        {"arrests": [{"kind": "arrest"}], "taxes_overdue": False, "lpr_date": "2020-01-01"},
    )
    assert not result.is_known
    assert result.missing == {"applicant.arrests.date"}


def test_i_dont_know_is_as_unknown_as_not_asked() -> None:
    assert asked("applicant.taxes_overdue", {"taxes_overdue": {"is": "dont_know"}}).missing == {
        "applicant.taxes_overdue"
    }


def test_a_provisional_answer_makes_the_result_provisional() -> None:
    result = asked("applicant.household_size > 2", {"household_size": {"is": "provisional", "value": 3}})
    assert result.value is True
    assert result.provisional


@pytest.mark.parametrize(
    ("written", "outcome"),
    [
        ("2019", True),
        ("2021", False),
        ("2020", None),
        ("2020-05", True),
        ("2020-07", False),
        ("2020-06", None),
    ],
)
def test_an_imprecise_date_decides_only_when_every_day_of_it_agrees(
    written: str, outcome: bool | None
) -> None:
    result = asked("applicant.lpr_date < today - years(6) - months(5) - days(8)", {"lpr_date": written})
    assert (result.value if result.is_known else None) is outcome
    if outcome is None:
        assert result.missing == {"applicant.lpr_date"}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("anniversary(applicant.lpr_date, 5) - days(90)", date(2011, 4, 5)),
        ("applicant.lpr_date + months(3)", date(2006, 10, 4)),
        ("age_on(applicant.date_of_birth, today)", Decimal(46)),
        ("later(applicant.lpr_date, applicant.date_of_birth)", date(2006, 7, 4)),
        ("days_between(applicant.lpr_date, applicant.lpr_date + days(9))", Decimal(9)),
        ("year_of(applicant.lpr_date)", Decimal(2006)),
        ('3 if applicant.sex == "male" else 5', Decimal(5)),
    ],
)
def test_computed_values(text: str, outcome: object) -> None:
    facts = {"lpr_date": "2006-07-04", "date_of_birth": "1980-02-29", "sex": "female"}
    assert value(text, facts).value == outcome


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("applicant.tripz", "Did you mean trips?"),
        ("aplicant.trips", "Did you mean applicant?"),
        ('applicant.sex == "mail"', "Did you mean male?"),
        ("applicant.sex > 3", "differ in kind"),
        ("applicant.lpr_date > 5", "differ in kind"),
        ("applicant.lpr_date", "must be yes or no"),
        ("anniversary(applicant.lpr_date)", "takes 2 parts"),
        ("anniversary(applicant.trips, 3)", "anniversary:"),
        ("anyy(t.left for t in applicant.trips)", "Did you mean any?"),
        ("any(t.leftt == today for t in applicant.trips)", "has no part called leftt"),
        ("applicant.trips[0]", "not part of this language"),
        ("__import__('os')", "no function called"),
        ("applicant.sex.__class__", "has no part called"),
        ("lambda: 1", "not part of this language"),
        ("applicant.trips and", "cannot be read"),
        ("(" * 300, "cannot be read"),
        ("applicant.sex == 'male' or " * 80 + "true", "longer than"),
        ("3 if applicant.taxes_overdue else 'x'", "one kind"),
        ("applicant.lpr_date + 5", "cannot be combined"),
        ("any(t.left == today for t in applicant.trips for u in applicant.trips)", "Only one `for`"),
        ("open('x')", "no function called"),
    ],
)
def test_a_wrong_expression_is_refused_with_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ExpressionProblem) as refused:
        parse_condition(text, names())
    assert words in refused.value.sentence


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_but_never_raises_otherwise(text: str) -> None:
    try:
        parse_expression(text, names())
    except ExpressionProblem as problem:
        assert problem.sentence


@given(
    st.recursive(
        st.sampled_from(
            [
                "applicant.taxes_overdue",
                "applicant.trips",
                "true",
                'applicant.sex == "male"',
                "known(applicant.lpr_date)",
            ]
        ),
        lambda inner: st.one_of(
            st.builds("not ({})".format, inner),
            st.builds("({}) and ({})".format, inner, inner),
            st.builds("({}) or ({})".format, inner, inner),
        ),
        max_leaves=12,
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "taxes_overdue": st.booleans(),
            "trips": st.sampled_from([[], "some"]),
            "sex": st.sampled_from(["male", "female"]),
        },
    ),
)
def test_more_answers_never_change_a_decided_result(text: str, facts: dict[str, Any]) -> None:
    before = asked(text, facts)
    full = {"taxes_overdue": True, "trips": [], "sex": "male", **facts}
    after = asked(text, full)
    assert after.is_known
    if before.is_known and "known(" not in text:
        assert after.value is before.value
    if not before.is_known:
        assert before.missing


def test_only_the_deciding_answers_are_explained() -> None:
    node = parse_condition('applicant.sex == "male" and applicant.taxes_overdue', names())
    assert [str(r) for r in explain(node, scope_of({"sex": "female", "taxes_overdue": True}))] == [
        "applicant.sex is female"
    ]
    both = explain(node, scope_of({"sex": "male", "taxes_overdue": True}))
    assert [str(r) for r in both] == ["applicant.sex is male", "applicant.taxes_overdue is true"]
    unsettled = explain(node, scope_of({"sex": "male"}))
    assert [str(r) for r in unsettled] == ["applicant.taxes_overdue is not answered"]


def test_a_list_condition_is_explained_by_its_list() -> None:
    node = parse_condition("any(known(a.fine) and a.fine > 500 for a in applicant.arrests)", names())
    assert [str(r) for r in explain(node, scope_of({"arrests": []}))] == ["applicant.arrests is empty"]


def test_words_of_the_language_inside_quotes_stay_as_written() -> None:
    node = parse_expression(
        'count(t for t in applicant.work_history if t.from > day(2020, 1, 1) and t.employer == "a.from b")',
        names(),
    )
    assert '"a.from b"' in node.text and "t.from >" in node.text
