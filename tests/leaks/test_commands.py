"""Every verb, with what it wants and with what it does not: no log, no refusal and no leftover holds a value."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import starmap
from pathlib import Path

import pytest

from applicant_helper.commands.frame import MODULES
from applicant_helper.guard.quiet import redacted
from tests.leaks.markers import STEM, Marking
from tests.leaks.searching import holders, in_bytes
from tests.leaks.world import DOCUMENTED, World, names_value, rows

Run = subprocess.CompletedProcess[bytes]
LABEL = "case-one"
ELSEWHERE = {
    "open": "test_faults",
    "demo": "test_faults",
    "protect": "test_protected",
    "unprotect": "test_protected",
    "passphrase": "test_protected",
    "session": "../commands/test_safety",
}
PLACES = ("/home", "/tmp", ".pdf", ".ahcase", ".yaml")
"""What no log holds: places, and names of files."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A computer with one marked case, which the tests of this module share."""
    made = World(tmp_path_factory.mktemp("world"))
    made.whole, made.folder_of_papers = made.case_file(), made.papers()
    imported, added = made.logged_many(
        ("import", made.whole, "--label", LABEL), ("add", LABEL, made.folder_of_papers)
    )
    assert judged(*imported).returncode == 0 and judged(*added).returncode == 0
    return made


def judged(done: Run, log: Path, *, may_name: tuple[str, ...] = ()) -> Run:
    """The run, after nothing was found in its log and its refusal but files that were given."""
    assert done.returncode in DOCUMENTED, done
    refusal = done.stderr.decode()
    for name in may_name:
        refusal = refusal.replace(name, "")
    assert not names_value(refusal.encode()), refusal
    assert b"Traceback" not in done.stderr + done.stdout
    assert b"\x1b" not in done.stderr + done.stdout
    if log.exists():
        told = rows(log)
        assert told[0]["event"] == "started"
        assert (told[-1]["event"], told[-1]["status"]) == ("ended", done.returncode)
        assert not names_value(log.read_bytes())
        assert not in_bytes(log.read_bytes(), PLACES)
    return done


def test_every_verb_is_tried_somewhere() -> None:
    here = Path(__file__).read_text("utf-8")
    untried = [verb for verb in MODULES if verb not in ELSEWHERE and f'("{verb}"' not in here]
    assert untried == []
    for verb, module in ELSEWHERE.items():
        assert f'"{verb}"' in Path(__file__).parent.joinpath(f"{module}.py").read_text("utf-8")


def test_looking_at_a_case(world: World) -> None:
    ran = world.logged_many(
        ("check", LABEL),
        ("check", LABEL, "--json"),
        ("facts", LABEL),
        ("timeline", LABEL),
        ("copies", LABEL),
        ("copies", LABEL, 1),
    )
    for done in starmap(judged, ran):
        assert done.returncode in {0, 1}, done.stderr
    assert world.strays() == []


def test_what_is_written_when_asked_is_only_where_it_was_asked_for(world: World) -> None:
    out, folder = world.asked, world.folder_of_papers
    ran = world.logged_many(
        ("build", LABEL, "-o", out / "build.pdf", "--skip"),
        ("bundle", folder, "--for", "uscis_paper", "-o", out / "bundle.pdf"),
        ("verify", out / "bundle.pdf"),
        ("export", LABEL, out / "hand.ahcx"),
        ("export", LABEL, out / "open"),
        ("import", out / "hand.ahcx", "--label", "case-two"),
        ("restore", "case-two", 1, "--yes"),
        ("forget", "case-two", "--yes"),
        ("wipe", "case-two", "--yes"),
        ("list",),
    )
    for done, log in ran:
        judged(done, log, may_name=tuple(p.name for p in folder.rglob("*")))
    assert holders([out])
    assert world.strays() == []
    assert not [path for path in world.cases.rglob("*") if "case-two" in path.name]


def test_verbs_without_a_case_leave_nothing_about_anybody(world: World) -> None:
    ran = world.logged_many(
        ("forms",),
        ("handout", "us/n-400", "-o", world.asked / "h.pdf"),
        ("doctor",),
        ("doctor", "--report"),
        ("destinations", "uscis_paper"),
        ("read", world.folder_of_papers, "--no-ocr", "--compare"),
        ("new", "case-new", "--form", "us/n-400"),
    )
    for done in starmap(judged, ran):
        assert done.returncode == 0, done
    report = ran[3][0].stdout.decode()
    for place in (str(world.folder), str(Path.home()), LABEL):
        assert place not in report
    assert "[home]" not in redacted(report)
    assert world.strays() == []


