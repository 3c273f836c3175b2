"""Loose papers become packages and exhibits in the order given; what does not make a packet is refused in words."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.packet.model import BuildReport, Note, PacketRequest
from applicant_helper.packet.problems import DONE
from applicant_helper.service.bundle import WORK, BundleWish, build_bundle, bundle_of, caption_of
from applicant_helper.service.bundle_folder import folder_papers
from applicant_helper.service.bundle_papers import LoosePapers, readable
from applicant_helper.service.bundle_words import NEEDED, ROLES
from applicant_helper.service.destinations import profile_of
from applicant_helper.service.outcome import BuildStep, Telling, outcome_of
from tests.packet import inputs

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a few papers; they are not opened before a build."""
    for name in (
        "n-400.pdf",
        "i-485.pdf",
        "g-1450.pdf",
        "birth_certificate.pdf",
        "birth-en.pdf",
        "sworn.pdf",
    ):
        (tmp_path / name).write_bytes(b"%PDF-")
    for number in (1, 2, 10):
        inputs.pages(tmp_path / f"w-2 {number}.pdf")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wish(*papers: str, to: str = "uscis_paper", **more: object) -> BundleWish:
    return BundleWish(papers, to, **more)  # type: ignore[arg-type]


def request(*papers: str, to: str = "uscis_paper", **more: object) -> PacketRequest:
    return bundle_of(wish(*papers, to=to, **more), TODAY).request


def exhibits(found: LoosePapers | PacketRequest) -> list[tuple[str, list[str]]]:
    return [(g.title, [d.title for d in g.documents]) for p in found.packages for g in p.sections]


def refused(*papers: str, to: str = "uscis_paper", **more: object) -> ApplicantHelperError:
    with pytest.raises(ApplicantHelperError) as caught:
        bundle_of(wish(*papers, to=to, **more), TODAY)
    return caught.value


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("birth_certificate.pdf", "Birth certificate"),
        ("Birth-Certificate.JPG", "Birth Certificate"),
        ("i-94.pdf", "I-94"),
        ("EOIR-28 signed.pdf", "EOIR-28 signed"),
        ("w-2_2023.tiff", "W-2 2023"),
        ("lease-12.pdf", "Lease 12"),
        ("2023-04-15 tax.pdf", "2023-04-15 tax"),
        ("iPhone bill.pdf", "iPhone bill"),
        ("Dr. Smith", "Dr. Smith"),
        ("v1.2", "V1.2"),
        ("acta de nacimiento señal.pdf", "Acta de nacimiento señal"),
        ("red\u202efdp.pdf", "Redfdp"),
        ("---.pdf", "---.pdf"),
    ],
)
def test_a_file_name_is_made_readable_and_nothing_is_guessed(name: str, title: str) -> None:
    assert readable(name) == title


def test_exhibits_come_in_the_order_given_and_a_folder_is_one(box: Path) -> None:
    (box / "taxes").mkdir()
    for name in ("w-2 10.pdf", "w-2 2.pdf", "w-2 1.pdf"):
        (box / name).rename(box / "taxes" / name)
    found = request("sworn.pdf", "taxes", "birth_certificate.pdf")
    assert exhibits(found) == [
        ("Sworn", ["Sworn"]),
        ("Taxes", ["W-2 1", "W-2 2", "W-2 10"]),
        ("Birth certificate", ["Birth certificate"]),
    ]
    assert [g.item_ref for g in found.groups()] == ["1", "2", "3"]


def test_hidden_and_system_files_and_links_stay_out_and_are_named(box: Path) -> None:
    folder = box / "taxes"
    (folder / "inner").mkdir(parents=True)
    inputs.pages(folder / "inner" / "b.pdf")
    inputs.pages(folder / "a.pdf")
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$letter.docx"):
        (folder / name).write_bytes(b"x")
    (folder / ".hidden").mkdir()
    inputs.pages(folder / ".hidden" / "c.pdf")
    if sys.platform != "win32":
        (folder / "link.pdf").symlink_to(box / "sworn.pdf")
    found = folder_papers(folder)
    assert [p.name for p in found.files] == ["a.pdf", "b.pdf"]
    notes = bundle_of(wish("taxes"), TODAY).notes
    assert [n.code for n in notes] == ["passed-over"]
    assert ".DS_Store" in notes[0].params["names"]
    assert notes[0].params["folder"] == "taxes"


