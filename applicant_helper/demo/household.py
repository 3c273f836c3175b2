"""The demo's papers of a shared home: a lease, bank statements, tax transcripts, electricity bills."""

from __future__ import annotations

from collections.abc import Sequence

from applicant_helper.demo.pages import HAIR, INK, LETTER, SOFT, Colour, Sheet

HOME = ("1412 Magnolia St, Apt 5", "San Antonio, TX 78205")
COUPLE = ("María Fernanda Peña Ortiz", "Daniel Amos Brooks")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
TEAL: Colour = (0.1, 0.4, 0.45)
AMBER: Colour = (0.8, 0.52, 0.13)
BRICK: Colour = (0.5, 0.27, 0.2)
TINT: Colour = (0.95, 0.965, 0.97)
WHITE: Colour = (1, 1, 1)
CLAUSES = (
    ("Home", "The landlord lets to the tenants the home at 1412 Magnolia St, Apt 5, San Antonio, TX 78205."),
    ("Time", "The lease begins on July 1, 2022 and ends on June 30, 2027."),
    ("Rent", "The rent is $1,340.00 a month, due on the first day of each month."),
    ("Deposit", "The tenants paid a deposit of $1,340.00, kept by the landlord until the end of the lease."),
    ("Use", "The home is lived in by the tenants and their children only."),
    ("Utilities", "The tenants pay for electricity. Water and waste are part of the rent."),
    ("Repairs", "The landlord keeps the building, the heating and the kitchen in working order."),
    ("Care", "The tenants keep the home clean and tell the landlord soon about anything that is broken."),
    ("Visits", "The landlord may come in after a notice of 24 hours, and at once in an emergency."),
    ("Guests", "A guest who stays for more than 30 days is named to the landlord."),
    ("Noise", "Neighbors are not disturbed between 10 at night and 7 in the morning."),
    ("Pets", "One cat or one small dog may live in the home."),
    ("Insurance", "The tenants keep an insurance of their belongings."),
    ("End", "Either side may end the lease with thirty days' notice in writing after the first two years."),
)


