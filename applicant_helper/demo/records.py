"""The demo's civil papers: a passport, a marriage certificate in Spanish, its translation, the translator's words."""

from __future__ import annotations

from applicant_helper.demo.pages import HAIR, INK, LETTER, SOFT, Colour, Sheet

GREEN: Colour = (0.17, 0.36, 0.3)
CREAM: Colour = (0.985, 0.98, 0.955)
PALE: Colour = (0.93, 0.955, 0.94)
BLUE_INK: Colour = (0.16, 0.27, 0.52)
RED_INK: Colour = (0.58, 0.2, 0.24)
WEIGHTS = (7, 3, 1)


def passport(sheet: Sheet) -> None:
    """The page with the data and two pages with stamps."""
    sheet.begin()
    _open_booklet(sheet)
    sheet.text(90, 372, "ESTADOS UNIDOS MEXICANOS", 11, bold=True, colour=GREEN)
    sheet.right(522, 372, "PASAPORTE / PASSPORT", 9, bold=True, colour=GREEN)
    sheet.head_and_shoulders(92, 210, 112, (0.55, 0.63, 0.59), (0.85, 0.89, 0.86))
    rows = (
        ("Tipo / Type", "P", "Clave / Code", "MEX", "Pasaporte No. / Passport No.", "G00000000"),
        ("Apellidos / Surnames", "PEÑA ORTIZ"),
        ("Nombres / Given names", "MARÍA FERNANDA"),
        ("Nacionalidad / Nationality", "MEXICANA", "Sexo / Sex", "F"),
        ("Fecha de nacimiento / Date of birth", "14 03 1991", "Lugar / Place", "MONTERREY"),
        ("Fecha de expedición / Issued", "12 01 2021", "Fecha de caducidad / Expires", "12 01 2031"),
    )
    for number, row in enumerate(rows):
        for place in range(0, len(row), 2):
            x = 224 + place * (50 if len(row) > 4 else 80)
            sheet.field(x, 346 - number * 33, row[place], row[place + 1])
    first, second = machine_lines()
    sheet.spaced(98, 132, first, 10.5, 9.6)
    sheet.spaced(98, 112, second, 10.5, 9.6)
    sheet.end()
    _stamped(
        sheet,
        "8",
        ("ADMITTED", "JAN 09 2024", "SAN ANTONIO"),
        ("MÉXICO  ENTRADA", "18 DIC 2023", "MONTERREY"),
    )
    _stamped(
        sheet,
        "9",
        ("ADMITTED", "JUL 20 2025", "SAN ANTONIO"),
        ("MÉXICO  ENTRADA", "02 JUL 2025", "MONTERREY"),
    )


def _open_booklet(sheet: Sheet) -> None:
    sheet.fill(60, 80, 492, 640, (0.72, 0.74, 0.73), 10)
    sheet.fill(64, 402, 484, 314, CREAM, 8)
    sheet.fill(64, 84, 484, 312, PALE, 8)
    for number in range(13):
        shade = (0.9, 0.93, 0.91) if number % 2 else (0.94, 0.945, 0.925)
        y = 430 + number * 21
        sheet.line(90, y, 522, y, colour=shade)
    sheet.centred(306, 590, "Este pasaporte es una muestra inventada.", 9, colour=SOFT)
    sheet.centred(306, 574, "This passport is a made-up sample.", 9, colour=SOFT)


def _stamped(sheet: Sheet, number: str, arrival: tuple[str, ...], entry: tuple[str, ...]) -> None:
    sheet.begin()
    sheet.fill(60, 80, 492, 640, (0.72, 0.74, 0.73), 10)
    for bottom in (402, 84):
        sheet.fill(64, bottom, 484, 314 if bottom == 402 else 312, PALE, 8)
        for step in range(14):
            y = bottom + 24 + step * 20
            sheet.line(84, y, 528, y, colour=(0.88, 0.92, 0.9))
    sheet.text(88, 694, "Visas", 9, colour=SOFT)
    sheet.right(524, 694, number, 9, colour=SOFT)
    sheet.stamp(200, 570, arrival, BLUE_INK, -7 if number == "8" else 5)
    sheet.stamp(396, 500, entry, RED_INK, 9 if number == "8" else -4)
    sheet.end()


def machine_lines() -> tuple[str, str]:
    """The two lines at the foot of a passport, with their check digits."""
    first = "P<MEXPENA<ORTIZ<<MARIA<FERNANDA".ljust(44, "<")
    number, born, expires, personal = "G00000000", "910314", "310112", "<" * 14
    parts = (number + check_digit(number), born + check_digit(born), expires + check_digit(expires))
    whole = "".join(parts) + personal + check_digit(personal)
    second = parts[0] + "MEX" + parts[1] + "F" + parts[2] + personal + check_digit(personal)
    return first, second + check_digit(whole)


def check_digit(text: str) -> str:
    """The digit that travel documents put behind a field (ICAO 9303).

    >>> check_digit("520727")
    '3'
    """
    values = (0 if c == "<" else int(c) if c.isdigit() else ord(c) - 55 for c in text)
    return str(sum(value * WEIGHTS[place % 3] for place, value in enumerate(values)) % 10)