def test_other_files_of_a_folder_are_not_left_out_in_silence(box: Path) -> None:
    (box / "taxes").mkdir()
    (box / "taxes" / "letter.docx").write_bytes(b"PK\x03\x04")
    inputs.pages(box / "taxes" / "a.pdf")
    assert exhibits(request("taxes")) == [("Taxes", ["A", "Letter"])]


def test_a_word_before_a_paper_says_what_it_is(box: Path) -> None:
    followers = {"translation", "certificate"}
    papers = [f"{word}:sworn.pdf" for word in ROLES if word not in followers]
    found = request(*papers, "birth_certificate.pdf", "translation:birth-en.pdf", "certificate:g-1450.pdf")
    assert [d.role for d in found.packages[0].front] == [r for w, r in ROLES.items() if w not in followers]
    original, translation, certificate = found.packages[0].sections[0].documents
    assert (original.role, original.translation_of) == ("evidence", None)
    assert (translation.role, translation.translation_of) == ("translation", original.id)
    assert (certificate.role, certificate.translation_of) == ("translation_certificate", translation.id)


def test_a_file_that_is_called_like_a_word_is_just_a_file(box: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no such names there")
    (box / "form:x.pdf").write_bytes(b"%PDF-")
    assert exhibits(request("form:x.pdf")) == [("Form:x", ["Form:x"])]


def test_papers_behind_a_form_go_with_it(box: Path) -> None:
    found = request(
        "form:n-400.pdf",
        "payment:g-1450.pdf",
        "sworn.pdf",
        "form:i-485.pdf",
        "birth_certificate.pdf",
        forms=("n-400", "I-485"),
    )
    assert [(p.form_number, p.form_title) for p in found.packages] == [
        ("N-400", "Application for Naturalization"),
        ("I-485", "Application to Register Permanent Residence or Adjust Status"),
    ]
    assert [[d.role for d in p.front] for p in found.packages] == [
        ["official_form", "payment"],
        ["official_form"],
    ]
    assert [g.item_ref for g in found.groups()] == ["1", "2"]
    assert found.title == "Form N-400, Application for Naturalization"


def test_a_form_without_a_number_is_called_as_its_file(box: Path) -> None:
    found = request("form:i-485.pdf", "sworn.pdf")
    assert (found.packages[0].form_number, found.packages[0].form_title, found.title) == (
        "",
        "I-485",
        "I-485",
    )


def test_papers_behind_an_exhibit_or_a_person_are_theirs(box: Path) -> None:
    found = request(
        "exhibit:Proof of residence",
        "sworn.pdf",
        "birth_certificate.pdf",
        "person:Bob Lee",
        "exhibit:",
        "g-1450.pdf",
    )
    assert exhibits(found) == [
        ("Proof of residence", ["Sworn", "Birth certificate"]),
        ("G-1450", ["G-1450"]),
    ]
    assert [d.person for d in found.documents()] == ["", "", "Bob Lee"]


def test_a_folder_is_a_person_only_where_files_are_sorted_by_person(box: Path) -> None:
    (box / "ana lee").mkdir()
    inputs.pages(box / "ana lee" / "a.pdf")
    assert [d.person for d in request("ana lee", to="nvc_ceac").documents()] == ["Ana lee"]
    assert [d.person for d in request("ana lee").documents()] == [""]
    found = request("ana lee", "sworn.pdf", to="nvc_ceac", surname="Lee")
    assert [d.person for d in found.documents()] == ["Ana lee", "Lee"]
    assert [d.person for d in request("sworn.pdf", surname="Lee").documents()] == [""]


def test_a_notice_is_on_top_of_a_reply(box: Path) -> None:
    found = request("birth_certificate.pdf", to="uscis-rfe-mail", notice="sworn.pdf")
    assert [d.role for d in found.packages[0].front] == ["request_notice"]
    assert [
        w.code for w in bundle_of(wish("birth_certificate.pdf", to="uscis-rfe-mail"), TODAY).warnings
    ] == ["needed"]


def test_what_has_no_place_or_is_given_twice_or_is_not_printed_is_told(box: Path) -> None:
    bundle = bundle_of(
        wish("form:n-400.pdf", "notice:sworn.pdf", "sworn.pdf", caption={"court": "Boston"}), TODAY
    )
    assert [n.code for n in bundle.notes] == ["given-twice", "no-slot", "caption-unused"]
    assert bundle.warnings == ()


def test_every_needed_role_has_its_own_word() -> None:
    assert set(NEEDED) <= set(ROLES.values())


@pytest.mark.parametrize(
    ("papers", "code", "status", "words"),
    [
        (
            ["gone.pdf", "sworn.pdf", "lost.pdf"],
            "nothing-there",
            ExitCode.BAD_INPUT_FILE,
            "gone.pdf, lost.pdf",
        ),
        (["from:sworn.pdf"], "nothing-there", ExitCode.BAD_INPUT_FILE, "notification:"),
        (["form:"], "nothing-there", ExitCode.BAD_INPUT_FILE, "form:"),
        (["empty"], "empty-folder", ExitCode.BAD_INPUT_FILE, "empty"),
        (["form:empty"], "one-file", ExitCode.USAGE, "empty"),
        (["translation:birth-en.pdf"], "no-original", ExitCode.USAGE, "birth-en.pdf"),
        (["form:n-400.pdf", "certificate:sworn.pdf"], "no-original", ExitCode.USAGE, "sworn.pdf"),
        (["exhibit:Home", "exhibit:Work", "sworn.pdf"], "empty-exhibit", ExitCode.USAGE, "Home"),
        (["person:Ana"], "no-papers", ExitCode.USAGE, "no paper"),
    ],
)
def test_what_makes_no_packet_is_refused_in_words(
    box: Path, papers: list[str], code: str, status: ExitCode, words: str
) -> None:
    (box / "empty").mkdir()
    problem = refused(*papers)
    assert (problem.code, problem.exit_code) == (code, status)
    assert words in problem.sentence()


def test_more_numbers_than_forms_are_refused(box: Path) -> None:
    assert refused("sworn.pdf", forms=("N-400", "I-485")).code == "forms-left"


def test_an_unknown_destination_is_told_with_those_there_are(box: Path) -> None:
    assert "nvc_ceac" in refused("sworn.pdf", to="mars").sentence()


def test_a_caption_is_read_and_an_unknown_key_refused() -> None:
    assert caption_of(["court=Boston", "A-Number=A1=2"]) == {"court": "Boston", "a_number": "A1=2"}
    for text in ("planet=Mars", "court"):
        with pytest.raises(ApplicantHelperError) as caught:
            caption_of([text])
        assert caught.value.code == "bad-caption"


def test_the_packet_never_takes_the_place_of_a_paper(box: Path, cache: Path) -> None:
    (box / "papers").mkdir()
    (box / "w-2 1.pdf").rename(box / "papers" / "a.pdf")
    for to, papers, out, code in (
        ("uscis_paper", "w-2 2.pdf", box / "w-2 2.pdf", "packet-is-paper"),
        ("uscis_paper", "w-2 2.pdf", box / "papers" / ".." / "w-2 2", "packet-is-paper"),
        ("uscis_online", "papers", box / "papers", "packet-holds-paper"),
    ):
        before = {p: p.read_bytes() for p in box.rglob("*.pdf")}
        with pytest.raises(ApplicantHelperError) as caught:
            build_bundle(bundle_of(wish(papers, to=to), TODAY), out, cache=cache, overwrite=True)
        assert caught.value.code == code
        assert {p: p.read_bytes() for p in box.rglob("*.pdf")} == before


def test_a_folder_may_stand_beside_a_packet_of_the_same_name(box: Path, cache: Path) -> None:
    (box / "papers").mkdir()
    (box / "w-2 1.pdf").rename(box / "papers" / "a.pdf")
    report = build_bundle(bundle_of(wish("papers"), TODAY), box / "papers.pdf", cache=cache)
    assert report.path == box / "papers.pdf"
    assert (box / "papers" / "a.pdf").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="names there are always text")
