"""Packets from real files of every kind, reopened and held against what was promised."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from applicant_helper.catalog.destinations import CoverRules, load_destinations
from applicant_helper.catalog.where import data_root
from applicant_helper.core.errors import fill
from applicant_helper.packet.build import build_packet
from applicant_helper.packet.labels import letters
from applicant_helper.packet.model import (
    BuildReport,
    ExhibitGroup,
    FormPackage,
    PacketDocument,
    PacketRequest,
    Role,
)
from applicant_helper.packet.papers.jpeg import strip_jpeg
from applicant_helper.packet.problems import PacketCancelled, PacketExists, PacketRefused
from applicant_helper.packet.verify import verify_packet
from tests.packet import inputs

PROFILES = dict(load_destinations(data_root() / "forms" / "destinations"))
# Without the cover letter, so that page numbers here are easy to follow.
PROFILES["plain"] = PROFILES["uscis_paper"].model_copy(update={"cover": CoverRules()})


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def paper(path: Path, title: str = "Paper", role: Role = "evidence", **more: object) -> PacketDocument:
    return PacketDocument(id=path.name, path=path, title=title, original_name=path.name, role=role, **more)  # type: ignore[arg-type]


def request(
    *groups: list[PacketDocument], profile: str = "plain", front: tuple[PacketDocument, ...] = ()
) -> PacketRequest:
    sections = tuple(
        ExhibitGroup(f"r{n}", f"Requirement {n + 1}", "why", tuple(documents))
        for n, documents in enumerate(groups)
    )
    return PacketRequest(
        title="Form N-400, Application for Naturalization",
        applicant_line="Ana Ruiz, A123456789",
        prepared_on=date(2026, 11, 25),
        profile=PROFILES[profile],
        packages=(FormPackage("N-400", "Application for Naturalization", front, sections),),
        surname="Ruiz",
    )


Build = Callable[..., BuildReport]


@pytest.fixture
def build(tmp_path: Path, cache: Path) -> Build:
    def run(wanted: PacketRequest, name: str = "out.pdf", **more: object) -> BuildReport:
        return build_packet(wanted, tmp_path / "out" / name, work=tmp_path / "work", cache=cache, **more)  # type: ignore[arg-type]

    return run


def text(path: Path, number: int) -> str:
    document = pypdfium2.PdfDocument(path)
    found = str(document[number - 1].get_textpage().get_text_range())
    document.close()
    return found


def test_index_numbers_labels_links_and_bookmarks_agree(build: Build, tmp_path: Path) -> None:
    first, second = inputs.pages(tmp_path / "a.pdf", 3), inputs.pages(tmp_path / "b.pdf", 2)
    report = build(
        request(
            [paper(first, "Lease"), paper(second, "Letter")],
            [paper(inputs.picture(tmp_path / "c.jpg"), "Photo")],
        )
    )
    assert report.pages == 1 + 1 + 5 + 1 + 1
    found = verify_packet(report.path)
    assert found.ok, found.problems
    assert found.entries == 5
    contents = " ".join(text(report.path, 1).split())
    assert "A-1 Lease 3–5" in contents
    assert "A-2 Letter 6–7" in contents
    assert "Exhibit A-2 · Page 6 of 9" in text(report.path, 6)
    assert "page 1" in text(report.path, 3)


@pytest.mark.parametrize("count", [1, 30, 140])
def test_page_numbers_are_right_however_long_the_contents_are(
    build: Build, tmp_path: Path, count: int
) -> None:
    one = inputs.pages(tmp_path / "one.pdf", 2)
    documents = [replace(paper(one, f"Paper number {n}"), id=f"d{n}") for n in range(count)]
    report = build(request(documents, [paper(one, "Last")]))
    assert verify_packet(report.path).ok
    with pikepdf.open(report.path) as pdf, pdf.open_outline() as outline:
        last = outline.root[-1].children[-1]
        printed = re.search(r"\(p\. (\d+)\)", str(last.title))
        assert printed is not None
        assert f"Page {printed[1]} of {len(pdf.pages)}" in text(report.path, int(printed[1]))


def test_the_same_papers_give_the_same_bytes(build: Build, tmp_path: Path) -> None:
    wanted = request(
        [paper(inputs.pages(tmp_path / "a.pdf", 2)), paper(inputs.photo_with_camera_data(tmp_path / "b.jpg"))]
    )
    assert build(wanted, "1.pdf").path.read_bytes() == build(wanted, "2.pdf").path.read_bytes()


KINDS: dict[str, Callable[[Path], Path]] = {
    "a.pdf": inputs.pages,
    "grey.jpg": lambda p: inputs.picture(p, "L"),
    "cmyk.jpg": lambda p: inputs.picture(p, "CMYK"),
    "alpha.png": lambda p: inputs.picture(p, "RGBA"),
    "palette.png": lambda p: inputs.picture(p, "P"),
    "bits.png": lambda p: inputs.picture(p, "1"),
    "deep.tif": lambda p: inputs.picture(p, "I"),
    "scan.tif": inputs.scans,
    "photo.webp": inputs.picture,
    "photo.heic": inputs.heic,
    "odd.pdf": inputs.odd_boxes,
    "form.pdf": inputs.form,
    "printable.pdf": lambda p: inputs.locked(p, ""),
    "active.pdf": inputs.active,
}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_of_paper_goes_in_and_shows(build: Build, tmp_path: Path, name: str) -> None:
    report = build(request([paper(KINDS[name](tmp_path / name))]))
    assert verify_packet(report.path).ok
    for number in range(3, report.pages + 1):
        drawn = inputs.rendered(report.path, number).crop((0, 0, 200, 370))
        if name != "scan.tif":
            assert min(drawn.tobytes()) < 250, f"page {number} is blank"


REFUSED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "locked.pdf": ("needs-password", lambda p: inputs.locked(p, "secret")),
    "none.pdf": ("no-pages", inputs.without_pages),
    "word.docx": ("not-pdf-or-image", lambda p: p.write_bytes(b"PK\x03\x04rest")),
    "empty.pdf": ("empty-file", lambda p: p.write_bytes(b"")),
    "broken.jpg": ("damaged-image", lambda p: p.write_bytes(b"\xff\xd8\xff\xe0" + b"x" * 50)),
    "broken.pdf": ("damaged-pdf", lambda p: p.write_bytes(b"%PDF-1.7\n" + b"x" * 500)),
    "gone.pdf": ("unreadable", lambda p: None),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_go_in_is_named_and_nothing_is_left(build: Build, tmp_path: Path, name: str) -> None:
    code, make = REFUSED[name]
    make(tmp_path / name)
    with pytest.raises(PacketRefused) as refused:
        build(request([paper(tmp_path / name)]))
    assert [r.code for r in refused.value.reasons] == [code]
    assert name in fill(refused.value.reasons[0].message, refused.value.reasons[0].params)
    assert not (tmp_path / "out").exists()
    assert list((tmp_path / "work").iterdir()) == []


def test_the_rest_is_built_when_the_person_says_so(build: Build, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"")
    report = build(request([paper(bad), paper(inputs.pages(tmp_path / "good.pdf"))]), skip_refused=True)
    assert [n.code for n in report.left_out] == ["empty-file"]
    assert verify_packet(report.path).ok


def test_official_forms_are_counted_but_neither_stamped_nor_scaled(build: Build, tmp_path: Path) -> None:
    form = inputs.pages(tmp_path / "n-400.pdf", 2, text="official")
    report = build(
        request(
            [paper(inputs.pages(tmp_path / "a.pdf"))], front=(paper(form, "Form N-400", "official_form"),)
        )
    )
    assert "official 1" in text(report.path, 2)
    assert "Page 2 of" not in text(report.path, 2)
    assert inputs.bytes_of(inputs.rendered(report.path, 2)) == inputs.bytes_of(inputs.rendered(form, 1))
    contents = " ".join(text(report.path, 1).split())
    assert "Form N-400 2–3" in contents
    assert "Pages without a printed number: 2–3 (Form N-400)" in contents


def test_the_count_that_a_government_form_prints_is_not_taken_for_the_packets(
    build: Build, tmp_path: Path
) -> None:
    form = inputs.government_form(tmp_path / "n-400.pdf")
    report = build(
        request([paper(form, "A copy of the form")], front=(paper(form, "Form N-400", "official_form"),))
    )
    assert verify_packet(report.path).ok
    assert "Page 1 of 2" in text(report.path, 2)
    assert "Ruiz" in text(report.path, 2)
    assert "Exhibit A-1 · Page 5 of 6" in text(report.path, 5)


def test_the_contents_name_the_payment_and_the_form_where_they_are(build: Build, tmp_path: Path) -> None:
    form = paper(inputs.pages(tmp_path / "form.pdf", 3, text="form"), "Form N-400", "official_form")
    payment = paper(inputs.pages(tmp_path / "g.pdf", 1, text="payment"), "Payment sheet", "payment")
    report = build(request([paper(inputs.pages(tmp_path / "a.pdf"))], front=(form, payment)))
    contents = " ".join(text(report.path, 2).split())
    assert "payment 1" in text(report.path, 1)
    assert "Payment sheet 1" in contents
    assert "Form N-400 3–5" in contents
    assert "Pages without a printed number: 1 (Payment sheet); 3–5 (Form N-400)" in contents


@pytest.mark.parametrize("starts_off", [True, False])
def test_what_was_hidden_on_a_paper_stays_hidden(build: Build, tmp_path: Path, *, starts_off: bool) -> None:
    report = build(request([paper(inputs.hidden_layer(tmp_path / "a.pdf", starts_off=starts_off))]))
    page = inputs.rendered(report.path, 3)
    assert page.getpixel((page.width // 2, page.height // 2)) == 255


def test_a_turned_or_cropped_page_is_seen_as_in_its_source(build: Build, tmp_path: Path) -> None:
    source = inputs.odd_boxes(tmp_path / "odd.pdf")
    report = build(request([paper(source)]))
    for number in range(1, 6):
        wanted = inputs.ink(inputs.rendered(source, number, 2))
        placed = inputs.rendered(report.path, number + 2, 2)
        above_the_stamp = placed.crop((0, 0, placed.width, placed.height - 56))
        assert inputs.difference(wanted, inputs.ink(above_the_stamp)) < 6, f"page {number}"


def test_wide_papers_lie_on_their_side_only_when_they_would_shrink_upright(
    build: Build, tmp_path: Path
) -> None:
    card = inputs.pages(tmp_path / "card.pdf", size=(240, 150))
    sheet = inputs.pages(tmp_path / "sheet.pdf", size=(792, 612))
    report = build(request([paper(card), paper(sheet)]))
    with pikepdf.open(report.path) as pdf:
        assert [tuple(map(int, pdf.pages[n].mediabox)) for n in (2, 3)] == [
            (0, 0, 612, 792),
            (0, 0, 792, 612),
        ]


def test_a_page_made_much_smaller_is_noted(build: Build, tmp_path: Path) -> None:
    legal = inputs.pages(tmp_path / "legal.pdf", size=(612, 1008))
    letter = inputs.pages(tmp_path / "letter.pdf")
    report = build(request([paper(legal), paper(letter)]))
    assert [(n.code, n.params["name"]) for n in report.notes] == [("shrunk", "legal.pdf")]


def test_a_translation_and_its_certificate_follow_their_original(build: Build, tmp_path: Path) -> None:
    file = inputs.pages(tmp_path / "a.pdf")
    certificate = paper(file, "Certificate", "translation_certificate", translation_of="original")
    translation = paper(file, "Translation", "translation", translation_of="original")
    documents = [
        replace(certificate, id="c"),
        replace(translation, id="t"),
        replace(paper(file, "Other"), id="other"),
        replace(paper(file, "Original"), id="original"),
    ]
    contents = " ".join(text(build(request(documents)).path, 1).split())
    assert "A-1 Other 3 A-2 Original 4 A-3 Translation 5 A-4 Certificate 6" in contents


def test_the_barcode_of_a_form_is_kept_while_its_values_are_drawn(build: Build, tmp_path: Path) -> None:
    report = build(request([paper(inputs.form_with_barcode(tmp_path / "form.pdf"))]))
    assert "TYPED" in text(report.path, 3)
    assert "N-400|01/20/25|1" not in text(report.path, 3)
    assert inputs.is_dark(report.path, 3, (224, 76))


def test_the_packet_never_replaces_a_paper_that_goes_into_it(build: Build, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    source = inputs.pages(tmp_path / "out" / "a.pdf")
    before = source.read_bytes()
    with pytest.raises(PacketExists):
        build(request([paper(source)]), "a.pdf", overwrite=True)
    assert source.read_bytes() == before


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_shown_as_its_camera_held_it(build: Build, tmp_path: Path, orientation: int) -> None:
    photo = inputs.photo_held(tmp_path / "p.jpg", orientation)
    report = build(request([paper(photo)]))
    placed = inputs.rendered(report.path, 3, 2)
    above_the_stamp = placed.crop((0, 0, placed.width, placed.height - 56))
    assert inputs.difference(inputs.ink(inputs.upright(photo)), inputs.ink(above_the_stamp)) < 8


def test_what_a_phone_puts_behind_the_picture_stays_out(build: Build, tmp_path: Path) -> None:
    photo = inputs.phone_photo(tmp_path / "p.jpg")
    report = build(request([paper(photo)]))
    assert report.pages == 3
    assert b"CANARY" not in report.path.read_bytes()


def test_sixteen_bit_scans_are_not_washed_out(build: Build, tmp_path: Path) -> None:
    report = build(request([paper(inputs.deep_scan(tmp_path / "deep.png"))]))
    seen = {v for v in inputs.rendered(report.path, 3).tobytes() if 40 < v < 215}
    assert len(seen) > 20


def test_a_scan_of_too_many_pages_is_refused_and_never_cut(build: Build, tmp_path: Path) -> None:
    with pytest.raises(PacketRefused) as refused:
        build(request([paper(inputs.scans(tmp_path / "many.tif", 201))]))
    assert [r.code for r in refused.value.reasons] == ["too-large"]


def test_a_photo_is_upright_and_tells_nothing_about_the_camera(build: Build, tmp_path: Path) -> None:
    report = build(request([paper(inputs.photo_with_camera_data(tmp_path / "photo.jpg"))]))
    assert "rotated" in [n.code for n in report.notes]
    assert b"CANARY" not in report.path.read_bytes()
    page = inputs.rendered(report.path, 3)
    middle = page.height // 2
    assert page.getpixel((page.width // 2 + 27, middle)) < 150  # type: ignore[operator]


def test_nothing_active_or_hidden_reaches_the_packet(build: Build, tmp_path: Path) -> None:
    report = build(request([paper(inputs.active(tmp_path / "active.pdf"))]))
    with pikepdf.open(report.path) as pdf:
        everything = b"".join(
            obj.read_bytes() if isinstance(obj, pikepdf.Stream) else str(obj).encode() for obj in pdf.objects
        )
        assert b"CANARY" not in everything
        assert not set(pdf.Root.keys()) & {"/OpenAction", "/AcroForm", "/Names", "/AA", "/Metadata"}
        assert {key: str(text) for key, text in pdf.docinfo.items()} == {
            "/Title": "Form N-400, Application for Naturalization",
            "/Subject": "Form N-400, Application for Naturalization",
            "/Author": "Ana Ruiz",
            "/Keywords": "uscis_paper",
            "/Producer": "applicant-helper",
        }


def test_a_filled_field_is_seen(build: Build, tmp_path: Path) -> None:
    report = build(request([paper(inputs.form(tmp_path / "form.pdf", value="PENA"))]))
    assert "PENA" in text(report.path, 3)


def test_a_file_that_is_there_is_not_replaced_unless_asked(build: Build, tmp_path: Path) -> None:
    wanted = request([paper(inputs.pages(tmp_path / "a.pdf"))])
    report = build(wanted)
    before = report.path.read_bytes()
    with pytest.raises(PacketExists):
        build(wanted)
    assert build(wanted, overwrite=True).path.read_bytes() == before


@pytest.mark.parametrize("after", [0, 1, 3])
def test_stopping_leaves_nothing_and_keeps_what_was_there(build: Build, tmp_path: Path, after: int) -> None:
    documents = [paper(inputs.pages(tmp_path / f"{n}.pdf", 2)) for n in range(4)]
    kept = build(request(documents)).path
    before = kept.read_bytes()
    asked = iter(range(1000))
    with pytest.raises(PacketCancelled):
        build(request(documents), overwrite=True, cancelled=lambda: next(asked) >= after)
    assert kept.read_bytes() == before
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["out.pdf"]


def test_signs_the_font_lacks_are_shown_by_code_and_noted(build: Build, tmp_path: Path) -> None:
    report = build(request([paper(inputs.pages(tmp_path / "a.pdf"), "ა [/b] Peña")]))
    assert "[U+10D0] [/b] Peña" in text(report.path, 1)
    assert "unprintable" in [n.code for n in report.notes]


def test_signs_the_font_lacks_stop_no_build_wherever_they_stand(build: Build, tmp_path: Path) -> None:
    odd = "\u10d2\u10d0"
    document = replace(paper(inputs.pages(tmp_path / "a.pdf")), date_text=odd, issuer=odd, person=odd)
    group = ExhibitGroup("r", odd, odd, (document,), item_ref=odd, status=odd, category=odd)
    package = FormPackage(odd, odd, sections=(group,))
    wanted = replace(request(), title=odd, applicant_line=odd, packages=(package,), caption={"to": odd})
    report = build(replace(wanted, profile=PROFILES["uscis_paper"]))
    assert verify_packet(report.path).ok
    assert "[U+10D2][U+10D0]" in text(report.path, 1)


def test_part_of_a_paper_can_go_in(build: Build, tmp_path: Path) -> None:
    source = inputs.pages(tmp_path / "a.pdf", 9)
    report = build(request([paper(source, page_range=(4, 6))]))
    assert report.pages == 5
    assert "page 4" in text(report.path, 3)


def test_the_reading_copy_carries_the_notice_and_the_filed_one_does_not(build: Build, tmp_path: Path) -> None:
    documents = [paper(inputs.pages(tmp_path / "a.pdf"))]
    own = build(request(documents, profile="legal_aid_reader_copy"), "own.pdf")
    filed = build(request(documents), "filed.pdf")
    assert "not a lawyer" in " ".join(text(own.path, 1).split())
    assert "not a lawyer" not in " ".join(text(filed.path, 1).split())
    assert filed.warnings


def test_exhibits_go_on_after_z() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_a_jpeg_without_whole_segments_is_refused() -> None:
    with pytest.raises(ValueError, match="segment"):
        strip_jpeg(b"\xff\xd8xxxxxxxx")
