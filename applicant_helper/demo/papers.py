"""Draws the made-up applicant's papers into a folder, as a real shoebox would hold them."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.demo import household, pictures, records
from applicant_helper.demo.pages import pdf
from applicant_helper.typeset.fonts import register

SIGNS = "áéíóúñüÁÉÍÓÚÑ¿¡"


def draw_papers(folder: Path, cache: Path) -> tuple[Path, ...]:
    """Write every paper; returns the files. The same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    fonts = register(SIGNS, cache)
    pictures.green_card(folder / "IMG_2041 green card.jpg")
    pdf(folder / "passport pages.pdf", fonts, records.passport)
    pdf(folder / "acta de matrimonio.pdf", fonts, records.marriage)
    pdf(folder / "acta - English translation.pdf", fonts, records.translation)
    pdf(folder / "translator certificate.pdf", fonts, records.translator)
    pictures.certificate(
        folder / "naturalization certificate Daniel.png",
        "Certificate of Naturalization",
        [
            ("Name", "Daniel Amos Brooks"),
            ("Date of birth", "August 2, 1987"),
            ("Former nationality", "Canada"),
            ("Date of naturalization", "May 3, 2019"),
            ("Certificate number", "MADE-UP 0000"),
        ],
        kind="PNG",
    )
    pictures.scanned_pages(folder / "divorce decree scan.tif", DECREE)
    pdf(folder / "lease 1412 Magnolia.pdf", fonts, household.lease)
    pdf(folder / "joint account statements.pdf", fonts, household.bank)
    pdf(folder / "tax transcripts 2023-2025.pdf", fonts, household.taxes)
    pictures.phone_photo_heic(
        folder / "IMG_2077 Lucia birth certificate.heic",
        "Certificate of Birth",
        [
            ("Name of child", "Lucía Brooks Peña"),
            ("Date of birth", "May 20, 2024"),
            ("Place", "San Antonio, Texas"),
            ("Mother", "María Fernanda Peña Ortiz"),
            ("Father", "Daniel Amos Brooks"),
        ],
    )
    pdf(folder / "electricity bills.pdf", fonts, household.bills)
    return tuple(sorted(p for p in folder.iterdir() if p.is_file()))


DECREE = (
    (
        "Final Decree of Divorce",
        "District Court, Bexar County, Texas",
        "No. 0000 (made up)",
        "",
        "In the matter of the marriage of",
        "Daniel Amos Brooks and Paula Reyes",
        "",
        "On this day the court heard this case. Both parties agreed to the terms",
        "of this decree and gave up their right to a trial by jury.",
        "",
        "1.  The court has jurisdiction, and the time of waiting is over.",
        "2.  The marriage of September 6, 2014 is dissolved.",
        "3.  No child was born to or adopted by the parties.",
        "4.  Each party keeps the belongings and the debts in the party's own name.",
        "5.  No party pays support to the other.",
        "6.  The name of Paula Reyes stays as it is.",
        "",
        "This decree is final and ends all claims of the parties in this case.",
    ),
    (
        "Final Decree of Divorce, page 2 of 2",
        "",
        "Signed on November 30, 2020",
        "",
        "_",
        "Judge presiding",
        "",
        "Agreed as to form and content:",
        "",
        "_",
        "Daniel Amos Brooks",
        "",
        "_",
        "Paula Reyes",
        "",
        "A true copy of the record. Clerk of the court.",
    ),
)
