"""What is worth telling of the papers in a packet: translations, turned or blank pages, small print, editions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pypdfium2

from applicant_helper.core.marks import N_
from applicant_helper.packet.model import Key, Note, PacketDocument, PacketRequest
from applicant_helper.packet.order import in_order
from applicant_helper.packet.prepared import Prepared

TOLD: Mapping[str, str] = {
    "covered-text": N_(
        "{name}, page {page}: there is text under a filled box. It can still be read and copied. "
        "Print the page and scan it again if nobody should read it."
    ),
    "untranslated": N_(
        "{name} is in {language} and no English translation follows it. Add the translation and its certificate."
    ),
    "uncertified": N_(
        "The translation of {name} has no translator's certificate behind it. Add the signed certificate."
    ),
    "coarse": N_(
        "{name}, page {page}: the picture has {dpi} dots per inch, and {floor} are wanted. "
        "Scan it again if print is small."
    ),
    "too-fine": N_(
        "{name}, page {page}: the picture has {dpi} dots per inch; at most {ceiling} are wanted there."
    ),
    "upside-down": N_("{name}, page {page} seems to be upside down. Turn it and add it again."),
    "blank-page": N_("{name}, page {page} is blank. Check that nothing is missing."),
    "edition-mixed": N_(
        "{name} has pages of more than one edition: {editions}. Print all pages of one edition."
    ),
    "edition-old": N_(
        "{name} is the edition of {edition}. Accepted now: {accepted}. Use an accepted edition."
    ),
    "edition-unknown": N_("{name}: no edition date can be read. Look at the foot of its pages."),
}
CHECK_OF: Mapping[str, str] = {
    **dict.fromkeys(("untranslated", "uncertified"), "translations"),
    **dict.fromkeys(("coarse", "too-fine"), "dpi"),
    **dict.fromkeys(("upside-down", "blank-page"), "pages"),
    **dict.fromkeys(("edition-mixed", "edition-old", "edition-unknown"), "edition"),
}
EDITION = re.compile(r"Edition\s+(\d{2}/\d{2}/\d{2})")
LANGUAGES = {"en": "English", "fr": "French", "cy": "Welsh"}
FORMS = frozenset({"official_form", "supplement"})
MOST_PAGES = 400
SIGNS = 300
NEARLY = 0.98


def paper_notes(request: PacketRequest, ready: Mapping[Key, Prepared]) -> Iterator[Note]:
    """Everything worth telling; a check that the destination switches off is left out."""
    off = {check for check, severity in request.profile.severities.items() if severity == "off"}
    for code, slots in _found(request, ready):
        if CHECK_OF.get(code) not in off:
            yield Note(code, TOLD[code], slots)


def _found(request: PacketRequest, ready: Mapping[Key, Prepared]) -> Iterator[tuple[str, dict[str, str]]]:
    yield from _translations(request)
    for document in {d.key: d for d in request.documents()}.values():
        paper = ready[document.key]
        yield from _pages(document, paper, request)
        yield from _looked_at(document, paper)


def _translations(request: PacketRequest) -> Iterator[tuple[str, dict[str, str]]]:
    plain = {"", *(LANGUAGES.get(code, code) for code in request.profile.translation.languages)}
    for group in request.groups():
        ordered = in_order(group.documents)
        for document in ordered:
            if document.language in plain or document.role != "evidence":
                continue
            names = {"name": document.original_name, "language": document.language}
            behind = [d for d in ordered if d.translation_of == document.id]
            ids = {document.id, *(d.id for d in behind)}
            if not any(d.role == "translation" for d in behind):
                yield "untranslated", names
            elif not any(d.role == "translation_certificate" and d.translation_of in ids for d in ordered):
                yield "uncertified", names


def _pages(
    document: PacketDocument, paper: Prepared, request: PacketRequest
) -> Iterator[tuple[str, dict[str, str]]]:
    """What the facts of the pages say; of several alike only the first page is named."""
    raster = request.profile.raster
    told: set[str] = set()
    for number, page in enumerate(paper.pages, start=1):
        slots = {"name": document.original_name, "page": str(number)}
        found: list[tuple[str, dict[str, str]]] = []
        if page.covered_text:
            found.append(("covered-text", slots))
        if page.dpi is not None and page.dpi < raster.dpi_floor * NEARLY:
            found.append(("coarse", {**slots, "dpi": f"{page.dpi:.0f}", "floor": str(raster.dpi_floor)}))
        ceiling = raster.dpi_ceiling
        if page.dpi is not None and ceiling is not None and page.dpi > ceiling / NEARLY:
            found.append(("too-fine", {**slots, "dpi": f"{page.dpi:.0f}", "ceiling": str(ceiling)}))
        for code, params in found:
            if code == "covered-text" or code not in told:
                yield code, params
            told.add(code)


def _looked_at(document: PacketDocument, paper: Prepared) -> Iterator[tuple[str, dict[str, str]]]:
    """What only the text itself says: editions, turned pages; and pages with nothing on them."""
    wanted = [
        n
        for n, page in enumerate(paper.pages)
        if page.has_text or document.role in FORMS or (page.dpi is None and not page.has_text)
    ][:MOST_PAGES]
    if not wanted:
        return
    try:
        pdf = pypdfium2.PdfDocument(paper.path)
    except pypdfium2.PdfiumError:
        return
    editions: dict[str, None] = {}
    try:
        for place in wanted:
            try:
                text, code = _page(pdf, paper, place, document)
            except pypdfium2.PdfiumError:
                # A page that qpdf reads and pdfium does not.
                continue
            editions |= dict.fromkeys(EDITION.findall(text) if document.role in FORMS else ())
            if code:
                yield code, {"name": document.original_name, "page": str(place + 1)}
    finally:
        pdf.close()
    if document.role in FORMS:
        yield from _edition(document, tuple(editions))


def _page(
    pdf: pypdfium2.PdfDocument, paper: Prepared, place: int, document: PacketDocument
) -> tuple[str, str]:
    page = pdf[paper.first - 1 + place]
    text = page.get_textpage()
    try:
        words = str(text.get_text_range()) if document.role in FORMS else ""
        if text.count_chars() > 20:
            return words, "upside-down" if _is_upside_down(text) else ""
        if paper.pages[place].dpi is None and not paper.pages[place].has_text and _is_blank(page):
            return words, "blank-page"
        return words, ""
    finally:
        text.close()
        page.close()


def _is_upside_down(text: pypdfium2.PdfTextPage) -> bool:
    """Whether most signs stand on their head, as the page is shown."""
    count = min(int(text.count_chars()), SIGNS)
    turn = int(text.page.get_rotation())
    turned = 0
    for place in range(count):
        degrees = pypdfium2.raw.FPDFText_GetCharAngle(text, place) * 57.29578
        turned += 150 < (degrees - turn) % 360 < 210
    return turned > 0.8 * count


def _is_blank(page: pypdfium2.PdfPage) -> bool:
    low, _high = page.render(scale=0.15).to_pil().convert("L").getextrema()
    return int(low) >= 250


def _edition(document: PacketDocument, editions: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    slots = {"name": document.original_name}
    if not editions:
        yield "edition-unknown", slots
    elif len(editions) > 1:
        yield "edition-mixed", {**slots, "editions": ", ".join(editions)}
    elif document.editions and editions[0] not in document.editions:
        yield "edition-old", {**slots, "edition": editions[0], "accepted": ", ".join(document.editions)}
