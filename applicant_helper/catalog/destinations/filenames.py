"""What a file name of a destination looks like, for people and for the lint."""

from __future__ import annotations

from applicant_helper.catalog.destinations.profile import PacketProfile

SAMPLE = {
    "nn": "07",
    "slot": "Birth-certificate",
    "document": "Birth-certificate",
    "surname": "Doe",
    "person": "Jane-Doe",
    "date": "2026-11-23",
    "form": "N-400",
    "destination": "uscis_paper",
}
"""What the parts of a file name look like."""


def example_name(profile: PacketProfile) -> str:
    """A file name as the destination's template makes it. Raises KeyError for a slot that it does not know."""
    stem = profile.files.name_template.format(**{**SAMPLE, "destination": profile.id})
    return f"{stem[: profile.files.name_max - 4]}.pdf"
