"""Taking papers in: what each seems to be and why, what was not taken, and paths as other systems spell them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from applicant_helper.reading.shapes import Note
from applicant_helper.service import intake, papers
from applicant_helper.service.papers import add_papers, expand, read_again, set_kind, take_reading
from applicant_helper.service.proposals import proposals
from applicant_helper.service.session import Session
from tests.packet import inputs
from tests.reading import bombs
from tests.service.made import guess, says, with_paper

HOSTILE = "\x1b]0;t\x07\u202e[bold]x[/bold]\nnext"


def drawn(path: Path, *lines: str) -> Path:
    """A page with these lines."""
    page = Canvas(str(path), pagesize=(612, 792), invariant=True)
    for number, line in enumerate(lines):
        page.drawString(60, 720 - 24 * number, line)
    page.save()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shoebox: two papers, one of them twice, one broken, one of another kind."""
    box = tmp_path / "box"
    (box / "inner").mkdir(parents=True)
    inputs.pages(box / "lease.pdf", text="Residential lease agreement between landlord and tenant, rent")
    inputs.picture(box / "img.png", size=(900, 200))
    (box / "inner" / "img again.png").write_bytes((box / "img.png").read_bytes())
    (box / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (box / "notes.txt").write_text("not a paper")
    return box


def test_a_folder_is_taken_in_as_one_step_and_what_is_not_is_named(session: Session, folder: Path) -> None:
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    rev = session.store.rev
    report = add_papers(session, [folder])
    assert sorted(a.look.original_name for a in report.added) == ["img again.png", "img.png", "lease.pdf"]
    assert [look.original_name for look in report.refused] == ["broken.pdf"]
    assert report.passed_over == 1
    assert "1 file of another kind was passed over." in list(intake.folder_words(report))
    assert session.store.rev == rev + 1
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    session.undo()
    assert session.case.documents == ()


def test_a_paper_with_equal_content_is_named(session: Session, folder: Path) -> None:
    report = add_papers(session, [folder])
    first, second = (a for a in report.added if a.look.original_name.startswith("img"))
    assert (first.same_as, second.same_as) == (None, first.document_id)
    row = intake.row(session, second.document_id, second.same_as)
    assert row.same_as == first.look.original_name
    again = add_papers(session, [folder / "lease.pdf"])
    assert again.added[0].same_as == next(a.document_id for a in report.added if "lease" in a.document_id)


def test_rows_come_while_files_are_read(session: Session, folder: Path) -> None:
    steps: list[tuple[int, int, str, intake.Row | None]] = []
    add_papers(session, [folder], progress=lambda *step: steps.append(step))
    assert [s[0] for s in steps] == [1, 2, 3, 4]
    assert {s[1] for s in steps} == {4}
    by_name = {s[2]: s[3] for s in steps}
    assert by_name["broken.pdf"] is None
    lease, photo = by_name["lease.pdf"], by_name["img.png"]
    assert lease is not None and photo is not None
    assert (lease.kind_text, lease.is_sure, lease.name) == ("Lease or mortgage", True, "lease.pdf")
    assert (photo.kind_text, photo.is_sure, photo.name) == ("What is this?", False, "img.png")


def test_a_stopped_run_keeps_what_was_read_and_says_so(session: Session, folder: Path) -> None:
    read: list[str] = []
    report = add_papers(
        session,
        [folder],
        progress=lambda done, total, name, row: read.append(name),
        cancelled=lambda: len(read) >= 2,
    )
    assert report.was_cancelled
    assert len(read) == 2
    assert len(session.case.documents) == len(report.added) < 3
    assert next(intake.folder_words(report)).startswith("Stopped.")


def test_what_was_not_looked_at_is_told() -> None:
    report = papers.AddReport((), (), passed_over=3, closed_folders=1, is_cut=True)
    assert list(intake.folder_words(report)) == [
        "3 files of other kinds were passed over.",
        "1 folder could not be opened.",
        "The folder holds more than was looked at. Add its inner folders one by one.",
    ]
    assert list(intake.folder_words(papers.AddReport((), ()))) == []


def test_a_folder_that_may_not_be_opened_is_counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    real = os.scandir

    def closed(path: str | Path) -> object:
        if str(path).endswith("inner"):
            raise PermissionError(path)
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert expand([folder]).closed_folders == 1


# spellings -----------------------------------------------------------------------------------------------


def test_a_path_in_the_spelling_of_another_system_is_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = folder / "lease.pdf"
    monkeypatch.setattr(papers, "spellings", lambda path: (path, str(target)))
    assert papers.as_found(Path("C:\\Users\\ana\\lease.pdf")) == target
    assert expand([Path("C:\\Users\\ana\\lease.pdf")]).papers == (target,)


def test_a_windows_path_is_looked_for_where_wsl_mounts_the_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"/mnt/d/papers/x.pdf"}
    monkeypatch.setattr(Path, "exists", lambda self: self.as_posix() in there)
    assert papers.as_found(Path("D:\\papers\\x.pdf")).as_posix() == "/mnt/d/papers/x.pdf"


