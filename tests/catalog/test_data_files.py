"""The data at the door: the shipped files hold together, and a faulty one is named with file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from applicant_helper.catalog.jsonschema import FILES, schema_text
from applicant_helper.catalog.load import examine
from applicant_helper.catalog.where import data_root
from applicant_helper.catalog.yamlfile import YamlRefused, parse_yaml, read_yaml
from applicant_helper.core.errors import fill
from applicant_helper.service.linting import lint_data

FORM = Path("forms/us/uscis/n-400.yaml")
CHECKLIST = Path("checklists/us/uscis/n-400.yaml")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("forms", "checklists"):
        shutil.copytree(data_root() / name, tmp_path / name)
    return tmp_path


def change(root: Path, file: Path, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_data_holds_together() -> None:
    assert [str(p) for p in lint_data(data_root())] == []


@pytest.mark.parametrize("relative", sorted(FILES))
def test_the_checked_in_schema_is_up_to_date(relative: str) -> None:
    assert (data_root() / relative).read_text(encoding="utf-8") == schema_text(relative)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            FORM,
            "when: needs_residence\n  holds: filing.date >= n400_opens",
            "when: needs_residense\n  holds: filing.date >= n400_opens",
            "Did you mean needs_residence?",
        ),
        (FORM, "holds: filing.date >= n400_opens", "holds: filing.date", "must be yes or no"),
        (FORM, "holds: age_at_filing >= 18", 'holds: age_at_filing >= "x"', "differ in kind"),
        (FORM, "severity: blocks", "severity: terrible", "rules.0.severity"),
        (FORM, "  fix: answer filing.date", "  fix: shout filing.date", "A fix is written"),
        (FORM, "  fix: answer filing.date", "  fix: answer filing.departure_date", "no question asks"),
        (
            FORM,
            "  fix: paper n400_continuous_residence",
            "  fix: paper n400_nothing",
            "no requirement of this form",
        ),
        (FORM, "schema: 1", "schema: 2", "schema"),
        (FORM, "number: N-400", "number: N-400\ncolor: red", "color"),
        (FORM, "- fact: applicant.sex", "- fact: applicant.sexx", "No fact is called applicant.sexx"),
        (FORM, "topic: filing", "topic: filling", "No topic is called filling"),
        (FORM, 'met("n400_name_change")', 'met("n400_name_chance")', "no requirement of this form"),
        (FORM, "{state_ready}", "{state_reddy}", "Did you mean state_ready?"),
        (FORM, "destinations: [uscis_paper", "destinations: [uscis-papper", "no destination uscis-papper"),
        (FORM, "path_years: {value: '3 if", "path_years: {value: 'path_years if", "defined through itself"),
        (CHECKLIST, "form: us/n-400", "form: us/n-401", "There is no form us/n-401"),
        (CHECKLIST, "- all: [form_n648]", "- all: [form_n684]", "No paper is called form_n684"),
        (CHECKLIST, "section: identity", "section: identty", "No section is called identty"),
        (CHECKLIST, "use: common/photos", "use: common/fotos", "There is no shared common/fotos"),
        (CHECKLIST, "with: {person: applicant}", "with: {persoon: applicant}", "also needs person"),
        (CHECKLIST, "  authority: INA 312(b)\n", "", "has no authority"),
        (
            CHECKLIST,
            "  when: applicant.taxes_overdue\n",
            '  when: filing.fee_route == "full" and filing.fee_route == "waiver"\n',
            "can never be needed",
        ),
        (CHECKLIST, "  when: applicant.taxes_overdue\n", "  when: applicant.lpr_date\n", "must be yes or no"),
        (
            Path("checklists/common/evidence.yaml"),
            "kinds: [n648]",
            "kinds: [n684]",
            "n684 is not a kind of paper",
        ),
        (Path("checklists/common/evidence.yaml"), "d.final", "d.finale", "has no part called finale"),
        (
            Path("forms/vocabulary.yaml"),
            "taxes_overdue: {type: yes_no",
            "taxes_overdue: {type: yes_noo",
            "yes_noo is not a type",
        ),
    ],
)
def test_a_fault_in_the_data_is_named(data: Path, file: Path, old: str, new: str, words: str) -> None:
    change(data, file, old, new)
    problems = [str(p) for p in lint_data(data)]
    assert any(words in p for p in problems), problems


def test_a_fault_names_file_and_line(data: Path) -> None:
    change(data, FORM, "holds: age_at_filing >= 18", "holds: age_at_filling >= 18")
    line = next(
        i for i, t in enumerate((data / FORM).read_text("utf-8").splitlines(), 1) if "age_at_filling" in t
    )
    _catalog, _forms, problems = examine(data)
    assert [(p.file, p.line) for p in problems] == [(FORM.as_posix(), line)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [1, 2", "line 2"),
        ("a: 1\na: 2", "written twice"),
        ("yes: 1", "read as yes or no"),
        ("no: 1", "read as yes or no"),
        ("a: &x [*x]", "I can't read"),
        ("? {a: b}\n: c", ""),
        ("\x00", "I can't read"),
    ],
)
def test_yaml_that_cannot_be_taken_in_is_told_with_its_line(text: str, words: str) -> None:
    try:
        parse_yaml(text, "case.yaml")
    except YamlRefused as refused:
        assert words in fill(refused.message, refused.params)
        assert "case.yaml" in fill(refused.message, refused.params)
    else:
        assert words == ""


def test_aliases_that_multiply_are_refused() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9)
    )
    with pytest.raises(YamlRefused):
        parse_yaml(bomb, "case.yaml")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1991-03-14", "1991-03-14"),
        ("007", "007"),
        ("12:30", "12:30"),
        ("4", 4),
        ("4.5", 4.5),
        ("~", None),
        ("NO", False),
        ('"NO"', "NO"),
        ("1_000", "1_000"),
    ],
)
def test_yaml_values_do_not_surprise(written: str, read: object) -> None:
    assert parse_yaml(f"a: {written}", "x").value == {"a": read}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p.write_bytes(b"\xff\xfe\x00x"), "not a text file"),
        (lambda p: p.write_bytes(b"a" * 9_000_000), "too large"),
        (lambda p: None, "no file"),
        (lambda p: p.mkdir(), "no file"),
    ],
)
def test_a_file_that_is_no_yaml_is_told(tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    path = tmp_path / "case.yaml"
    make(path)
    with pytest.raises(YamlRefused) as refused:
        read_yaml(path)
    assert words in fill(refused.value.message, refused.value.params)
