"""What a build tells of its papers: translations, turned and blank pages, dots per inch, editions of forms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from applicant_helper.core.errors import fill
from applicant_helper.packet.engine.options import Options
from applicant_helper.packet.engine.prepare import prepare_all
from applicant_helper.packet.model import FormPackage, Note, PacketDocument, PacketRequest
from applicant_helper.packet.verify.glance import MOST_PAGES, Glance
from applicant_helper.packet.verify.papers import paper_notes
from applicant_helper.packet.verify.told import spans
from tests.packet import inputs
from tests.packet.test_packets import PROFILES, paper, request

LINE = "A line that is long enough to be looked at, with many letters."


def notes(wanted: PacketRequest, work: Path) -> list[Note]:
    ready, refused = prepare_all(wanted.documents(), work, lambda step: None, Options())
    assert refused == ()
    return list(paper_notes(wanted, ready))


def codes(wanted: PacketRequest, work: Path) -> list[str]:
    return [note.code for note in notes(wanted, work)]


def text_page(path: Path, *, turned: bool = False, rotate: int = 0) -> Path:
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=True)
    if turned:
        canvas.translate(612, 792)
        canvas.rotate(180)
    canvas.drawString(72, 700, LINE)
    canvas.drawString(72, 680, LINE)
    canvas.save()
    if rotate:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.pages[0].obj.Rotate = rotate
            pdf.save(path)
    return path


def form(path: Path, *editions: str, size: tuple[float, float] = (612, 792)) -> Path:
    canvas = Canvas(str(path), pagesize=size, invariant=True)
    for number, edition in enumerate(editions, start=1):
        canvas.drawString(72, 700, LINE)
        canvas.drawString(72, 30, f"Form N-400 {edition} Page {number} of {len(editions)}")
        canvas.showPage()
    canvas.save()
    return path


def of_form(path: Path, *, accepted: tuple[str, ...] = (), profile: str = "uscis_paper") -> PacketRequest:
    document = replace(paper(path, "Form N-400", "official_form"), editions=accepted)
    return request(profile=profile, front=(document,))


def spanish(tmp_path: Path, *behind: str, profile: str = "uscis_paper") -> PacketRequest:
    first = paper(inputs.pages(tmp_path / "acta.pdf"), "Marriage certificate", language="Spanish")
    roles = {"translation": first.id, "translation_certificate": "translation.pdf"}
    others = [
        paper(inputs.pages(tmp_path / f"{role}.pdf"), role, role, translation_of=roles[role])  # type: ignore[arg-type]
        for role in behind
    ]
    return request([first, *others], profile=profile)


def test_a_paper_in_another_language_wants_a_translation_and_its_certificate(tmp_path: Path) -> None:
    assert codes(spanish(tmp_path), tmp_path) == ["untranslated"]
    assert codes(spanish(tmp_path, "translation"), tmp_path) == ["uncertified"]
    assert codes(spanish(tmp_path, "translation", "translation_certificate"), tmp_path) == []


def test_what_gets_a_filing_sent_back_is_told_so(tmp_path: Path) -> None:
    strict, mild = spanish(tmp_path), spanish(tmp_path, profile="ircc_paper")
    assert "will be sent back" in notes(strict, tmp_path)[0].message
    assert "sent back" not in notes(mild, tmp_path)[0].message


def test_a_language_that_the_destination_takes_wants_none(tmp_path: Path) -> None:
    french = paper(inputs.pages(tmp_path / "acte.pdf"), "Birth certificate", language="French")
    assert codes(request([french], profile="ircc_paper"), tmp_path) == []
    assert codes(request([french], profile="uscis_paper"), tmp_path) == ["untranslated"]


@pytest.mark.parametrize(
    ("turned", "rotate", "is_told"),
    [(False, 0, False), (True, 0, True), (True, 180, False), (False, 180, True), (False, 90, False)],
)
def test_text_that_stands_on_its_head_is_told(
    tmp_path: Path, turned: bool, rotate: int, is_told: bool
) -> None:
    page = text_page(tmp_path / "a.pdf", turned=turned, rotate=rotate)
    assert ("upside-down" in codes(request([paper(page)]), tmp_path)) == is_told


def test_blank_pages_are_told_whether_drawn_or_scanned(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), invariant=True)
    canvas.drawString(72, 700, LINE)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    Image.new("L", (1700, 2200), 252).save(tmp_path / "white.png", dpi=(200, 200))
    inputs.noise(tmp_path / "photo.jpg", (1700, 2200))
    papers = [paper(tmp_path / name) for name in ("a.pdf", "white.png", "photo.jpg")]
    told = [note for note in notes(request(papers), tmp_path) if note.code == "blank-page"]
    assert [(n.params["name"], n.params["page"]) for n in told] == [("a.pdf", "2"), ("white.png", "1")]


def test_coarse_and_fine_pictures_are_told_with_paper_and_pages(tmp_path: Path) -> None:
    from reportlab.lib.utils import ImageReader

    picture = inputs.noise(tmp_path / "n.jpg", (850, 1100))
    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=(612, 792), invariant=True)
    for _ in range(3):
        canvas.drawImage(ImageReader(str(picture)), 0, 0, 612, 792)
        canvas.showPage()
    canvas.save()
    told = [n for n in notes(request([paper(tmp_path / "scan.pdf")]), tmp_path) if n.code == "coarse"]
    assert [fill(n.message, n.params).partition(":")[0] for n in told] == ["scan.pdf (page 1–3)"]
    assert told[0].params["dpi"] == "100"
    strict = PROFILES["uk_court_bundle"].model_copy(
        update={
            "raster": PROFILES["uk_court_bundle"].raster.model_copy(
                update={"dpi_floor": 20, "dpi_ceiling": 90}
            )
        }
    )
    wanted = replace(request([paper(tmp_path / "scan.pdf")]), profile=strict)
    assert "too-fine" in codes(wanted, tmp_path)


def test_text_under_a_box_is_told_once_with_its_pages(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), invariant=True)
    for _ in range(2):
        canvas.drawString(72, 700, LINE)
        canvas.rect(60, 690, 400, 30, fill=1)
        canvas.showPage()
    canvas.save()
    told = notes(request([paper(tmp_path / "a.pdf")]), tmp_path)
    assert [(n.code, n.params["page"]) for n in told] == [("covered-text", "1–2")]
    assert "can still be read and copied" in told[0].message


def test_a_form_must_be_of_one_accepted_edition(tmp_path: Path) -> None:
    mixed = form(tmp_path / "mixed.pdf", "Edition 01/20/25", "Edition 04/01/24")
    assert codes(of_form(mixed), tmp_path) == ["edition-mixed"]
    one = form(tmp_path / "one.pdf", "Edition 01/20/25", "Edition 01/20/25")
    assert codes(of_form(one), tmp_path) == []
    assert codes(of_form(one, accepted=("01/20/25",)), tmp_path) == []
    old = notes(of_form(one, accepted=("04/01/26",)), tmp_path)
    assert [n.code for n in old] == ["edition-old"]
    assert "will be rejected" in old[0].message
    assert "01/20/25" in fill(old[0].message, old[0].params)
    assert codes(of_form(one, accepted=("04/01/26",), profile="nvc_ceac"), tmp_path) == []


def test_a_scanned_form_has_no_edition_to_read(tmp_path: Path) -> None:
    scan = inputs.noise(tmp_path / "form.jpg", (1700, 2200))
    assert "edition-unknown" in codes(of_form(scan), tmp_path)


def test_a_form_on_other_paper_is_told(tmp_path: Path) -> None:
    on_a4 = form(tmp_path / "a4.pdf", "Edition 01/20/25", size=(595, 842))
    assert codes(of_form(on_a4), tmp_path) == ["other-size"]


def test_of_very_many_pages_with_text_only_some_are_looked_at(tmp_path: Path) -> None:
    one = inputs.pages(tmp_path / "a.pdf")
    ready, _ = prepare_all([paper(one)], tmp_path, lambda step: None, Options())
    few = next(iter(ready.values()))
    many = replace(few, pages=few.pages * (MOST_PAGES * 3))
    assert Glance([few]).step == 1
    assert Glance([many]).step == 3


def test_pages_are_written_as_people_write_them() -> None:
    assert spans([7, 2, 3, 4, 9]) == "2–4, 7, 9"


def test_the_wire_keeps_editions(tmp_path: Path) -> None:
    from applicant_helper.packet.engine.wire import from_json, to_json

    wanted = of_form(form(tmp_path / "f.pdf", "Edition 01/20/25"), accepted=("01/20/25",))
    again = from_json(to_json(wanted))
    assert [d.editions for d in again.documents()] == [("01/20/25",)]
    assert isinstance(again.packages[0], FormPackage)
    assert isinstance(again.documents()[0], PacketDocument)
