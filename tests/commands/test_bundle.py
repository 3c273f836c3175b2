"""`bundle`, `destinations` and `build` as a person types them: files, their names and pages, JSON, exit status."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from tests.commands.test_commands import case_file, run
from tests.packet import inputs

MADE = {"ok", "destination", "path", "pages", "bytes", "files", "notes", "warnings", "refused"}
FILE = {"path", "title", "pages", "first", "last", "bytes"}
NOT_MADE = {"ok", "destination", "code", "message", "refused"}
NOTE = {"code", "name", "message"}
ROW = {
    *("id", "aliases", "title", "medium", "jurisdiction", "destination", "official_page", "files"),
    *("max_bytes", "target_bytes", "review_by"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form, a notice, loose papers with a translation, a folder of three, a letter that is no paper."""
    box = tmp_path_factory.mktemp("papers")
    inputs.pages(box / "n-400.pdf", 2, text="FORM")
    inputs.pages(box / "notice.pdf", 1, text="NOTICE")
    inputs.pages(box / "birth_certificate.pdf", 1, text="BIRTH")
    inputs.pages(box / "birth-en.pdf", 1, text="ENGLISH")
    inputs.pages(box / "service.pdf", 1, text="SERVED")
    inputs.picture(box / "Mietvertrag Straße.png")
    (box / "tax returns").mkdir()
    for number in (1, 2, 10):
        inputs.pages(box / "tax returns" / f"return {number}.pdf", 1, text=f"RETURN-{number}-")
    (box / "tax returns" / ".DS_Store").write_bytes(b"x")
    (box / "letter.docx").write_bytes(b"PK\x03\x04")
    return box


def bundle(home: Path, papers: Path, *args: str, status: int = 0) -> dict[str, Any]:
    """What `bundle --json` prints, run where the papers are."""
    done = bundled(home, papers, "--json", *args)
    assert done.returncode == status, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    assert set(told) == (MADE if told["ok"] else NOT_MADE)
    notes = [*told["refused"], *told.get("notes", ()), *told.get("warnings", ())]
    assert all(set(note) == NOTE for note in notes)
    assert all(set(file) == FILE for file in told.get("files", ()))
    assert list((home / "cache").glob("bundle-*")) == []
    assert not (home / "cases").exists()
    return told


def bundled(home: Path, papers: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "APPLICANT_HELPER_HOME": str(home), "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "applicant_helper", "bundle", *args],
        capture_output=True,
        text=True,
        env=environ,
        cwd=papers,
        check=False,
    )


def words(path: str | Path) -> list[str]:
    """The text of each page."""
    pdf = PdfDocument(path)
    found = [page.get_textpage().get_text_bounded() for page in pdf]
    pdf.close()
    return found


def first_page_with(path: str | Path, text: str) -> int:
    return next(n for n, page in enumerate(words(path)) if text in page)


def whole(told: dict[str, Any]) -> None:
    """Each file is there with the pages and bytes that were told; names are safe and differ."""
    names = [Path(file["path"]).name.lower() for file in told["files"]]
    assert len(set(names)) == len(names)
    for file in told["files"]:
        assert re.fullmatch(r"[A-Za-z0-9._-]{1,120}", Path(file["path"]).name)
        assert Path(file["path"]).stat().st_size == file["bytes"]
        with pikepdf.open(file["path"]) as pdf:
            assert len(pdf.pages) == file["pages"] == file["last"] - file["first"] + 1
    assert told["pages"] == sum(file["pages"] for file in told["files"])
    assert told["bytes"] == sum(file["bytes"] for file in told["files"])