def test_a_name_that_is_no_text_goes_in(box: Path, cache: Path) -> None:
    strange = os.fsdecode(b"caf\xe9.pdf")
    inputs.pages(box / strange)
    report = build_bundle(bundle_of(wish(strange), TODAY), box / "out", cache=cache)
    assert report.path == box / "out.pdf"
    assert report.pages >= 1
    assert list(cache.glob(f"{WORK}*")) == []


def test_forms_of_one_name_keep_a_file_each(box: Path, cache: Path) -> None:
    for name, pages in (("one", 1), ("two", 2)):
        (box / name).mkdir()
        inputs.pages(box / name / "motion.pdf", pages)
    wanted = wish("form:one/motion.pdf", "form:two/motion.pdf", to="eoir_ecas")
    report = build_bundle(bundle_of(wanted, TODAY), box / "court", cache=cache)
    assert len({f.path.name.lower() for f in report.files}) == len(report.files) >= 2
    assert all(f.path.stat().st_size == f.size_bytes for f in report.files)


def test_the_same_papers_on_the_same_day_give_the_same_bytes(box: Path, cache: Path) -> None:
    for name in ("one", "two"):
        build_bundle(bundle_of(wish("w-2 1.pdf", "w-2 2.pdf"), TODAY), box / f"{name}.pdf", cache=cache)
    assert (box / "one.pdf").read_bytes() == (box / "two.pdf").read_bytes()