def lease(sheet: Sheet) -> None:
    """Three pages: the parties, the clauses, the signatures."""
    sheet.begin()
    _lease_head(sheet, 1)
    sheet.text(74, 664, "Residential Lease", 24, bold=True)
    sheet.fill(74, 556, 464, 84, (0.975, 0.965, 0.955), 6)
    sheet.field(90, 622, "Landlord", "Riverwalk Homes")
    sheet.field(90, 588, "Home", ", ".join(HOME))
    sheet.field(330, 622, "Tenants", COUPLE[0])
    sheet.text(330, 592, COUPLE[1], 10.5)
    _clauses(sheet, 520, 0, 5)
    sheet.end()
    sheet.begin()
    _lease_head(sheet, 2)
    _clauses(sheet, 664, 5, 11)
    sheet.end()
    sheet.begin()
    _lease_head(sheet, 3)
    y = _clauses(sheet, 664, 11, len(CLAUSES))
    sheet.text(74, y - 20, "Signed in San Antonio, Texas, on June 24, 2022", 10.5)
    for number, name in enumerate((*COUPLE, "For Riverwalk Homes")):
        sheet.signature(74 + 250 * (number % 2), y - 90 - 90 * (number // 2), name, 210)
    sheet.end()


def _lease_head(sheet: Sheet, page: int) -> None:
    sheet.fill(74, 724, 22, 22, BRICK, 3)
    sheet.text(106, 730, "Riverwalk Homes", 13, bold=True, colour=BRICK)
    sheet.right(538, 730, f"Residential Lease, page {page} of 3", 8.5, colour=SOFT)
    sheet.line(74, 712, 538, 712)


def _clauses(sheet: Sheet, y: float, first: int, last: int) -> float:
    for number in range(first, last):
        title, words = CLAUSES[number]
        sheet.text(74, y, f"{number + 1}.", 10, bold=True, colour=BRICK)
        sheet.text(98, y, title, 10.5, bold=True)
        y = sheet.paragraph(98, y - 17, words, 430, 10.5) - 16
    return y


def bank(sheet: Sheet) -> None:
    """One page a year; the table of 2025 lies on its side."""
    balance = 3_180.55
    for year in (2023, 2024, 2025, 2026):
        months = 9 if year == 2026 else 12
        rows = []
        begin = balance
        for month in range(months):
            paid_in = 4_105.40 + 38 * (year - 2023) + (month * 37 % 5) * 21.3
            home = 1_340.00 + 62.4 + (month * 13 % 7) * 6.1
            other = 2_184.75 + (month * 29 % 11) * 48.2 + (year - 2023) * 55
            balance += paid_in - home - other
            rows.append((MONTHS[month], paid_in, home, other, balance))
        _bank_page(sheet, year, begin, rows)


def _bank_page(
    sheet: Sheet, year: int, begin: float, rows: Sequence[tuple[str, float, float, float, float]]
) -> None:
    wide = year == 2025
    sheet.begin(LETTER[::-1] if wide else LETTER)
    across, high = sheet.size
    sheet.fill(0, high - 74, across, 74, TEAL)
    sheet.text(60, high - 46, "Mission Credit Union", 18, bold=True, colour=WHITE)
    sheet.right(across - 60, high - 44, f"Joint account, summary of {year}", 10.5, colour=WHITE)
    y = high - 108
    for line in (*COUPLE, *HOME):
        sheet.text(60, y, line, 10)
        y -= 15
    for number, (label, value) in enumerate((("Balance before", begin), ("Balance after", rows[-1][4]))):
        x = across - 300 + number * 124
        sheet.fill(x, high - 160, 116, 52, TINT, 5)
        sheet.field(x + 12, high - 122, label, f"${value:,.2f}", 12.5)
    sheet.right(across - 60, high - 178, "Account ending in 0000", 8.5, colour=SOFT)
    _bank_table(sheet, high - 212, rows)
    sheet.end()


def _bank_table(sheet: Sheet, y: float, rows: Sequence[tuple[str, float, float, float, float]]) -> None:
    across = sheet.size[0]
    step = (across - 120 - 110) / 4
    edges = [60 + 110 + step * (n + 1) for n in range(4)]
    sheet.text(60, y, "Month", 8.5, bold=True, colour=TEAL)
    for edge, head in zip(edges, ("Paid in", "Rent and electricity", "Other", "Balance"), strict=True):
        sheet.right(edge, y, head, 8.5, bold=True, colour=TEAL)
    high = 22.5 if across > 700 else 30
    for number, (month, *amounts) in enumerate(rows):
        y -= high
        if number % 2 == 0:
            sheet.fill(52, y - high / 2 + 4, across - 104, high, TINT)
        sheet.text(60, y, month, 9.5)
        for edge, amount in zip(edges, amounts, strict=True):
            sheet.right(edge, y, f"{amount:,.2f}", 9.5)
    if across < 700:
        sheet.text(
            60, 66, "Both account holders may pay in and take out. Amounts in US dollars.", 8, colour=SOFT
        )


def taxes(sheet: Sheet) -> None:
    """One transcript a year."""
    for year in (2023, 2024, 2025):
        sheet.begin()
        sheet.text(74, 736, "Internal Revenue Service", 9.5, colour=SOFT)
        sheet.text(74, 704, "Tax Return Transcript", 21, bold=True)
        sheet.right(538, 704, str(year), 21, colour=SOFT)
        sheet.line(74, 690, 538, 690, colour=INK)
        facts = (
            ("Form number", "1040"),
            ("Tax period ending", f"December 31, {year}"),
            ("Filing status", "Married filing joint"),
            ("Taxpayer", COUPLE[0]),
            ("Spouse", COUPLE[1]),
            ("Address", ", ".join(HOME)),
            ("Return received", f"April 2, {year + 1}"),
        )
        for number, (label, value) in enumerate(facts):
            sheet.text(74, 662 - number * 20, label, 9, colour=SOFT)
            sheet.text(210, 662 - number * 20, value, 10)
        _tax_lines(sheet, 496, year)
        sheet.text(
            74,
            66,
            "This transcript is a made-up sample. Its amounts add up and mean nothing.",
            8,
            colour=SOFT,
        )
        sheet.end()


def _tax_lines(sheet: Sheet, y: float, year: int) -> None:
    wages, interest = 61_138.0 + 1_850 * (year - 2023), 62.0
    deduction = 29_000.0
    taxable = wages + interest - deduction
    tax, withheld = round(taxable * 0.115), round(wages * 0.074)
    blocks: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = (
        ("Income", (("Wages", wages), ("Taxable interest", interest), ("Total income", wages + interest))),
        ("Tax", (("Deduction", deduction), ("Taxable income", taxable), ("Tax", tax))),
        ("Payments", (("Tax withheld", withheld), ("Refund", withheld - tax), ("Amount you owe", 0))),
    )
    for title, rows in blocks:
        sheet.fill(74, y - 6, 464, 20, (0.93, 0.935, 0.945))
        sheet.text(82, y, title, 9.5, bold=True)
        for label, amount in rows:
            y -= 24
            sheet.text(82, y, label, 10)
            sheet.right(530, y, f"${amount:,.2f}", 10)
            sheet.line(82, y - 8, 530, y - 8)
        y -= 40


def bills(sheet: Sheet) -> None:
    """Three bills from three years."""
    for place, month, year, use in (
        (10, "November", 2023, 581),
        (10, "November", 2024, 604),
        (9, "October", 2026, 655),
    ):
        sheet.begin()
        sheet.fill(0, 704, LETTER[0], 88, (0.985, 0.955, 0.9))
        sheet.text(60, 738, "Alamo Power", 20, bold=True, colour=AMBER)
        sheet.right(552, 744, "Electricity bill", 11, bold=True)
        sheet.right(552, 728, f"{month} {year}", 10, colour=SOFT)
        y = 670.0
        for line in ("María F. Peña Ortiz and Daniel Brooks", *HOME):
            sheet.text(60, y, line, 10.5)
            y -= 16
        energy, service = use * 0.1223, 13.05
        sheet.fill(380, 616, 172, 68, TINT, 6)
        sheet.text(396, 664, "Amount due", 8.5, colour=SOFT)
        sheet.text(396, 634, f"${energy + service:,.2f}", 22, bold=True)
        _use_of_a_year(sheet, place, use)
        rows = ((f"Energy, {use} kWh at $0.1223", energy), ("Service", service), ("Total", energy + service))
        for number, (label, amount) in enumerate(rows):
            last = number == len(rows) - 1
            sheet.text(60, 300 - number * 26, label, 10.5, bold=last)
            sheet.right(552, 300 - number * 26, f"${amount:,.2f}", 10.5, bold=last)
            sheet.line(60, 291 - number * 26, 552, 291 - number * 26, colour=HAIR)
        sheet.text(60, 190, f"Service address: {', '.join(HOME)}", 9.5)
        sheet.text(60, 174, "Paid each month from the joint account at Mission Credit Union. Thank you.", 9.5)
        sheet.end()


def _use_of_a_year(sheet: Sheet, place: int, use: int) -> None:
    """Bars of the twelve months up to this one."""
    sheet.text(60, 560, "Your use in the last twelve months, kWh", 9.5, bold=True)
    seasons = (0.86, 0.82, 0.8, 0.9, 1.1, 1.4, 1.6, 1.62, 1.35, 1.0, 0.88, 0.9)
    for number in range(12):
        month = (place + 1 + number) % 12
        amount = use * seasons[month] / seasons[place]
        x, bar = 64 + number * 41, amount * 0.14
        is_now = number == 11
        sheet.fill(x, 362, 24, bar, AMBER if is_now else (0.93, 0.83, 0.66), 2)
        sheet.centred(x + 12, 367 + bar, f"{amount:,.0f}", 7, colour=SOFT)
        sheet.centred(x + 12, 348, MONTHS[month][:3], 7.5, colour=INK if is_now else SOFT)
    sheet.line(60, 361, 552, 361)