def test_on_paper_there_is_one_file_in_the_order_given(home: Path, papers: Path, tmp_path: Path) -> None:
    before = {p: p.read_bytes() for p in papers.rglob("*") if p.is_file()}
    temps = set(Path(tempfile.gettempdir()).glob("packet-*"))
    out = tmp_path / "new" / "packet.pdf"
    told = bundle(
        home,
        papers,
        *("--for", "uscis_paper", "-o", str(out), "--form", "N-400", "--name", "Ana Example"),
        *("birth_certificate.pdf", "translation:birth-en.pdf", "tax returns", "form:n-400.pdf"),
    )
    whole(told)
    assert (told["path"], [f["path"] for f in told["files"]]) == (str(out), [str(out)])
    marks = ("FORM 1", "BIRTH 1", "ENGLISH 1", "RETURN-1- 1", "RETURN-2- 1", "RETURN-10- 1")
    places = [first_page_with(out, text) for text in marks]
    assert places == sorted(places)
    text = "".join(words(out))
    assert "Tax returns" in text
    assert "Ana Example" in text
    assert [n["code"] for n in told["notes"]] == ["passed-over"]
    assert {p: p.read_bytes() for p in papers.rglob("*") if p.is_file()} == before
    assert set(Path(tempfile.gettempdir()).glob("packet-*")) == temps
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == ["packet.pdf"]


def test_online_each_exhibit_is_a_file(home: Path, papers: Path, tmp_path: Path) -> None:
    out = tmp_path / "upload"
    told = bundle(
        home,
        papers,
        *("--for", "uscis_online", "-o", str(out), "--surname", "Peña"),
        *("birth_certificate.pdf", "translation:birth-en.pdf", "Mietvertrag Straße.png", "tax returns"),
    )
    whole(told)
    assert told["path"] == str(out)
    assert [Path(f["path"]).parent for f in told["files"]] == [out] * 3
    assert [f["title"] for f in told["files"]] == ["Birth certificate", "Mietvertrag Straße", "Tax returns"]
    names = [Path(f["path"]).name for f in told["files"]]
    assert names[1].startswith("02_Mietvertrag-Strasse_Pena")
    assert "ENGLISH" in "".join(words(told["files"][0]["path"]))