def test_a_git_bash_path_is_looked_for_on_its_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "exists", lambda self: str(self) == "C:\\papers\\x.pdf")
    assert str(papers.as_found(Path("/c/papers/x.pdf"))) == "C:\\papers\\x.pdf"


@pytest.mark.parametrize(
    "typed", ["/nowhere/x.pdf", "D:\\nowhere\\x.pdf", "a\0b", "x" * 5000, "~nobody/x.pdf"]
)
def test_a_path_that_is_nowhere_stays_as_typed_and_is_refused_by_name(session: Session, typed: str) -> None:
    path = Path(typed)
    assert papers.as_found(path) == path
    report = add_papers(session, [path])
    assert [look.refusal is not None for look in report.refused] == [True]
    assert session.case.documents == ()


# one paper in words --------------------------------------------------------------------------------------


def test_details_say_why_a_paper_is_taken_for_its_kind(session: Session) -> None:
    with_paper(session, kind="lease", guesses=(guess("lease", 0.9, "landlord", "tenant"),))
    told = intake.details(session, "paper")
    assert told.because == "It has these words: landlord, tenant."
    assert (told.likely, told.pages) == ((), "2 pages")


def test_a_kind_the_person_chose_is_not_explained(session: Session) -> None:
    with_paper(session, kind="lease", guesses=(guess("lease", 0.9, "landlord"),))
    set_kind(session, "paper", "utility_bill")
    assert intake.details(session, "paper").because == ""


def test_an_unsure_paper_offers_its_likely_kinds_first(session: Session) -> None:
    guesses = tuple(guess(k, 0.3) for k in ("lease", "utility_bill", "w2", "pay_stub"))
    with_paper(session, kind="folder_other", guesses=guesses)
    likely = intake.details(session, "paper").likely
    assert [k for k, _label in likely] == ["lease", "utility_bill", "w2"]
    rows = intake.kind_rows(session, "paper")
    assert rows[:3] == list(likely)
    assert {k for k, _label in rows} == set(session.catalog.vocabulary.kinds)
    assert len(rows) == len(session.catalog.vocabulary.kinds)


def test_a_guess_of_a_kind_that_is_not_in_the_vocabulary_is_not_offered(session: Session) -> None:
    with_paper(session, kind="folder_other", guesses=(guess("spaceship_licence", 0.5), guess("w2", 0.2)))
    assert [k for k, _label in intake.details(session, "paper").likely] == ["w2"]


def test_many_readings_are_shown_as_some_and_a_number(session: Session) -> None:
    found = [says(n, n) for n in ("sex", "a_number", "country_of_birth")]
    found += [says("date_of_birth", "1988-03-04", page=n) for n in range(1, 9)]
    with_paper(session, *found)
    lines = intake.details(session, "paper").readings
    assert len(lines) == intake.SHOWN + 1
    assert lines[-1] == "and 3 more"


def test_unsure_readings_are_marked_and_choices_are_shown(session: Session) -> None:
    with_paper(
        session,
        says("date_of_birth", None, "03/04/1988", choices=("1988-03-04", "1988-04-03"), page=2),
        says("sex", "female", "F"),
    )
    assert intake.details(session, "paper").readings == (
        "? Date of birth: 4 March 1988 / 3 April 1988 (page 2)",
        "Sex as on the form: F (page 1)",
    )


def test_notes_are_told_with_their_values(session: Session) -> None:
    with_paper(
        session, notes=(Note("page-missing", "{name} has no page {page}.", {"name": "a.pdf", "page": "3"}),)
    )
    assert intake.details(session, "paper").notes == ("a.pdf has no page 3.",)


