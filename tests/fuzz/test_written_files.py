"""Files that a person or an author writes, changed at random: case.yaml, forms, expressions, translations."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.where import data_root
from applicant_helper.catalog.yamlfile import YamlRefused, parse_yaml, read_yaml
from applicant_helper.core.casefile import case_to_raw, read_case
from applicant_helper.core.errors import ApplicantHelperError, fill
from applicant_helper.core.expr.evaluate import evaluate
from applicant_helper.core.expr.explain import explain
from applicant_helper.core.expr.parse import ExpressionProblem, parse_expression
from applicant_helper.i18n.po import CatalogueUnreadable, compile_mo, read_po
from applicant_helper.service.interchange import CaseFileRefused, ExportRefused, read_case_file
from tests.core.test_expressions import catalog, names, scope_of
from tests.fuzz.effort import fuzz
from tests.fuzz.mutating import SEVERAL, changed
from tests.fuzz.test_sealed_bytes import JSON
from tests.scenarios.loader import scenarios

PLACE = st.floats(0, 1, exclude_max=True)
YAML_SIGNS = st.text(alphabet="a: -[]{}&*!|>'\"#%@`\n\t,?0.\x00\ud800é\u2028<~", max_size=60)
WORDS = [
    *(
        "applicant",
        "spouse",
        ".",
        "trips",
        "lpr_date",
        "sex",
        "taxes_overdue",
        "today",
        "days(",
        "years(",
        ")",
    ),
    *("any(", "all(", "count(", "known(", "t.left", " for t in ", " if ", " else ", " and ", " or ", "not "),
    *(
        "==",
        "<",
        "+",
        "-",
        "*",
        "in ",
        "[",
        "]",
        "1",
        "0",
        "1e999",
        "9999999999",
        '"male"',
        "true",
        "null",
        "\\",
    ),
]
EXPRESSIONS = st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=25).map("".join)
FACTS = {"lpr_date": "2020-02-29", "sex": "male", "taxes_overdue": False, "trips": [{"left": "2021-01-01"}]}


@functools.lru_cache
def raw_cases() -> tuple[str, ...]:
    """Cases as the scenarios have them, as JSON, which is YAML too."""
    folders = ("us-n-400", "us-i-130", "us-i-589", "uk-an")
    found = [json.dumps(s.raw, default=str) for folder in folders for s in scenarios(folder)]
    return tuple(found[:40])


@functools.lru_cache
def folder_of_data() -> tuple[Path, ...]:
    return tuple(sorted((data_root() / "forms").rglob("*.yaml")))


def parts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of everything in a value."""
    yield path
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in rows:
        yield from parts(inner, (*path, key))