def test_a_reply_has_the_notice_on_top_and_its_items_in_order(
    home: Path, papers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "reply.pdf"
    told = bundle(
        home,
        papers,
        *("--for", "uscis_rfe_mail", "-o", str(out), "--notice", "notice.pdf"),
        *("exhibit:Proof of birth", "birth_certificate.pdf", "translation:birth-en.pdf", "tax returns"),
    )
    whole(told)
    pages = words(out)
    assert pages[0].strip().startswith("NOTICE 1")
    assert (
        first_page_with(out, "BIRTH 1")
        < first_page_with(out, "ENGLISH 1")
        < first_page_with(out, "RETURN-1-")
    )
    assert "Proof of birth" in "".join(pages)
    assert "needed" not in [w["code"] for w in told["warnings"]]


def test_at_the_visa_center_each_paper_is_a_file_in_the_folder_of_its_person(
    home: Path, papers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "nvc"
    args = (
        *("--for", "nvc_ceac", "-o", str(out)),
        *("person:Ana Example", "birth_certificate.pdf", "translation:birth-en.pdf"),
        *("person:Bob Example", "tax returns"),
    )
    told = bundle(home, papers, *args)
    whole(told)
    assert [Path(f["path"]).relative_to(out).as_posix() for f in told["files"]] == [
        "Ana-Example/01_Ana-Example_Birth-certificate.pdf",
        "Bob-Example/02_Bob-Example_Return-1.pdf",
        "Bob-Example/03_Bob-Example_Return-2.pdf",
        "Bob-Example/04_Bob-Example_Return-10.pdf",
    ]
    assert [f["pages"] for f in told["files"]] == [2, 1, 1, 1]
    assert bundle(home, papers, *args, status=10)["code"] == "packet-exists"
    assert bundle(home, papers, *args, "--overwrite")["ok"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["nvc"]


def test_for_the_court_there_is_a_caption_and_the_service_comes_last(
    home: Path, papers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "court.pdf"
    told = bundle(
        home,
        papers,
        *("--for", "eoir_paper", "-o", str(out), "--caption", "court=Boston", "--caption", "re=x"),
        *("proof-of-service:service.pdf", "birth_certificate.pdf", "form:n-400.pdf"),
    )
    whole(told)
    assert first_page_with(out, "FORM 1") < first_page_with(out, "BIRTH 1")
    assert words(out)[-1].strip().startswith("SERVED 1")
    assert [n["code"] for n in told["notes"]] == ["caption-unused"]


def test_a_reading_copy_has_everything_in_one_file(home: Path, papers: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.pdf"
    told = bundle(home, papers, "--for", "reader-copy", "-o", str(out), "tax returns", "form:n-400.pdf")
    whole(told)
    assert told["destination"] == "legal_aid_reader_copy"
    assert len(told["files"]) == 1


def test_papers_that_cannot_go_in_are_told_and_left_out_on_demand(
    home: Path, papers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "packet.pdf"
    (tmp_path / "gap.pdf").write_bytes(b"")
    args = ("--for", "uscis_paper", "-o", str(out), "letter.docx", "birth_certificate.pdf")
    told = bundle(home, papers, *args, str(tmp_path / "gap.pdf"), status=8)
    assert told["code"] == "packet-refused"
    assert [(r["code"], r["name"]) for r in told["refused"]] == [
        ("not-pdf-or-image", "letter.docx"),
        ("empty-file", "gap.pdf"),
    ]
    assert not out.exists()
    plain = bundled(home, papers, *args, str(tmp_path / "gap.pdf"))
    assert plain.returncode == 8
    assert "letter.docx is neither" in plain.stderr
    assert "gap.pdf is empty" in plain.stderr
    made = bundle(home, papers, *args, "--skip")
    assert [r["name"] for r in made["refused"]] == ["letter.docx"]
    assert "letter" not in "".join(words(out)).lower()


@pytest.mark.parametrize(
    ("args", "status", "text"),
    [
        (["--for", "uscis_paper", "-o", "x.pdf", "gone.pdf"], 3, "nothing at gone.pdf"),
        (["--for", "mars", "-o", "x.pdf", "n-400.pdf"], 2, "nvc_ceac"),
        (["--for", "uscis_paper", "-o", "notice.pdf", "n-400.pdf"], 10, "notice.pdf is there already"),
        (["--for", "uscis_paper", "-o", "n-400.pdf", "n-400.pdf"], 10, "one of the papers"),
        (["--for", "uscis_paper", "-o", "x.pdf", "translation:n-400.pdf"], 2, "right behind"),
        (["--for", "uscis_paper", "-o", "x.pdf", "--caption", "a=b", "n-400.pdf"], 2, "KEY=VALUE"),
        (["--for", "uscis_paper", "-o", ".", "n-400.pdf"], 2, "no name"),
        (["--for", "uscis_paper", "-o", "x" * 300, "n-400.pdf"], 74, "can't write"),
        (["--for", "uscis_paper", "-o", "notice.pdf/x.pdf", "n-400.pdf"], 74, "can't write"),
        (["--for", "uscis_paper", "-o", "new/x.pdf", "letter.docx"], 8, "letter.docx"),
        (["--for", "uscis_paper", "-o", "x.pdf", "form:" + "x" * 300], 3, "nothing at"),
        (["--for", "uscis_paper", "-o", "x.pdf", "~nobody-here/a.pdf"], 3, "nothing at"),
        (["--for", "uscis_paper", "n-400.pdf"], 2, "--output"),
        (["-o", "x.pdf", "n-400.pdf"], 2, "--for"),
        (["--for", "uscis_paper", "-o", "x.pdf"], 2, "PATH"),
    ],
)
def test_bad_input_gets_a_sentence(home: Path, papers: Path, args: list[str], status: int, text: str) -> None:
    done = bundled(home, papers, *args)
    assert done.returncode == status
    assert text in done.stderr
    assert "Traceback" not in done.stderr
    assert not (papers / "x.pdf").exists()
    assert not (papers / "new").exists()


def test_in_lines_each_paper_is_told_once_and_what_to_check_is_short(
    home: Path, papers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "packet.pdf"
    done = bundled(home, papers, "--for", "uscis_paper", "-o", str(out), "tax returns", "n-400.pdf")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:6] == [
        "1 of 4: Return 1",
        "2 of 4: Return 2",
        "3 of 4: Return 10",
        "4 of 4: N-400",
        "Putting the pages together",
        f"Written: {out}",
    ]
    assert sum(line.startswith("Check on the official page") for line in lines) == 3
    assert lines[-1].endswith("more points to check: applicant-helper destinations uscis_paper")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_ctrl_c_leaves_nothing(home: Path, papers: Path, tmp_path: Path) -> None:
    for number in range(60):
        inputs.picture(tmp_path / f"{number}.png", size=(900, 900))
    out = tmp_path / "out" / "packet.pdf"
    process = subprocess.Popen(
        [
            sys.executable,
            "-u",
            "-m",
            "applicant_helper",
            "bundle",
            "--for",
            "uscis_paper",
            "-o",
            out,
            tmp_path,
        ],
        env={**os.environ, "APPLICANT_HELPER_HOME": str(home), "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("1 of 60")
    process.send_signal(signal.SIGINT)
    _rest, told = process.communicate(timeout=30)
    assert process.returncode == 12, told
    assert "Traceback" not in told
    time.sleep(0.1)
    assert not out.exists()
    assert list((home / "cache").glob("bundle-*")) == []


def test_destinations_are_listed_and_one_is_told_in_full(home: Path) -> None:
    listed = run(home, "destinations").stdout.splitlines()
    assert len(listed) == 16
    assert any(re.fullmatch(r"uscis_paper +on paper +USCIS, on paper by mail", line) for line in listed)
    full = run(home, "destinations", "nvc-ceac").stdout
    assert full.startswith("National Visa Center, CEAC upload (nvc_ceac)")
    for text in ("Each file under 2 MB.", "Order", "Check on the official page", "https://ceac.state.gov"):
        assert text in full
    assert "* Only weak sources say so. Check it on the official page." in full
    unknown = run(home, "destinations", "mars")
    assert unknown.returncode == 2
    assert "uscis_paper" in unknown.stderr


def test_destinations_as_data_have_the_same_keys(home: Path) -> None:
    rows = json.loads(run(home, "destinations", "--json").stdout)
    assert len(rows) == 16
    assert all(set(row) == ROW for row in rows)
    one = json.loads(run(home, "--lang", "es", "destinations", "uscis_online", "--json").stdout)
    assert set(one) == ROW | {"overdue", "order", "caption", "lines", "sources"}
    assert {"topic": "files", "text": "Each file under 12 MB.", "weak": False} in one["lines"]
    assert one["max_bytes"] == 12_000_000


def test_the_packet_of_a_case_goes_where_it_is_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    folder = tmp_path / "papers"
    home.mkdir()
    folder.mkdir()
    inputs.pages(folder / "card.pdf", 1)
    documents = [
        {
            "id": "card",
            "kind": "permanent_resident_card",
            "file": "card.pdf",
            "meets": [{"requirement": "n400_green_card"}],
        }
    ]
    path = case_file(folder, documents=documents)
    imported = run(home, "import", str(path), "--label", "ana")
    assert imported.returncode == 0, imported.stderr
    out = tmp_path / "upload"
    built = run(home, "build", "ana", "--for", "uscis_online", "--timeline", "-o", str(out))
    assert built.returncode == 0, built.stderr
    names = sorted(p.name for p in out.iterdir())
    assert [name[:11] for name in names] == ["01_Timeline", "02_Green-ca"]
    assert "1 of 1: Permanent resident card" in built.stdout
    assert run(home, "build", "ana", "--for", "mars").returncode == 2