def test_signs_that_act_do_not_reach_rows_and_details(session: Session) -> None:
    with_paper(
        session,
        says("legal_name", HOSTILE, HOSTILE),
        kind="folder_other",
        name=HOSTILE,
        guesses=(guess("lease", 0.3, HOSTILE),),
        notes=(Note("x", "{name} is odd.", {"name": HOSTILE}),),
    )
    row, told = intake.row(session, "paper"), intake.details(session, "paper")
    shown = [row.name, row.kind_text, told.name, told.because, *told.notes, *told.readings]
    for text in shown:
        assert not set("\x1b\x07\u202e\n") & set(text), text
    assert "[bold]x[/bold]" in told.because


# later readings ------------------------------------------------------------------------------------------


def test_a_stored_copy_is_read_again_under_the_name_of_the_paper(session: Session, folder: Path) -> None:
    (added,) = add_papers(session, [folder / "lease.pdf"]).added
    document = session.case.document(added.document_id)
    assert document is not None
    (reading,) = read_again(session, [document])
    assert reading.look.original_name == "lease.pdf"
    assert reading.look.refusal is None
    assert reading.look.sha256 == added.look.sha256


def test_a_paper_whose_stored_copy_is_gone_is_passed_over(session: Session) -> None:
    with_paper(session)
    with_paper(session, document_id="nameless", digest="")
    assert list(read_again(session, session.case.documents)) == []


def test_a_later_reading_tells_the_kind_of_an_unknown_paper_only(session: Session) -> None:
    with_paper(session, kind="folder_other", document_id="unknown", digest="cd" * 32)
    with_paper(session, kind="w2", document_id="known", digest="ef" * 32)
    for document_id in ("unknown", "known"):
        document = session.case.document(document_id)
        assert document is not None
        reading = session.readings.of(document)
        assert reading is not None
        from dataclasses import replace

        better = replace(reading, meaning=replace(reading.meaning, guesses=(guess("lease", 0.95),)))
        take_reading(session, document_id, better)
    kinds = {d.id: d.kind for d in session.case.documents}
    assert kinds == {"unknown": "lease", "known": "w2"}


def test_an_unlikely_guess_tells_no_kind(session: Session) -> None:
    with_paper(session, kind="folder_other", guesses=(guess("lease", 0.4),))
    document = session.case.document("paper")
    assert document is not None
    reading = session.readings.of(document)
    assert reading is not None
    take_reading(session, "paper", reading)
    again = session.case.document("paper")
    assert again is not None
    assert again.kind == "folder_other"


def test_correcting_the_kind_puts_the_paper_where_it_is_wanted_and_reads_it_as_that(
    session: Session, tmp_path: Path
) -> None:
    path = drawn(tmp_path / "scan.pdf", "A-Number: A219-555-123", "Resident Since: 02/10/2023", "Notes")
    (added,) = add_papers(session, [path]).added
    set_kind(session, added.document_id, "permanent_resident_card")
    document = session.case.document(added.document_id)
    assert document is not None
    assert document.meets
    assert "a_number" in {v.fact for v in proposals(session, added.document_id)}
    set_kind(session, added.document_id, "lease")
    assert "a_number" not in {v.fact for v in proposals(session, added.document_id)}


BOMBS: dict[str, Callable[[Path], object]] = {
    "a loop.pdf": bombs.looping_tree,
    "b deep.pdf": bombs.deep_tree,
    "c cut.jpg": bombs.cut_short,
}


def test_files_made_to_hurt_are_refused_one_by_one_and_the_rest_is_taken_in(
    session: Session, tmp_path: Path
) -> None:
    for name, make in BOMBS.items():
        make(tmp_path / name)
    inputs.pages(tmp_path / "z good.pdf")
    report = add_papers(session, [tmp_path / n for n in (*BOMBS, "z good.pdf")])
    assert [look.original_name for look in report.refused] == list(BOMBS)
    assert [a.look.original_name for a in report.added] == ["z good.pdf"]


def test_editions_are_judged_on_the_day_the_person_plans_to_send_it(session: Session) -> None:
    assert session.books().filed == session.now().date()
    session.answer("filing.date", "2027-02-01")
    assert session.books().filed == date(2027, 2, 1)
    assert session.books().today == session.now().date()
