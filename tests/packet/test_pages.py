"""Drawn pages, read back: what stands where, nothing over an edge or another line, links on the rows they belong to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from applicant_helper.packet.model import FormPackage, PacketRequest, Statement, TimelineLane, TimelineSpan
from applicant_helper.packet.numbering import make_plan
from applicant_helper.packet.outline import Kind
from applicant_helper.packet.pages.columns import MARGIN, columns_for
from applicant_helper.packet.pages.draw import Drawn, draw_pages
from applicant_helper.packet.pages.measure import measure
from applicant_helper.packet.plan import Cut, PacketPlan
from applicant_helper.packet.prepared import Prepared, SourcePage
from applicant_helper.packet.volumes import make_volumes
from applicant_helper.typeset.fonts import register
from tests.packet.test_packets import PROFILES
from tests.packet.test_volumes import doc, family, group

PAGE = SourcePage((0, 0, 612, 792))
LONG = (
    "Lease of the apartment at 4410 West Magnolia Boulevard with the addendum about the second parking space"
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


Made = tuple[PacketPlan, Drawn, pypdfium2.PdfDocument]
Make = Callable[..., Made]


@pytest.fixture
def make(cache: Path) -> Make:
    def drawn(wanted: PacketRequest, cuts: tuple[Cut, ...] = (), part: int = 0, volume: int = 0) -> Made:
        fonts = register("", cache)
        chosen = make_volumes(wanted)[volume]
        ready = {d.key: Prepared(d.path, (PAGE,) * 3, (), d.id) for d in wanted.documents()}
        measures = measure(wanted, chosen, fonts)
        plan = make_plan(chosen, wanted.profile, ready, measures.counts, cuts)
        found = draw_pages(wanted, plan, part, measures, fonts)
        return plan, found, pypdfium2.PdfDocument(found.data)

    return drawn


def words(pdf: pypdfium2.PdfDocument, place: int) -> str:
    return " ".join(str(pdf[place].get_textpage().get_text_range()).split())


def boxes(pdf: pypdfium2.PdfDocument, place: int) -> list[tuple[float, float, float, float]]:
    text = pdf[place].get_textpage()
    return [text.get_rect(n) for n in range(text.count_rects())]


def assert_apart(pdf: pypdfium2.PdfDocument, place: int) -> None:
    """No text of a page over another one."""
    rows = boxes(pdf, place)
    for one in rows:
        for other in rows:
            beside = one[2] <= other[0] or other[2] <= one[0]
            assert one is other or beside or one[1] >= other[3] - 2.5 or other[1] >= one[3] - 2.5


def many(profile: str, exhibits: int) -> PacketRequest:
    wanted = family(profile)
    groups = tuple(
        group(f"Requirement number {n}", doc(f"d{n}", issuer="City of Somewhere"), doc(f"e{n}"))
        for n in range(exhibits)
    )
    return replace(wanted, packages=(FormPackage("I-485", "Application", sections=groups),))


@pytest.mark.parametrize("profile", ["uscis_paper", "eoir_paper", "uk_court_bundle", "legal_aid_reader_copy"])
def test_nothing_stands_over_the_margins_or_over_another_line(make: Make, profile: str) -> None:
    wanted = many(profile, 60)
    titled = group(LONG, doc("long", issuer=LONG, date_text="26 September 2026", language="Haitian Creole"))
    package = replace(wanted.packages[0], sections=(titled, *wanted.packages[0].sections))
    plan, _, pdf = make(replace(wanted, packages=(package,)))
    own = [p for p in plan.pages if p.key is None]
    for place, page in enumerate(own):
        for left, bottom, right, top in boxes(pdf, place):
            assert left >= 14
            assert right <= page.size[0] - 13
            assert 0 < bottom < top < page.size[1]
        if page.kind is Kind.INDEX:
            assert_apart(pdf, place)


def test_a_long_contents_repeats_its_head_and_goes_past_z(make: Make) -> None:
    plan, _, pdf = make(many("uscis_paper", 60))
    pages = plan.index_pages()
    assert len(pages) >= 3
    own = [p for p in plan.pages if p.key is None]
    texts = [words(pdf, own.index(p)) for p in pages]
    assert all("Exhibit Document" in t and t.count("Page") >= 1 for t in texts)
    assert all("Contents, continued" in t for t in texts[1:])
    assert "BH-2" in texts[-1]


def test_rows_lead_to_where_they_say(make: Make) -> None:
    plan, drawn, pdf = make(family("legal_aid_reader_copy"))
    first = plan.index_pages()[0]
    rows = [area for area in drawn.links if area.page == first.number]
    assert [area.target for area in rows] == [e.first for e in plan.entries]
    place = [p for p in plan.pages if p.key is None].index(first)
    text = pdf[place].get_textpage()
    for area, entry in zip(rows, plan.entries, strict=True):
        left, bottom, right, top = area.box
        assert entry.title.split()[0] in text.get_text_bounded(left, bottom, right, top)
        assert right - left > 380


def test_what_begins_in_another_part_is_named_and_leads_nowhere(make: Make) -> None:
    wanted = many("eoir_paper", 6)
    volume = make_volumes(wanted)[0]
    dividers = [n for n, b in enumerate(volume.blocks) if b.kind is Kind.DIVIDER]
    cut = Cut(dividers[3], 0)
    plan, drawn, pdf = make(wanted, cuts=(cut,))
    assert len(plan.parts) == 2
    index = [p for p in plan.pages if p.key is None].index(plan.index_pages()[0])
    assert_apart(pdf, index)
    text = words(pdf, index)
    assert "Part 1 of 2" in text
    assert text.count("part 2:") == sum(1 for e in plan.entries if e.part == 1)
    assert all(area.target <= plan.parts[0].last for area in drawn.links)
    _, _, second = make(wanted, cuts=(cut,), part=1)
    opening = words(second, 0)
    assert "Part 2 of 2" in opening
    assert f"Pages {plan.parts[1].first}–{plan.parts[1].last} of {plan.total}" in opening


def test_a_part_that_begins_inside_a_paper_says_so(make: Make) -> None:
    wanted = many("eoir_paper", 2)
    volume = make_volumes(wanted)[0]
    paper = next(n for n, b in enumerate(volume.blocks) if b.document is not None)
    _, _, pdf = make(wanted, cuts=(Cut(paper, 2),), part=1)
    assert "This part begins inside Tab A-1, D0." in words(pdf, 0)


def test_a_long_title_is_set_smaller_and_not_cut(make: Make) -> None:
    wanted = family("uscis_online")
    title = "Proof that you are married: the marriage certificate and what belongs to it"
    papers = group(title, doc("acta"), doc("lease"))
    _, _, pdf = make(replace(wanted, packages=(FormPackage("I-130", "x", sections=(papers,)),)))
    assert title in words(pdf, 0)


def test_columns_that_have_nothing_to_show_give_their_room_away() -> None:
    profile = PROFILES["uscis_paper"]
    plain = make_volumes(many("uscis_paper", 2))[0].lines()
    assert [c.name for c in columns_for(profile, plain, (612, 792))] == ["tab", "document", "pages"]
    full = make_volumes(family("uscis_paper"))[0].lines()
    assert "language" in [c.name for c in columns_for(profile, full, (612, 792))]
    for columns in (columns_for(profile, plain, (612, 792)), columns_for(profile, full, (595, 842))):
        assert columns[0].x == MARGIN
        assert all(a.right <= b.x for a, b in pairwise(columns))


def test_the_cover_letter_lists_what_is_enclosed_of_its_form(make: Make) -> None:
    plan, _, pdf = make(family("uscis_paper"))
    covers = [p for p in plan.pages if p.kind is Kind.COVER]
    own = [p for p in plan.pages if p.key is None]
    first, second = (words(pdf, own.index(p)) for p in covers)
    assert "Form I-130, Petition for Alien Relative" in first
    assert "Form 1 of 2 in this parcel" in first
    assert "Marriage" in first
    assert "Birth certificate" not in first
    assert "Form 2 of 2" in second
    assert "Birth certificate" in second
    assert "Signature" in second


def test_a_caption_has_what_is_known_and_lines_for_the_rest(make: Make) -> None:
    bare = replace(family("eoir_paper"), caption={})
    _, _, empty = make(bare)
    assert all(t in words(empty, 0) for t in ("A-Number", "City and state of the court", "Telephone"))
    known = {
        "filer": "Ana Ruiz",
        "court": "Los Angeles Immigration Court",
        "city": "Los Angeles, California",
        "matter": "Ana RUIZ",
        "a_number": "A 123-456-789",
        "detained": "yes",
        "judge": "Hon. T. Example",
        "hearing": "12 January 2027",
        "filing": "Respondent's Supporting Documents",
    }
    _, _, full = make(replace(bare, caption=known))
    text = words(full, 0)
    for wanted in (
        "DETAINED",
        "LOS ANGELES IMMIGRATION COURT",
        "Ana RUIZ",
        "A 123-456-789",
        "12 January 2027",
    ):
        assert wanted in text
    assert "RESPONDENT'S SUPPORTING DOCUMENTS" in text
    assert "A-Number" not in text


def test_several_names_and_numbers_stand_on_lines_of_their_own(make: Make) -> None:
    known = {"matter": "Ana RUIZ; Owen BELL", "a_number": "A 123-456-789; A 123-456-790"}
    _, _, pdf = make(replace(family("eoir_paper"), caption=known))
    lines = [line.strip() for line in str(pdf[0].get_textpage().get_text_range()).splitlines()]
    for wanted in ("Ana RUIZ", "Owen BELL", "A 123-456-789", "A 123-456-790"):
        assert any(wanted in line for line in lines)
    assert not any("RUIZ" in line and "BELL" in line for line in lines)


def test_a_statement_flows_over_pages_and_is_signed_on_the_last(make: Make) -> None:
    wanted = family("uscis_online")
    words_of = tuple(
        f"Paragraph {n}. " + "I looked after my mother and could not work. " * 12 for n in range(14)
    )
    package = FormPackage("I-485", "x", statements=(Statement("Explanation: work", words_of, "Ana Ruiz"),))
    plan, _, pdf = make(replace(wanted, packages=(package,)))
    assert plan.total > 2
    texts = [words(pdf, n) for n in range(plan.total)]
    assert ["Signature" in t for t in texts] == [False] * (plan.total - 1) + [True]
    assert "Explanation: work, continued" in texts[1]
    assert all(f"Paragraph {n}." in " ".join(texts) for n in range(14))


@pytest.mark.parametrize(("lanes", "years"), [(1, 1), (4, 12), (12, 60)])
def test_a_timeline_shows_every_stretch_with_its_dates(make: Make, lanes: int, years: int) -> None:
    rows = tuple(
        TimelineLane(
            f"Lane {n}",
            tuple(
                TimelineSpan(date(2026 - years + k, 3, 1), date(2026 - years + k, 9, 1), f"Place {n}-{k}")
                for k in range(min(years, 5))
            ),
        )
        for n in range(lanes)
    )
    package = FormPackage("I-485", "x", timeline=rows)
    plan, _, pdf = make(replace(family("uscis_online"), packages=(package,)))
    text = " ".join(words(pdf, n) for n in range(plan.total))
    for lane in rows:
        assert lane.title in text
        for span in lane.spans:
            assert f"{span.text} 1 March {span.first.year} to 1 September {span.first.year}" in text


WORDY = "Maria de los Angeles Guadalupe Fernandez-Villanueva y Gonzalez de la Torre " * 3


@pytest.mark.parametrize("profile", ["uscis_paper", "eoir_paper", "legal_aid_reader_copy"])
def test_long_names_and_titles_stay_on_their_sheets(make: Make, profile: str) -> None:
    wanted = family(profile)
    lanes = (TimelineLane("Work", (TimelineSpan(date(2027, 1, 1), None, WORDY),)),)
    package = replace(
        wanted.packages[0],
        form_title=WORDY,
        statements=(Statement(WORDY, tuple("word " * 300 for _ in range(4)), WORDY),),
        timeline=lanes,
    )
    known = dict.fromkeys(("filer", "matter", "filing", "judge"), f"{WORDY}\n{WORDY}") | {
        "a_number": "A 123-456-789"
    }
    plan, _, pdf = make(
        replace(wanted, title=WORDY, applicant_line=WORDY, packages=(package,), caption=known)
    )
    for place, page in enumerate(p for p in plan.pages if p.key is None):
        for left, _bottom, right, _top in boxes(pdf, place):
            assert left >= 14, page.kind
            assert right <= page.size[0] - 13, page.kind


def test_an_item_that_nothing_answers_has_its_divider_and_its_line(make: Make) -> None:
    wanted = family("uscis_rfe_mail")
    groups = (
        group("Proof of birth", doc("birth"), item_ref="1", status="complete"),
        group("Tax transcripts", item_ref="2", status="not included"),
    )
    plan, _, pdf = make(replace(wanted, packages=(FormPackage("I-485", "x", sections=groups),)))
    own = [p for p in plan.pages if p.key is None]
    contents = words(pdf, own.index(plan.index_pages()[0]))
    assert f"2 Tax transcripts not included {plan.entries[-1].first}" in contents
    assert "Exhibit 2" in words(pdf, len(own) - 1)


def test_a_certificate_of_service_is_there_to_be_completed(make: Make) -> None:
    plan, _, pdf = make(family("eoir_paper"))
    service = [p for p in plan.pages if p.kind is Kind.SERVICE]
    assert service
    own = [p for p in plan.pages if p.key is None]
    assert "CERTIFICATE OF SERVICE" in words(pdf, own.index(service[-1]))


def test_the_same_pages_are_the_same_bytes(make: Make) -> None:
    wanted = family("uscis_paper")
    assert make(wanted)[1].data == make(wanted)[1].data
