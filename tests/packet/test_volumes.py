"""Which files a packet has, what is in each, and what they are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from applicant_helper.packet.model import (
    ExhibitGroup,
    FormPackage,
    PacketDocument,
    PacketRequest,
    Role,
    Statement,
)
from applicant_helper.packet.names import file_names, safe, unique
from applicant_helper.packet.numbering import make_plan
from applicant_helper.packet.outline import Kind, Volume
from applicant_helper.packet.plan import Counts, PacketPlan
from applicant_helper.packet.prepared import Prepared, SourcePage
from applicant_helper.packet.volumes import make_volumes
from tests.packet.test_packets import PROFILES

PAGE = SourcePage((0, 0, 612, 792))


def doc(name: str, role: Role = "evidence", **more: object) -> PacketDocument:
    return PacketDocument(name, Path(f"{name}.pdf"), name.title(), f"{name}.pdf", role=role, **more)  # type: ignore[arg-type]


def group(title: str, *documents: PacketDocument, **more: str) -> ExhibitGroup:
    return ExhibitGroup(title, title, "", documents, **more)


def family(profile: str) -> PacketRequest:
    """Two forms in one parcel, with translations, a statement and papers of two people."""
    petition = FormPackage(
        "I-130",
        "Petition for Alien Relative",
        front=(doc("i-130", "official_form"), doc("g-1450", "payment")),
        sections=(
            group(
                "Marriage certificate",
                doc("acta", language="Spanish", person="Ana Ruiz"),
                doc("acta-en", "translation", translation_of="acta", person="Ana Ruiz"),
                doc("oath", "translation_certificate", translation_of="acta-en", person="Ana Ruiz"),
            ),
            group("Shared life", doc("lease", person="Ana Ruiz"), doc("photos", person="Owen Bell")),
        ),
        statements=(Statement("Explanation: work", ("I looked after my mother.",), "Ana Ruiz"),),
    )
    adjustment = FormPackage(
        "I-485",
        "Application to Register Permanent Residence",
        front=(doc("i-485", "official_form"), doc("g-1450b", "payment")),
        sections=(group("Birth certificate", doc("birth", person="Ana Ruiz")),),
    )
    return PacketRequest(
        "Marriage-based green card",
        "Ana Ruiz, A123456789",
        date(2026, 11, 26),
        PROFILES[profile],
        (petition, adjustment),
        surname="Ruiz",
    )


def planned(wanted: PacketRequest, volume: Volume) -> PacketPlan:
    ready = {d.key: Prepared(d.path, (PAGE, PAGE), (), d.id) for d in wanted.documents()}
    return make_plan(volume, wanted.profile, ready, Counts())


def papers(volume: Volume) -> list[str]:
    return [d.id for d in volume.documents()]


def test_each_form_of_a_parcel_is_a_package_of_its_own_with_its_payment_on_top() -> None:
    wanted = family("uscis_paper")
    (whole,) = make_volumes(wanted)
    assert papers(whole) == [
        *("g-1450", "i-130", "acta", "acta-en", "oath", "lease", "photos"),
        *("g-1450b", "i-485", "birth"),
    ]
    kinds = [b.kind for b in whole.blocks]
    assert kinds.count(Kind.COVER) == 2
    assert kinds.count(Kind.INDEX) == 1
    plan = planned(wanted, whole)
    forms = [(e.title.split(",")[0], e.first) for e in plan.entries if e.level == -1]
    assert [title for title, _ in forms] == ["Form I-130", "Form I-485"]
    second = plan.pages[forms[1][1] - 1]
    assert second.key == ("g-1450b", None)
    assert [e.label for e in plan.entries if e.label and e.level == 0] == ["A", "B", "C"]


def test_every_heading_spans_what_stands_under_it() -> None:
    wanted = family("legal_aid_reader_copy")
    (whole,) = make_volumes(wanted)
    plan = planned(wanted, whole)
    for place, entry in enumerate(plan.entries):
        inside = plan.papers_of(place)
        if inside:
            assert entry.first <= inside[0].first
            assert entry.last == max(e.last for e in inside)
    assert [p.number for p in plan.pages] == list(range(1, plan.total + 1))


def test_an_upload_slot_gets_one_file_and_a_translation_stays_with_its_original() -> None:
    volumes = make_volumes(family("uscis_online"))
    by_title = {v.title: papers(v) for v in volumes}
    assert by_title["Marriage certificate"] == ["acta", "acta-en", "oath"]
    assert by_title["Shared life"] == ["lease", "photos"]
    assert by_title["Explanation: work"] == []


def test_civil_documents_are_files_of_their_own_in_a_folder_for_each_person() -> None:
    wanted = family("nvc_ceac")
    volumes = make_volumes(wanted)
    files = {n for v in volumes for n in file_names(planned(wanted, v))}
    assert any(n.startswith("Ana-Ruiz/") and "Acta" in n for n in files)
    assert any(n.startswith("Owen-Bell/") and "Photos" in n for n in files)
    assert [papers(v) for v in volumes if "acta" in papers(v)] == [["acta", "acta-en", "oath"]]
    assert all(b.kind in {Kind.EVIDENCE, Kind.FORM, Kind.STATEMENT} for v in volumes for b in v.blocks)


def test_courts_get_the_forms_apart_from_the_evidence() -> None:
    volumes = make_volumes(family("eoir_ecas"))
    assert [v.title.split(",")[0] for v in volumes] == ["Form I-130", "Form I-485", "Evidence"]
    assert "i-130" not in papers(volumes[-1])
    assert all(v.blocks[-1].kind is Kind.SERVICE for v in volumes)


def test_a_reply_is_keyed_to_the_items_of_the_notice_which_lies_on_top() -> None:
    wanted = family("uscis_rfe_mail")
    notice = doc("notice", "request_notice")
    package = FormPackage(
        "I-485",
        "Application",
        front=(doc("g-1450", "payment"), notice),
        sections=(
            group("Proof of birth", doc("birth"), doc("baptism"), item_ref="1"),
            group("Joint evidence", doc("lease"), item_ref="2"),
        ),
    )
    reply = replace(wanted, packages=(package,))
    (whole,) = make_volumes(reply)
    plan = planned(reply, whole)
    assert plan.pages[0].key == ("notice", None)
    assert [e.label for e in plan.entries if e.level >= 0 and e.label] == ["1", "1-A", "1-B", "2", "2-A"]


@pytest.mark.parametrize("profile", sorted(set(PROFILES) - {"plain"}))
def test_every_paper_reaches_every_destination_once_and_names_are_legal(profile: str) -> None:
    wanted = family(profile)
    volumes = make_volumes(wanted)
    assert sorted(i for v in volumes for i in papers(v)) == sorted(d.id for d in wanted.documents())
    assert [b.kind for v in volumes for b in v.blocks].count(Kind.STATEMENT) == 1
    names: list[str] = []
    for volume in volumes:
        names += unique(file_names(planned(wanted, volume)), {n.lower() for n in names})
    rules = PROFILES[profile].files
    assert len({n.lower() for n in names}) == len(names)
    for name in names:
        last = name.rsplit("/", 1)[-1]
        assert len(last) <= rules.name_max
        assert safe(last.removesuffix(".pdf"), 200) == last.removesuffix(".pdf")


def test_a_long_title_is_shortened_and_not_the_date_at_its_end() -> None:
    wanted = family("uscis_online")
    long = group("A very long requirement that goes on and on about everything", doc("lease"))
    volume = make_volumes(replace(wanted, packages=(FormPackage("I-485", "x", sections=(long,)),)))[0]
    (name,) = file_names(planned(wanted, volume))
    assert name.endswith("_Ruiz_2026-11-26.pdf")
    assert len(name) <= wanted.profile.files.name_max


def test_names_differ_even_where_capitals_do_not_count() -> None:
    assert unique(["A.pdf", "b.pdf"], {"a.pdf"}) == ["A-2.pdf", "b.pdf"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peña's birth certificate", "Penas-birth-certificate"),
        ("../../etc/passwd", "etc-passwd"),
        ("出生証明", ""),
        ("a" * 90, "a" * 40),
        ("Łódź & Søn", "Lodz-Son"),
    ],
)
def test_texts_become_safe_names(text: str, wanted: str) -> None:
    assert safe(text) == wanted
