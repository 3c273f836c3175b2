"""The sixteen destinations: their numbers, against what the offices ask for."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from applicant_helper.catalog.destinations import (
    FOLDER,
    PacketProfile,
    find_destination,
    load_destinations,
)
from applicant_helper.catalog.destinations.filenames import example_name
from applicant_helper.catalog.destinations.lint import DESTINATIONS, value_of
from applicant_helper.catalog.load import load_catalog
from applicant_helper.catalog.where import data_root

PROFILES = load_destinations(data_root() / FOLDER)
ALL = sorted(PROFILES)
MB = 1_000_000
SIXTEEN = """
uscis_paper uscis_online uscis_rfe_mail uscis_rfe_online nvc_ceac eoir_paper eoir_ecas ircc_portal
ircc_secure_account ircc_pr_portal ircc_citizenship_online ircc_paper ukvi_ukvcas ukvi_vfs uk_court_bundle
legal_aid_reader_copy
"""
TEN = {
    "files",
    "forbidden",
    "numbers",
    "index",
    "band",
    "translations",
    "pages",
    "dpi",
    "edition",
    "metadata",
}


def test_there_are_exactly_the_sixteen() -> None:
    assert sorted(SIXTEEN.split()) == ALL
    assert set(ALL) == DESTINATIONS


@pytest.mark.parametrize(
    ("name", "medium", "size", "unit", "limit", "target"),
    [
        ("uscis_paper", "paper", "letter", "whole", None, None),
        ("uscis_online", "upload", "keep", "per_requirement", 12.0, 10.0),
        ("uscis_rfe_mail", "paper", "letter", "whole", None, None),
        ("uscis_rfe_online", "upload", "keep", "per_requirement", 12.0, 10.0),
        ("nvc_ceac", "upload", "keep", "per_person_document", 2.0, 1.96),
        ("eoir_paper", "paper", "letter", "whole", None, None),
        ("eoir_ecas", "upload", "letter", "per_submission", 25.0, 22.0),
        ("ircc_portal", "upload", "keep", "per_requirement", 2.0, 1.96),
        ("ircc_secure_account", "upload", "keep", "per_requirement", 4.0, 3.92),
        ("ircc_pr_portal", "upload", "keep", "per_requirement", 2.0, 1.96),
        ("ircc_citizenship_online", "upload", "keep", "per_requirement", 2.0, 1.96),
        ("ircc_paper", "paper", "letter", "whole", None, None),
        ("ukvi_ukvcas", "upload", "a4", "per_category", 6.0, 5.0),
        ("ukvi_vfs", "upload", "a4", "per_category", 2.0, 1.96),
        ("uk_court_bundle", "pdf", "a4", "whole", None, None),
        ("legal_aid_reader_copy", "pdf", "letter", "whole", 25.0, 24.5),
    ],
)
def test_paper_files_and_limits(
    name: str, medium: str, size: str, unit: str, limit: float | None, target: float | None
) -> None:
    profile = PROFILES[name]
    assert (profile.medium, profile.page.size, profile.files.unit) == (medium, size, unit)
    assert profile.files.max_bytes == (None if limit is None else round(limit * MB))
    assert profile.files.target_bytes == (None if target is None else round(target * MB))
    assert not profile.page.duplex


@pytest.mark.parametrize(
    ("names", "stamp", "scheme", "dividers", "index", "place"),
    [
        ("uscis_paper", "optional", "alpha", "plain", "optional", "after_cover"),
        ("uscis_online", "optional", "none", "none", "optional", "per_file"),
        ("uscis_rfe_mail", "optional", "by_request_item", "plain", "optional", "after_cover"),
        ("uscis_rfe_online", "optional", "by_request_item", "none", "optional", "per_file"),
        ("nvc_ceac", "none", "none", "none", "none", "after_cover"),
        ("eoir_paper eoir_ecas", "required", "alpha", "tabbed", "required", "after_cover"),
        (
            "ircc_portal ircc_secure_account ircc_pr_portal ircc_citizenship_online",
            *("none", "none", "none", "optional", "per_file"),
        ),
        ("ircc_paper", "none", "none", "none", "none", "official_checklist_on_top"),
        ("ukvi_ukvcas ukvi_vfs", "optional", "by_category", "none", "optional", "per_file"),
        ("uk_court_bundle legal_aid_reader_copy", "required", "alpha", "plain", "required", "first"),
    ],
)
def test_what_is_printed_and_listed(
    names: str, stamp: str, scheme: str, dividers: str, index: str, place: str
) -> None:
    for name in names.split():
        profile = PROFILES[name]
        assert (profile.stamp.mode, profile.exhibits.scheme, profile.exhibits.dividers) == (
            stamp,
            scheme,
            dividers,
        )
        assert (profile.index.mode, profile.index.place) == (index, place)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("uscis_paper", "tab requirement document date issuer language pages"),
        ("uscis_rfe_mail", "item_ref requirement tab document pages status"),
        ("uscis_rfe_online", "item_ref requirement tab document pages status"),
        ("eoir_paper", "tab document date pages"),
        ("uk_court_bundle", "tab document date pages"),
        ("legal_aid_reader_copy", "tab document date pages"),
    ],
)
def test_the_index_has_the_columns_of_its_destination(name: str, columns: str) -> None:
    assert PROFILES[name].index.columns == tuple(columns.split())


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        (
            "uscis_paper",
            "payment notification_form representative_form cover toc form supplements",
            "evidence_by_requirement photos",
        ),
        ("uscis_rfe_mail", "request_notice", "evidence_by_requirement photos"),
        ("eoir_paper", "representative_form cover payment", "proposed_order proof_of_service"),
        ("eoir_ecas", "representative_form cover payment", "proposed_order proof_of_service"),
        ("ircc_paper", "form", "evidence_by_requirement photos"),
        ("uk_court_bundle", "toc", "proof_of_service"),
        ("legal_aid_reader_copy", "toc", "proof_of_service"),
    ],
)
def test_the_order_begins_and_ends_as_the_office_wants(name: str, first: str, last: str) -> None:
    slots = [slot.slot for slot in PROFILES[name].order]
    assert slots[: len(first.split())] == first.split()
    assert slots[-len(last.split()) :] == last.split()


def test_the_court_wants_a_caption_a_table_of_contents_and_proof_of_service() -> None:
    profile = PROFILES["eoir_paper"]
    needs = {slot.slot: slot.need for slot in profile.order}
    assert profile.cover.kind == "caption"
    assert {"a_number", "judge", "hearing", "detained", "eoir_id"} <= set(profile.cover.fields)
    assert (needs["cover"], needs["toc"], needs["proof_of_service"]) == ("required",) * 3


@pytest.mark.parametrize(
    ("name", "policy", "suffix", "compress"),
    [
        ("uscis_paper", "never", "_part{k}of{n}", False),
        ("uscis_online", "at_document", "_part{k}of{n}", True),
        ("uscis_rfe_online", "at_document", "_part{k}of{n}", True),
        ("nvc_ceac", "at_page", "_part{k}of{n}", True),
        ("eoir_ecas", "at_exhibit", "_Part{k}", False),
        ("ircc_portal", "at_document", "_part{k}of{n}", True),
        ("ukvi_ukvcas", "at_document", "_part{k}of{n}", True),
        ("uk_court_bundle", "never", "_part{k}of{n}", False),
        ("legal_aid_reader_copy", "at_exhibit", "_part{k}of{n}", False),
    ],
)
def test_how_a_file_that_is_too_large_is_cut(name: str, policy: str, suffix: str, compress: bool) -> None:
    split = PROFILES[name].split
    assert (split.policy, split.part_suffix, split.compress_first) == (policy, suffix, compress)


@pytest.mark.parametrize(
    ("name", "target", "floor", "ceiling", "ocr"),
    [
        ("uscis_online", 300, 200, None, "none"),
        ("uscis_rfe_online", 300, 200, None, "none"),
        ("eoir_ecas", 300, 200, None, "recommended"),
        ("ircc_portal", 150, 150, None, "none"),
        ("uk_court_bundle", None, 150, 300, "required"),
    ],
)
def test_dots_per_inch(name: str, target: int | None, floor: int, ceiling: int | None, ocr: str) -> None:
    raster = PROFILES[name].raster
    assert (raster.dpi_target, raster.dpi_floor, raster.dpi_ceiling, raster.ocr) == (
        target,
        floor,
        ceiling,
        ocr,
    )


def test_the_court_bundle_opens_at_full_size_with_links_and_numbers_from_the_first_page() -> None:
    profile = PROFILES["uk_court_bundle"]
    assert profile.page.default_zoom == 100
    assert profile.index.links
    assert profile.bookmarks.mode == "required"
    assert {"{title}", "{page}"} <= set(re.findall(r"{\w+}", profile.bookmarks.template))
    assert profile.order[0].slot == "toc"


@pytest.mark.parametrize(
    ("name", "placement", "languages", "items", "copy"),
    [
        ("uscis_paper", "after_original", "en", "competent accurate complete", False),
        ("uscis_online", "same_file", "en", "competent accurate complete", False),
        ("nvc_ceac", "same_file", "en", "accurate", False),
        ("eoir_paper", "after_original", "en", "competent accurate address phone documents_listed", False),
        ("ircc_portal", "same_file", "en fr", "affidavit", True),
        ("ircc_paper", "after_original", "en fr", "affidavit", True),
        ("ukvi_vfs", "same_file", "en cy", "accurate date name signature contact", False),
    ],
)
def test_translations(name: str, placement: str, languages: str, items: str, copy: bool) -> None:
    rules = PROFILES[name].translation
    assert (rules.placement, rules.languages) == (placement, tuple(languages.split()))
    assert set(items.split()) <= set(rules.certificate)
    assert rules.certified_copy_required == copy


def test_dates_name_their_days_and_authority() -> None:
    rules = {
        (p.id, d.authority): f"{d.what} {d.rule}"
        for p in PROFILES.values()
        for d in p.deadlines
        if d.what != "Reply to a Notice of Intent to Deny"
    }
    for name in ("uscis_rfe_mail", "uscis_rfe_online"):
        assert "84 days" in rules[name, "8 CFR 103.2(b)(8)(iv)"]
        assert "87 days" in rules[name, "8 CFR 103.8(b)"]
        assert any("30 days" in d.rule for d in PROFILES[name].deadlines)
    assert "60 days" in rules["ircc_secure_account", "Instructions of the IRCC secure account"]
    assert [re.findall(r"\d+ days", d.rule) for d in PROFILES["eoir_paper"].deadlines] == [
        ["15 days"],
        ["30 days"],
    ]


@pytest.mark.parametrize("name", ALL)
def test_every_check_has_a_severity(name: str) -> None:
    profile = PROFILES[name]
    assert set(profile.severities) == TEN
    assert profile.severities["metadata"] == "blocking"
    assert (
        profile.severities["numbers"]
        == {"none": "off", "optional": "warning", "required": "blocking"}[profile.stamp.mode]
    )
    if profile.medium == "upload":
        assert profile.severities["files"] == profile.severities["forbidden"] == "blocking"


@pytest.mark.parametrize("name", ALL)
def test_uploads_are_never_locked_or_active(name: str) -> None:
    rules = PROFILES[name].files
    assert set(rules.forbid) == {"xfa", "javascript", "attachments", "portfolio", "external_links"}
    assert (rules.encryption == "optional") == (name == "legal_aid_reader_copy")


@pytest.mark.parametrize("name", [n for n in ALL if PROFILES[n].medium == "upload"])
def test_names_of_uploads_are_short_and_plain(name: str) -> None:
    profile = PROFILES[name]
    assert profile.files.name_max == 60
    pattern = re.compile(profile.files.name_pattern)
    assert pattern.fullmatch(example_name(profile))
    assert not any(pattern.fullmatch(n) for n in ("a b.pdf", "ñ.pdf", "a.b.pdf", "x.exe", "a" * 57 + ".pdf"))


def test_the_online_name_has_number_requirement_paper_surname_and_date() -> None:
    assert PROFILES["uscis_online"].files.name_template == "{nn}_{slot}_{document}_{surname}_{date}"


@pytest.mark.parametrize("name", ["uscis_paper", "uscis_rfe_mail"])
def test_outdated_advice_for_the_lockbox_is_nowhere(name: str) -> None:
    text = (data_root() / FOLDER / f"{name}.yaml").read_text(encoding="utf-8").lower()
    assert not re.search(r"two[- ]hole|acco\b|fastener|punch at the top|bottom tab", text)


def test_destinations_are_found_by_any_of_their_names() -> None:
    for name in ("reader-copy", "Reader_Copy", "legal-aid-reader-copy"):
        assert find_destination(PROFILES, name) is PROFILES["legal_aid_reader_copy"]
    for name in ("uscis-paper", " USCIS_PAPER "):
        assert find_destination(PROFILES, name) is PROFILES["uscis_paper"]
    assert find_destination(PROFILES, "uscis") is None


def test_forms_name_their_destinations_by_id() -> None:
    for form in load_catalog().forms.values():
        assert form.destinations
        assert set(form.destinations) <= set(ALL)


def test_rules_are_overdue_the_day_after_their_review() -> None:
    profile = PROFILES["uscis_paper"]
    assert not profile.is_overdue(profile.review_by)
    assert profile.is_overdue(profile.review_by + timedelta(days=1))


@pytest.mark.parametrize("name", ALL)
def test_a_source_was_read_before_its_review(name: str) -> None:
    profile = PROFILES[name]
    assert all(date(2019, 1, 1) < s.read_on < profile.review_by for s in profile.sources)
    assert all(s.url.startswith("https://") for s in profile.sources if s.url)


def test_places_are_counted_from_one() -> None:
    profile: PacketProfile = PROFILES["uscis_paper"]
    assert value_of(profile, "paper_rules.1") == profile.paper_rules[0]
    assert [value_of(profile, f"paper_rules.{n}") for n in ("0", "99", "x")] == [None, None, None]
