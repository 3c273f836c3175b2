"""Records, steps, undo and redo against a plain model, with closing and opening in between."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicant_helper.core.answers import JsonValue
from applicant_helper.storage.ledger import UndoneStep
from applicant_helper.storage.problems import CaseReadOnly
from applicant_helper.storage.steps import StepKind
from tests.storage.helpers import NOW, RECORDS, later, make_case, reopen

_TEXT = st.text(max_size=12)
_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=6,
)
_KEYS = st.sampled_from(["people/maria/name", "documents/1", "ключ", "a b/ c", "\x00", "\ud800"])
_CHANGES = st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=4)
_ACTIONS = st.lists(_CHANGES | st.sampled_from(["undo", "undo", "redo", "reopen"]), min_size=1, max_size=14)


class Model:
    """What the records should be: a list of states and a place in it."""

    def __init__(self) -> None:
        self.states: list[dict[str, JsonValue]] = [{}]
        self.place = 0

    @property
    def now(self) -> dict[str, JsonValue]:
        return self.states[self.place]

    def commit(self, changes: dict[str, JsonValue]) -> None:
        after: dict[str, JsonValue] = {
            name: value for name, value in (self.now | changes).items() if value is not None
        }
        if _exact(after) != _exact(self.now):
            del self.states[self.place + 1 :]
            self.states.append(after)
            self.place += 1

    def move(self, by: int) -> bool:
        if not 0 <= self.place + by < len(self.states):
            return False
        self.place += by
        return True


def _exact(value: object) -> str:
    """Tells 1 from 1.0 and True, which compare equal in Python."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{_exact(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_exact(item) for item in value) + "]"
    return repr(value)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ACTIONS)
def test_any_order_of_changes_undos_and_reopenings_equals_the_model(
    actions: list[dict[str, JsonValue] | str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = make_case(Path(folder), "model")
        store.commit(dict.fromkeys(RECORDS), operation="clear", now=NOW)
        model = Model()
        for action in actions:
            if isinstance(action, dict):
                store.commit(action, operation="change", now=NOW)
                model.commit(action)
            elif action == "reopen":
                store.close()
                store = reopen(store.path)
            elif action == "undo":
                if model.place:  # below it is the clearing of the first records
                    assert (store.undo(now=NOW) is not None) == model.move(-1)
            else:
                assert (store.redo(now=NOW) is not None) == model.move(1)
            assert _exact(dict(store.records)) == _exact(model.now)
        store.verify()
        store.close()


def test_a_new_case_holds_its_first_records_after_reopening(tmp_path: Path) -> None:
    make_case(tmp_path).close()
    with reopen(tmp_path / "case-7f3a.ahcase") as store:
        assert dict(store.records) == RECORDS
        assert store.rev == 1


def test_each_change_raises_the_revision_by_one(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        assert store.commit({"a": 1, "b": 2}, operation="answer", now=NOW) == 2
        assert store.commit({"a": None}, operation="remove", now=NOW) == 3


def test_a_change_that_changes_nothing_is_not_a_step(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        assert (
            store.commit({"people/maria/lpr_date": RECORDS["people/maria/lpr_date"]}, operation="x", now=NOW)
            == 1
        )
        assert store.next_undo() is None


def test_removing_a_record_that_is_not_there_is_not_a_step(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        assert store.commit({"nobody": None}, operation="remove", now=NOW) == 1


def test_the_caller_may_change_a_value_after_committing_it(tmp_path: Path) -> None:
    value: list[JsonValue] = [1]
    with make_case(tmp_path) as store:
        store.commit({"a": value}, operation="answer", now=NOW)
        value.append(2)
        assert store.records["a"] == [1]


def test_a_number_that_json_does_not_have_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        with pytest.raises(ValueError):
            store.commit({"a": 1, "b": float("nan")}, operation="answer", now=NOW)
        assert dict(store.records) == RECORDS
        assert store.rev == 1


def test_a_record_without_a_name_is_refused(tmp_path: Path) -> None:
    with make_case(tmp_path) as store, pytest.raises(ValueError):
        store.commit({"": 1}, operation="answer", now=NOW)


def test_undo_names_the_operation_it_took_back(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.commit({"a": 1}, operation="answer", params={"fact": "a"}, now=NOW)
        assert store.undo(now=NOW) == UndoneStep(3, "answer", {"fact": "a"}, ("a",))
        assert "a" not in store.records


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.commit({"a": 1}, operation="first", now=NOW)
        store.commit({"a": 2}, operation="second", now=NOW)
    with reopen(tmp_path / "case-7f3a.ahcase") as store:
        undone = store.undo(now=later(2))
        assert undone and undone.operation == "second"
        assert store.records["a"] == 1


def test_redo_survives_a_restart(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.commit({"a": 1}, operation="answer", now=NOW)
        store.undo(now=NOW)
    with reopen(tmp_path / "case-7f3a.ahcase") as store:
        step = store.next_redo()
        assert step and step.operation == "answer"
        assert store.redo(now=later(2)) and store.records["a"] == 1


def test_the_first_records_of_a_case_cannot_be_undone(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        assert store.undo(now=NOW) is None
        assert dict(store.records) == RECORDS


def test_a_fresh_change_clears_what_could_be_redone(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.commit({"a": 1}, operation="answer", now=NOW)
        store.undo(now=NOW)
        store.commit({"b": 1}, operation="answer", now=NOW)
        assert store.redo(now=NOW) is None


def test_a_bulk_change_is_one_step(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.commit({f"documents/{number}": number for number in range(200)}, operation="import", now=NOW)
        store.undo(now=NOW)
        assert dict(store.records) == RECORDS


def test_history_tells_the_newest_step_first_with_undo_as_its_own_line(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.commit({"a": 1}, operation="answer", now=NOW)
        store.undo(now=later(5))
        kinds = [(step.rev, step.kind, step.operation) for step in store.history()]
    assert kinds == [(3, StepKind.UNDO, "answer"), (2, StepKind.DO, "answer"), (1, StepKind.CREATE, "create")]


def test_history_is_cut_to_the_asked_length(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:
        store.commit({"a": 1}, operation="answer", now=NOW)
        assert [step.rev for step in store.history(limit=1)] == [2]


def test_read_only_shows_the_records_and_refuses_every_change(tmp_path: Path) -> None:
    make_case(tmp_path).close()
    with reopen(tmp_path / "case-7f3a.ahcase", read_only=True) as store:
        assert dict(store.records) == RECORDS and store.is_read_only
        for change in (
            lambda: store.commit({"a": 1}, operation="answer", now=NOW),
            lambda: store.undo(now=NOW),
            lambda: store.put_bytes(b"x"),
            lambda: store.snapshot("mine", now=NOW),
        ):
            with pytest.raises(CaseReadOnly):
                change()