def test_stopping_leaves_nothing(box: Path, cache: Path) -> None:
    with pytest.raises(ApplicantHelperError) as caught:
        build_bundle(
            bundle_of(wish("w-2 1.pdf"), TODAY), box / "out.pdf", cache=cache, cancelled=lambda: True
        )
    assert caught.value.exit_code is ExitCode.CANCELLED
    assert not (box / "out.pdf").exists()
    assert list(cache.glob(f"{WORK}*")) == []


def test_what_a_killed_build_left_is_taken_away(box: Path, cache: Path) -> None:
    left, fresh = cache / f"{WORK}left", cache / f"{WORK}fresh"
    for folder in (left, fresh):
        folder.mkdir()
        (folder / "paper.pdf").write_bytes(b"x")
    os.utime(left, (0, 0))
    build_bundle(bundle_of(wish("w-2 1.pdf"), TODAY), box / "out.pdf", cache=cache)
    assert not left.exists()
    assert fresh.exists()


def test_steps_tell_each_paper_once_and_the_share_never_goes_back() -> None:
    telling = Telling()
    steps = [
        BuildStep(0, 4, "Passport", 0.0, 3),
        BuildStep(0, 4, "Passport", 0.5, 3),
        BuildStep(1, 4, "Passport", 0.0, 3),
        BuildStep(0, 4, "Passport", 0.0, 3),
        BuildStep(2, 4, "Lease", 0.9, 3),
        BuildStep(3, 8, "Putting together", 0.0, 3),
        BuildStep(4, 8, "Putting together", 0.0, 3),
        BuildStep(7, 8, "Putting together", 1.0, 3),
    ]
    shares = []
    lines = []
    for step in steps:
        lines.append(telling.line(step))
        shares.append(telling.share)
    assert [line for line in lines if line] == [
        "1 of 3: Passport",
        "2 of 3: Passport",
        "3 of 3: Lease",
        "Putting together",
    ]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_what_was_done_to_many_papers_is_said_once() -> None:
    names = [f"scan {number}.pdf" for number in range(1, 8)]
    notes = [Note("rotated", DONE["rotated"], {"name": name, "pages": "1"}) for name in names]
    other = Note("repaired", DONE["repaired"], {"name": "lease.pdf", "pages": "3"})
    report = BuildReport(Path("x.pdf"), (), (notes[0], other, *notes[1:]), (), ())
    outcome = outcome_of(report, profile_of("uscis_paper"), TODAY)
    assert [text.partition(":")[0] for text in outcome.notes] == [
        "scan 1.pdf, scan 2.pdf, scan 3.pdf and 4 more",
        "lease.pdf",
    ]


def test_many_files_take_their_part_of_the_bar() -> None:
    telling = Telling()
    for step in (
        BuildStep(99, 101, "Last paper", 0.0, 100),
        BuildStep(150, 200, "Putting together", 0.0, 100),
    ):
        telling.line(step)
    assert telling.share == pytest.approx(0.75)
