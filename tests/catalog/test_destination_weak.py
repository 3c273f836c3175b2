"""Values of the destinations that rest on weak sources are shown as such, and conflicts are told."""

from __future__ import annotations

import pytest

from applicant_helper.catalog.destinations import FOLDER, load_destinations
from applicant_helper.catalog.where import data_root

PROFILES = load_destinations(data_root() / FOLDER)
ALL = sorted(PROFILES)

# What no firm source supports: destination, field, and words of what is shown.
WEAK = [
    ("uscis_paper", "page.duplex", "one side"),
    ("uscis_paper", "conflicts.1", "clips"),
    ("uscis_paper", "order.1", "G-1650"),
    ("uscis_paper", "advice.5", "checks and money orders"),
    ("uscis_paper", "order.3", "G-28"),
    ("uscis_paper", "translation.placement", "right behind its original"),
    ("uscis_paper", "paper_rules.11", "2 inches"),
    ("uscis_paper", "advice.3", "forgotten"),
    ("uscis_paper", "advice.4", "carriers"),
    ("uscis_online", "conflicts.1", "PNG"),
    ("uscis_online", "files.name_pattern", "file name"),
    ("uscis_online", "files.encryption", "encryption"),
    ("uscis_online", "files.max_files", "How many files"),
    ("uscis_online", "raster", "300 dots per inch"),
    ("uscis_online", "files.target_bytes", "10 MB"),
    ("uscis_rfe_mail", "deadlines.2", "30 days"),
    ("uscis_rfe_mail", "page.duplex", "one side"),
    ("uscis_rfe_mail", "conflicts.1", "clips"),
    ("uscis_rfe_mail", "translation.placement", "right behind its original"),
    ("uscis_rfe_online", "deadlines.2", "30 days"),
    ("uscis_rfe_online", "advice.3", "while a request is open"),
    ("uscis_rfe_online", "advice.4", "access code"),
    ("uscis_rfe_online", "conflicts.1", "PNG"),
    ("uscis_rfe_online", "files.name_pattern", "file name"),
    ("uscis_rfe_online", "files.encryption", "encryption"),
    ("uscis_rfe_online", "raster", "300 dots per inch"),
    ("nvc_ceac", "conflicts.1", "4 MB"),
    ("nvc_ceac", "translation", "same file"),
    ("nvc_ceac", "files.encryption", "protected PDFs"),
    ("eoir_paper", "stamp", "bottom"),
    ("eoir_paper", "index", "table of contents"),
    ("eoir_paper", "exhibits", "right edge"),
    ("eoir_paper", "paper_rules.2", "two holes"),
    ("eoir_paper", "cover", "cover page"),
    ("eoir_paper", "order", "order of the papers"),
    ("eoir_paper", "deadlines.1", "15 days"),
    ("eoir_paper", "deadlines.1", "note of 2009"),
    ("eoir_paper", "deadlines.2", "30 days"),
    ("eoir_paper", "paper_rules.5", "12 points"),
    ("eoir_paper", "advice.1", "both sides use ECAS"),
    ("eoir_ecas", "files.allowed_types", "besides PDF"),
    ("eoir_ecas", "files.forbid", "portfolios"),
    ("eoir_ecas", "raster", "300 dots per inch"),
    ("eoir_ecas", "files.name_pattern", "plain file names"),
    ("eoir_ecas", "stamp", "bottom"),
    ("eoir_ecas", "index", "table of contents"),
    ("eoir_ecas", "bookmarks", "bookmark for every tab"),
    ("eoir_ecas", "order", "order of the papers"),
    ("eoir_ecas", "deadlines.2", "30 days"),
    ("ircc_portal", "advice.4", "3.5 MB"),
    ("ircc_portal", "raster", "150 dots per inch"),
    ("ircc_secure_account", "raster", "150 dots per inch"),
    ("ircc_pr_portal", "conflicts.1", "2 MB"),
    ("ircc_citizenship_online", "raster", "150 dots per inch"),
    ("ircc_paper", "page.size", "Letter or A4"),
    ("ukvi_ukvcas", "files.max_bytes", "6 MB"),
    ("ukvi_ukvcas", "files.target_bytes", "5 MB"),
    ("ukvi_ukvcas", "files.allowed_types", "file types"),
    ("ukvi_ukvcas", "deadlines.1", "day before the appointment"),
    ("ukvi_ukvcas", "files.unit", "kind of evidence"),
    ("ukvi_ukvcas", "advice.4", "costs extra"),
    ("ukvi_ukvcas", "destination", "inside the UK"),
    ("ukvi_vfs", "files.max_bytes", "2 MB"),
    ("ukvi_vfs", "advice.3", "4 MB"),
    ("ukvi_vfs", "deadlines.1", "day before the appointment"),
    ("ukvi_vfs", "page.size", "A4"),
    ("uk_court_bundle", "files.max_bytes", "50 MB"),
    ("uk_court_bundle", "stamp.template", "Supreme Court"),
    ("uk_court_bundle", "translation", "translator's statement"),
]


@pytest.mark.parametrize(("name", "field", "shown"), WEAK, ids=[f"{n}:{f}:{w[:12]}" for n, f, w in WEAK])
def test_a_weak_value_is_shown_as_one(name: str, field: str, shown: str) -> None:
    profile = PROFILES[name]
    assert any(shown in text for text in profile.to_check())
    assert profile.is_weak(field)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("nvc_ceac", "files.max_bytes"),
        ("uscis_online", "files.max_bytes"),
        ("eoir_ecas", "files.max_bytes"),
        ("eoir_paper", "page.size"),
        ("uscis_paper", "paper_rules.2"),
        ("uscis_paper", "order.2"),
        ("uk_court_bundle", "index"),
        ("uscis_rfe_mail", "deadlines.1"),
    ],
)
def test_a_firm_value_is_not_called_weak(name: str, field: str) -> None:
    assert not PROFILES[name].is_weak(field)


def test_conflicts_are_told_and_the_stricter_value_taken() -> None:
    told = {name: " ".join(PROFILES[name].conflicts) for name in ALL if PROFILES[name].conflicts}
    assert "2 to 4 MB" in told["nvc_ceac"]
    assert "4 MB" in told["ircc_pr_portal"]
    assert "PNG" in told["uscis_online"]
    assert "clip" in told["uscis_paper"]
    assert "png" not in PROFILES["uscis_online"].files.allowed_types
    assert "staple, clip" in " ".join(PROFILES["uscis_paper"].paper_rules)