def test_wrong_words_are_told_but_no_answer_is(world: World) -> None:
    word = f"{STEM}xx"
    ran = world.logged_many(
        ("check", word),
        ("check", LABEL, "--today", word),
        ("add", LABEL, f"{word}.pdf"),
        ("import", f"{word}.yaml"),
        ("verify", f"{word}.pdf"),
        (word,),
        ("new", "ok", "--form", word),
        ("export", LABEL, "/proc/none/here"),
        ("copies", LABEL, 99),
        ("handout", word),
        ("lint", world.given),
        ("facts", word, "--nonsense"),
    )
    for done, log in ran:
        judged(done, log, may_name=(word, "2026-11-23"))
        assert done.returncode not in {0, 70}, done


SPOILT = {
    "sex": f"{STEM}xx",
    "date_of_birth": "1990-02-31",
    "a_number": "A2041138870001",
    "ssn": "539-28-40170",
    "country_of_birth": f"{STEM}xx",
}


def spoilt(world: World, fact: str) -> Path:
    """The marked case with one wrong answer in it."""
    marking = Marking(world.marking.vocabulary)
    raw = marking.case()
    people = raw["people"]
    assert isinstance(people, dict)
    person = people[marking.people[0]]
    assert isinstance(person, dict)
    person[fact] = SPOILT[fact]
    path = world.given / f"{fact}.yaml"
    path.write_text(json.dumps(raw, indent=1), encoding="utf-8")
    return path


def test_a_case_file_with_a_wrong_answer_is_refused_without_quoting_it(world: World) -> None:
    ran = world.logged_many(*(("import", spoilt(world, fact), "--label", "never") for fact in SPOILT))
    for (fact, value), (done, log) in zip(SPOILT.items(), ran, strict=True):
        judged(done, log)
        assert done.returncode == 3
        assert value.encode() not in done.stderr
        assert f"{fact}: ".encode() in done.stderr and b"line " in done.stderr


def test_a_file_that_is_no_yaml_is_refused_without_quoting_it(world: World) -> None:
    path = world.given / "broken.yaml"
    path.write_text(f"schema: 1\npeople: {{{STEM}xx: *{STEM}yy\n  - {STEM}zz: [", encoding="utf-8")
    alias = world.given / "alias.yaml"
    alias.write_text(f"schema: 1\nid: *{STEM}yy\n", encoding="utf-8")
    twice = world.given / "twice.yaml"
    twice.write_text("schema: 1\nschema: 2\n", encoding="utf-8")
    for done in starmap(judged, world.logged_many(("check", path), ("check", alias), ("check", twice))):
        assert done.returncode == 3


def test_damaged_papers_are_refused_by_their_name_alone(world: World) -> None:
    source = next(world.folder_of_papers.rglob("*.pdf"))
    whole = source.read_bytes()
    (world.given / "cut.pdf").write_bytes(whole[: len(whole) // 2])
    (world.given / "text.pdf").write_bytes(f"{STEM}xx".encode() * 90)
    (world.given / "zeros.pdf").write_bytes(whole[:700] + bytes(400) + whole[1100:])
    (world.given / "cut.png").write_bytes(next(world.folder_of_papers.rglob("*.png")).read_bytes()[:300])
    given = [world.given / name for name in ("cut.pdf", "text.pdf", "zeros.pdf", "cut.png")]
    bundle = ("bundle", *given, "--for", "uscis_paper", "-o", world.asked / "bad.pdf")
    for done in starmap(judged, world.logged_many(("add", LABEL, *given), bundle)):
        assert done.returncode not in {0, 70}, done
    assert world.strays() == []


@pytest.mark.parametrize("part", ["case.db", "head", "header.json", "all"])
def test_a_damaged_case_is_told_without_its_content(world: World, part: str) -> None:
    folder = world.cases / "case-bad.ahcase"
    shutil.copytree(world.cases / f"{LABEL}.ahcase", folder)
    for path in [p for p in folder.rglob("*") if p.is_file() and part in {p.name, "all"}]:
        data = bytearray(path.read_bytes())
        for place in range(200, len(data), 97):
            data[place] ^= 0x55
        data[:40] = b"x" * 40
        path.write_bytes(data)
    try:
        for done in starmap(judged, world.logged_many(("check", folder), ("copies", folder))):
            assert done.returncode in {0, 1, 4, 6, 7, 13}, done.stderr
        assert world.strays() == []
    finally:
        shutil.rmtree(folder)