def with_part(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    holder = value
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = new
    return value


def has_only_numbers(value: Any) -> bool:
    """Whether a value can come out of a case file or a record: both loaders read `.nan` and `1e999` as no number."""
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        return False
    return True


def test_no_loader_gives_a_number_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("a: .nan\nb: -.inf\nc: 1e999\n", encoding="utf-8")
    assert has_only_numbers(read_yaml(file).value)


@fuzz(150)
@given(
    st.data(),
    PLACE,
    JSON.filter(has_only_numbers)
    | st.sampled_from(["9" * 5000, "\x1b[2J", "some", {"is": "dont_know"}, [[]]]),
)
def test_a_case_with_anything_in_one_place_is_read_or_its_problems_are_told(
    data: st.DataObject, where: float, value: Any
) -> None:
    raw = json.loads(data.draw(st.sampled_from(raw_cases())))
    places = list(parts(raw))
    path = places[int(where * len(places))]
    case, problems = read_case(with_part(raw, path, value), catalog().vocabulary)
    for problem in problems:
        assert fill(problem.message, problem.params)
    again, _more = read_case(json.loads(json.dumps(case_to_raw(case))), catalog().vocabulary)
    assert case_to_raw(again) == case_to_raw(case)


@fuzz(120)
@given(st.data(), SEVERAL)
def test_a_case_file_with_changed_bytes_is_read_or_refused_and_nothing_is_written(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, several: list[Any]
) -> None:
    folder = shared_folder(tmp_path_factory)
    raw = data.draw(st.sampled_from(raw_cases())).encode()
    (folder / "case.yaml").write_bytes(changed(raw, several))
    try:
        read_case_file(folder / "case.yaml", catalog())
    except (YamlRefused, CaseFileRefused, ExportRefused) as cause:
        assert cause.sentence()
    assert [path.name for path in folder.iterdir()] == ["case.yaml"]


_FOLDERS: list[Path] = []


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    if not _FOLDERS:
        _FOLDERS.append(factory.mktemp("fuzz"))
    return _FOLDERS[0]


@fuzz(300)
@given(YAML_SIGNS)
@example("a: &a [*a]")
@example("? {a: b}\n: c")
@example("? [a]\n: c")
@example("[" * 2000)
@example("{a: " * 500)
@example("- " * 3000)
@example("!!python/object/apply:os.system ['x']")
@example("<<: 1")
@example("<<: [1, {}]")
@example("a: 0b1\nb: 1_000\nc: 0o777777777777777777777\nd: .inf\ne: 1:60")
@example("x: " + "9" * 5000)
@example("x: 1e99999")
@example("x: -" + "9" * 5000)
@example("a: &a [1,1]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]")
@example("\ufeff\ufeff%YAML 9.9\n---\n")
@example("a: 1\n---\nb: 2")
def test_any_yaml_is_plain_values_or_refused(text: str) -> None:
    try:
        found = parse_yaml(text, "case.yaml")
    except YamlRefused as cause:
        assert "case.yaml" in cause.sentence()
        return
    json.dumps(found.value)


@fuzz(60)
@given(st.data(), SEVERAL)
def test_a_changed_file_of_data_is_read_or_refused(data: st.DataObject, several: list[Any]) -> None:
    path = data.draw(st.sampled_from(folder_of_data()))
    if path.stat().st_size > 60_000:
        return
    text = changed(path.read_bytes(), several).decode("utf-8", "replace")
    try:
        parse_yaml(text, path.name)
    except YamlRefused as cause:
        assert path.name in cause.sentence()


@functools.lru_cache
def small_catalogue(folder: Path) -> Path:
    """The vocabulary and one form, copied, to be damaged."""
    import shutil

    root = folder / "data"
    for name in ("forms", "checklists"):
        shutil.copytree(data_root() / name, root / name)
    keep = {"n-400.yaml", "n-600.yaml"}
    for path in (root / "forms").rglob("*.yaml"):
        if path.parent.name == "uscis" and path.name not in keep:
            path.unlink()
    return root


@fuzz(300)
@given(EXPRESSIONS)
@example("applicant.lpr_date + days(9999999999)")
@example("applicant.lpr_date - years(9999)")
@example("1e999 == 1")
@example("0x" + "f" * 600 + " == 1")
@example("9" * 700 + " == 1")
@example("-" * 600 + "1")
@example("not " * 200 + "true")
@example("f'{1}'")
@example("'\\ud800' == applicant.sex")
def test_any_expression_is_evaluated_or_refused(text: str) -> None:
    try:
        node = parse_expression(text, names())
    except ExpressionProblem as problem:
        assert problem.sentence
        return
    scope = scope_of(FACTS)
    evaluate(node, scope)
    explain(node, scope)


@fuzz(200)
@given(SEVERAL)
def test_a_changed_expression_of_the_forms_is_evaluated_or_refused(several: list[Any]) -> None:
    for whole in (
        "applicant.lpr_date + 5 years <= today and not applicant.taxes_overdue",
        "count(t for t in applicant.trips if t.left >= today) > 3",
        'applicant.sex == "male" or any(t.left == today for t in applicant.trips)',
    ):
        text = changed(whole.encode(), several).decode("utf-8", "replace")
        try:
            node = parse_expression(text, names())
        except ExpressionProblem:
            continue
        found = evaluate(node, scope_of(FACTS))
        assert found.is_known or found.missing


PO = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n#. note\n#: a.py\n#, python-format\n'
    'msgctxt "c"\nmsgid "one {n}"\nmsgid_plural "many"\nmsgstr[0] "uno\\t\\"x\\""\nmsgstr[1] "dos"\n#~ old\n'
)


@fuzz(300)
@given(SEVERAL, st.text(alphabet='msgidtrx[]0 "\\\n#~,:.é9', max_size=60))
@example([], 'msgid "a"\nmsgstr[' + "9" * 5000 + '] "b"')
@example([], 'msgid "a"\nmsgstr[²] "b"')
@example([], 'msgid "a"\nmsgstr "\\x41\\777\\u12"')
def test_a_changed_translation_is_read_or_refused_with_its_line(several: list[Any], more: str) -> None:
    for text in (changed(PO.encode(), several).decode("utf-8", "replace"), PO + more, more):
        try:
            read_po(text, "es.po")
            compile_mo(text, "es.po")
        except CatalogueUnreadable as cause:
            assert "es.po" in cause.sentence()


@fuzz(6, whole_case=True)
@given(st.data(), SEVERAL)
def test_a_form_with_changed_bytes_is_a_problem_with_its_file_and_line(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, several: list[Any]
) -> None:
    root = small_catalogue(shared_root(tmp_path_factory))
    path = root / data.draw(st.sampled_from(DAMAGED))
    whole = path.read_bytes()
    path.write_bytes(changed(whole, several))
    try:
        load_catalog(root).form("us/n-400")
    except ApplicantHelperError as cause:
        assert cause.sentence()
    finally:
        path.write_bytes(whole)


_ROOTS: list[Path] = []
DAMAGED = ("forms/us/uscis/n-400.yaml", "checklists/us/uscis/n-400.yaml", "forms/vocabulary.yaml")


def shared_root(factory: pytest.TempPathFactory) -> Path:
    if not _ROOTS:
        _ROOTS.append(factory.mktemp("forms"))
    return _ROOTS[0]


def test_a_file_of_data_that_is_no_text_or_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")
    with (tmp_path / "b.yaml").open("wb") as file:
        file.truncate(9_000_000)
    for name in ("a.yaml", "b.yaml", "none.yaml"):
        with pytest.raises(YamlRefused):
            read_yaml(tmp_path / name)
