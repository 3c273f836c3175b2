"""Draws the made-up applicant's papers into a folder, as a real shoebox would hold them."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.demo import pictures
from applicant_helper.demo.pages import Pages, pdf
from applicant_helper.typeset.fonts import register

SIGNS = "áéíóúñüÁÉÍÓÚÑ¿¡"


def draw_papers(folder: Path, cache: Path) -> tuple[Path, ...]:
    """Write every paper; returns the files. The same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    fonts = register(SIGNS, cache)
    pictures.green_card(folder / "IMG_2041 green card.jpg")
    pdf(folder / "passport pages.pdf", fonts, _passport)
    pdf(folder / "acta de matrimonio.pdf", fonts, _marriage)
    pdf(folder / "acta - English translation.pdf", fonts, _translation)
    pdf(folder / "translator certificate.pdf", fonts, _translator)
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
    pdf(folder / "lease 1412 Magnolia.pdf", fonts, _lease)
    pdf(folder / "joint account statements.pdf", fonts, _bank)
    pdf(folder / "tax transcripts 2023-2025.pdf", fonts, _taxes)
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
    pdf(folder / "electricity bills.pdf", fonts, _bills)
    return tuple(sorted(p for p in folder.iterdir() if p.is_file()))


DECREE = (
    (
        "Final Decree of Divorce",
        "District Court, Bexar County, Texas",
        "",
        "In the matter of the marriage of",
        "Daniel Amos Brooks and Paula Reyes",
        "",
        "The marriage of September 6, 2014 is dissolved.",
        "This decree is final.",
    ),
    ("Page 2", "", "Signed on November 30, 2020", "", "Judge presiding", "Clerk of the court"),
)


def _passport(pages: Pages) -> None:
    pages.letter(
        "Estados Unidos Mexicanos",
        "Pasaporte",
        [],
        [
            ("Apellidos / Surnames", "PEÑA ORTIZ"),
            ("Nombres / Given names", "MARÍA FERNANDA"),
            ("Fecha de nacimiento", "14 03 1991"),
            ("Sexo / Sex", "F"),
            ("Fecha de expedición", "12 01 2021"),
            ("Fecha de caducidad", "12 01 2031"),
        ],
    )
    pages.stamps("Visas 8", [("ADMITTED  SAN ANTONIO", "09 JAN 2024"), ("MEXICO  ENTRADA", "18 DEC 2023")])
    pages.stamps("Visas 9", [("ADMITTED  SAN ANTONIO", "20 JUL 2025"), ("MEXICO  ENTRADA", "02 JUL 2025")])


def _marriage(pages: Pages) -> None:
    pages.letter(
        "Registro Civil de Monterrey, Nuevo León",
        "Acta de Matrimonio",
        [
            "En la ciudad de Monterrey, a 18 de junio de 2022, comparecieron ante mí los contrayentes que se nombran."
        ],
        [
            ("Contrayente", "María Fernanda Peña Ortiz"),
            ("Contrayente", "Daniel Amos Brooks"),
            ("Fecha", "18 de junio de 2022"),
            ("Lugar", "Monterrey, Nuevo León, México"),
            ("Acta", "0000 (inventada)"),
        ],
    )


def _translation(pages: Pages) -> None:
    pages.letter(
        "Translation from Spanish into English",
        "Marriage Certificate",
        ["In the city of Monterrey, on June 18, 2022, the parties named below appeared before me."],
        [
            ("Party", "María Fernanda Peña Ortiz"),
            ("Party", "Daniel Amos Brooks"),
            ("Date", "June 18, 2022"),
            ("Place", "Monterrey, Nuevo León, Mexico"),
            ("Record", "0000 (made up)"),
            ("Seal", "[Round seal: Civil Registry of Monterrey]"),
        ],
    )


def _translator(pages: Pages) -> None:
    pages.letter(
        "Translator's certificate",
        "Certificate of Translation",
        [
            "I certify that I am competent to translate from Spanish into English, and that the translation of the "
            "marriage certificate of María Fernanda Peña Ortiz and Daniel Amos Brooks is complete and accurate.",
        ],
        [("Signature", "Rosa Medina"), ("Printed name", "Rosa Medina"), ("Date", "October 8, 2026")],
    )


def _lease(pages: Pages) -> None:
    pages.letter(
        "Riverwalk Homes",
        "Residential Lease",
        [
            "This lease is between Riverwalk Homes and the tenants María Fernanda Peña Ortiz and Daniel Amos Brooks.",
            "The home is 1412 Magnolia St, Apt 5, San Antonio, TX 78205.",
        ],
        [("From", "July 1, 2022"), ("To", "June 30, 2027"), ("Rent a month", "$1,340.00")],
    )
    for number in (2, 3):
        pages.letter(
            "Riverwalk Homes",
            f"Residential Lease, page {number}",
            ["The tenants keep the home in good order and give thirty days' notice before they move."] * 4,
            [("Tenant", "María Fernanda Peña Ortiz"), ("Tenant", "Daniel Amos Brooks")]
            if number == 3
            else [],
        )


def _bank(pages: Pages) -> None:
    for year in (2023, 2024, 2025, 2026):
        rows = [
            (f"{month} {year}", "Payroll", "$1,912.40", "Rent", "$1,340.00")
            for month in ("March", "June", "September")
        ]
        pages.table(
            "Mission Credit Union",
            f"Joint account, {year}",
            ("Month", "In", "Amount", "Out", "Amount"),
            rows,
            wide=year == 2025,
        )


def _taxes(pages: Pages) -> None:
    for year in (2023, 2024, 2025):
        pages.letter(
            "Internal Revenue Service",
            f"Tax Return Transcript {year}",
            [],
            [
                ("Taxpayer", "María Fernanda Peña Ortiz"),
                ("Spouse", "Daniel Amos Brooks"),
                ("Filing status", "Married filing joint"),
                ("Total income", f"${61_200 + 1_850 * (year - 2023):,}.00"),
            ],
        )


def _bills(pages: Pages) -> None:
    for month in ("November 2023", "November 2024", "October 2026"):
        pages.letter(
            "Alamo Power",
            f"Electricity bill, {month}",
            ["Service address: 1412 Magnolia St, Apt 5, San Antonio, TX 78205."],
            [("Customers", "María F. Peña Ortiz and Daniel Brooks"), ("Amount", "$84.10")],
        )