def marriage(sheet: Sheet) -> None:
    """The certificate in Spanish."""
    sheet.begin()
    sheet.fill(0, 0, *LETTER, CREAM)
    sheet.frame(48, GREEN, 2.2)
    sheet.frame(54, (0.62, 0.72, 0.67), 0.8)
    sheet.centred(306, 706, "REGISTRO CIVIL DE MONTERREY, NUEVO LEÓN", 10, colour=GREEN)
    sheet.centred(306, 668, "Acta de Matrimonio", 26, bold=True)
    for number, (label, value) in enumerate(
        (("Oficialía", "00"), ("Libro", "000"), ("Acta", "0000 (inventada)"), ("Fecha", "18 / 06 / 2022"))
    ):
        sheet.field(74 + number * 120, 636, label, value)
    sheet.line(72, 606, 540, 606)
    y = sheet.paragraph(
        74,
        584,
        "En la ciudad de Monterrey, a 18 de junio de 2022, comparecieron ante mí los contrayentes que se nombran "
        "y declararon su voluntad de unirse en matrimonio.",
        464,
        10.5,
    )
    _couple(sheet, y - 18, ("Contrayente", "Contrayente"), SPANISH_ROWS)
    _more(
        sheet,
        (
            ("Lugar", "Monterrey, Nuevo León, México"),
            ("Régimen", "Sociedad conyugal"),
            ("Testigos", "Sofía Treviño Sada, Raúl Cantú Elizondo"),
        ),
    )
    sheet.signature(74, 118, "Oficial del Registro Civil", 200)
    sheet.stamp(450, 138, ("REGISTRO CIVIL", "18 JUN 2022", "INVENTADO"), BLUE_INK, 7)
    sheet.end()


SPANISH_ROWS = (
    ("Nombre", "María Fernanda Peña Ortiz", "Daniel Amos Brooks"),
    ("Edad", "31 años", "34 años"),
    ("Nacionalidad", "Mexicana", "Estadounidense"),
    ("Padre", "Ernesto Peña Garza", "Alan Brooks"),
    ("Madre", "Leticia Ortiz Luna", "Judith Hale Brooks"),
)
ENGLISH_ROWS = (
    ("Name", "María Fernanda Peña Ortiz", "Daniel Amos Brooks"),
    ("Age", "31 years", "34 years"),
    ("Nationality", "Mexican", "United States"),
    ("Father", "Ernesto Peña Garza", "Alan Brooks"),
    ("Mother", "Leticia Ortiz Luna", "Judith Hale Brooks"),
)


def _couple(sheet: Sheet, y: float, heads: tuple[str, str], rows: tuple[tuple[str, str, str], ...]) -> None:
    for number, head in enumerate(heads):
        sheet.text(180 + number * 190, y, head, 9, bold=True, colour=GREEN)
    for label, one, other in rows:
        sheet.line(74, y - 10, 538, y - 10)
        y -= 30
        sheet.text(74, y, label, 8.5, colour=SOFT)
        sheet.text(180, y, one, 10.5)
        sheet.text(370, y, other, 10.5)
    sheet.line(74, y - 12, 538, y - 12)


def _more(sheet: Sheet, rows: tuple[tuple[str, str], ...]) -> None:
    for number, (label, value) in enumerate(rows):
        sheet.text(74, 296 - number * 24, label, 8.5, colour=SOFT)
        sheet.text(180, 296 - number * 24, value, 10.5)


def translation(sheet: Sheet) -> None:
    """The same certificate in English, line for line, with seals and signatures named in brackets."""
    sheet.begin()
    sheet.text(74, 728, "Translation from Spanish into English", 9, colour=SOFT)
    sheet.line(74, 718, 538, 718)
    sheet.centred(306, 690, "CIVIL REGISTRY OF MONTERREY, NUEVO LEÓN", 10)
    sheet.centred(306, 660, "Marriage Certificate", 20, bold=True)
    for number, (label, value) in enumerate(
        (("Office", "00"), ("Book", "000"), ("Record", "0000 (made up)"), ("Date", "June 18, 2022"))
    ):
        sheet.field(74 + number * 120, 636, label, value)
    sheet.line(72, 606, 540, 606)
    y = sheet.paragraph(
        74,
        584,
        "In the city of Monterrey, on June 18, 2022, the parties named below appeared before me and declared that "
        "they wish to be joined in marriage.",
        464,
        10.5,
    )
    _couple(sheet, y - 18, ("Party", "Party"), ENGLISH_ROWS)
    _more(
        sheet,
        (
            ("Place", "Monterrey, Nuevo León, Mexico"),
            ("Property", "Joint property of the spouses"),
            ("Witnesses", "Sofía Treviño Sada, Raúl Cantú Elizondo"),
        ),
    )
    sheet.text(74, 170, "[Signature: Civil Registry Officer]", 10.5)
    sheet.text(74, 150, "[Stamp: CIVIL REGISTRY, 18 JUN 2022, MADE UP]", 10.5)
    sheet.end()


def translator(sheet: Sheet) -> None:
    """The translator's statement. It says nothing on how to reach the translator, which the checks notice."""
    sheet.begin()
    sheet.fill(0, 700, LETTER[0], 92, (0.95, 0.955, 0.965))
    sheet.text(74, 746, "Rosa Medina", 17, bold=True)
    sheet.text(74, 726, "Translations Spanish - English", 9.5, colour=SOFT)
    sheet.text(74, 636, "Certificate of Translation", 20, bold=True)
    y = sheet.paragraph(
        74,
        600,
        "I certify that I am competent to translate from Spanish into English, and that the translation of the "
        "marriage certificate of María Fernanda Peña Ortiz and Daniel Amos Brooks is complete and accurate to "
        "the best of my knowledge and ability.",
        464,
        11.5,
    )
    sheet.paragraph(74, y - 8, "The original is one page in Spanish. The translation is one page.", 464, 11.5)
    sheet.signature(74, 430, "Rosa Medina", 230)
    sheet.field(360, 452, "Date", "October 8, 2026", 11)
    sheet.line(74, 60, 538, 60, colour=HAIR)
    sheet.text(74, 46, "Page 1 of 1", 8, colour=INK)
    sheet.end()
