"""Points from what a paper says and how its file is called. Titles count by their place and size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from applicant_helper.reading.folding import fold, is_unspaced, squeezed
from applicant_helper.reading.kindwords import Hit, KindIndex
from applicant_helper.reading.lines import Line, is_leftward, lines_of
from applicant_helper.reading.points import PaperEvidence, Points
from applicant_helper.reading.shapes import Page

HEADING, HEADING_WORD, HEADING_MOST = 4.0, 0.8, 7.5
ONE_WORD = 3.2
SAYS, SAYS_WORD, SAYS_FALL, HINT, HINTS_MOST = 1.3, 0.15, 0.85, 0.4, 2.0
AGAINST_TITLE, AGAINST_TEXT, AGAINST_MOST = 1.6, 0.8, 5.0
FILE, FILE_WORD = 3.0, 0.5
FIRST_LINES, ZONE_LINES = 5, 16
PAGES_READ = 6
LATER_PAGE, SENTENCE, SHORT = 0.4, 8, 6
STATEMENT = "translation_certificate"
FUZZY, SHORTEST = 86, 10
# Words before a title that make it a mention of another paper, not the title of this one.
MENTIONS = frozenset(
    (
        *("my", "your", "his", "her", "their", "our", "its", "copy", "copies", "attached", "original"),
        *(
            "submit",
            "enclosed",
            "with",
            "without",
            "for",
            "per",
            "see",
            "certified",
            "required",
            "via",
            "bring",
        ),
        *("provide", "requested", "regarding", "about", "from", "mi", "su", "copia", "adjunto"),
        *("votre", "copie", "ma", "mon", "minha", "seu", "sua"),
    )
)


@dataclass(slots=True)
class Row:
    """A line of a page folded, where it begins in the folded text of the page, and how much a title there weighs."""

    start: int
    folded: str
    weight: float
    words: int


@dataclass(slots=True)
class FoldedPage:
    """The folded text of a page and its rows. `head` is the length of the part where titles stand."""

    text: str
    rows: list[Row]
    head: int
    is_ocr: bool


def add_text(points: Points, evidence: PaperEvidence, index: KindIndex) -> None:
    """Points from the words of the first pages."""
    pages = [p for p in evidence.pages if p.words][:PAGES_READ]
    said: dict[str, dict[str, float]] = defaultdict(dict)
    hints: dict[str, dict[str, float]] = defaultdict(dict)
    against: dict[str, dict[str, float]] = defaultdict(dict)
    for number, page in enumerate(pages):
        share = 1.0 if number == 0 else LATER_PAGE
        folded = fold_page(page)
        _add_headings(points, folded, index, share)
        for kind, phrase, value in _counted(index.sorts["says"].hits(folded.text)):
            said[kind][phrase] = max(said[kind].get(phrase, 0.0), value * _share(kind, share))
        for kind, phrase, _ in _counted(index.sorts["hints"].hits(folded.text)):
            hints[kind][phrase] = max(hints[kind].get(phrase, 0.0), HINT * share)
        for hit in index.sorts["against"].hits(folded.text):
            for kind in hit.telling.kinds:
                value = (AGAINST_TITLE if hit.start < folded.head else AGAINST_TEXT) * share
                against[kind][hit.telling.folded] = max(against[kind].get(hit.telling.folded, 0.0), value)
    _add_sums(points, said, hints, against)


def _share(kind: str, share: float) -> float:
    """A translator's statement counts in full on whatever page it stands: it is often the last."""
    return 1.0 if kind == STATEMENT else share


def _counted(hits: Iterable[Hit]) -> Iterable[tuple[str, str, float]]:
    for hit in hits:
        words = hit.telling.folded.count(" ")
        for kind in hit.telling.kinds:
            yield kind, hit.telling.written, (SAYS + SAYS_WORD * min(words, 5)) * hit.telling.share


def _add_sums(
    points: Points,
    said: dict[str, dict[str, float]],
    hints: dict[str, dict[str, float]],
    against: dict[str, dict[str, float]],
) -> None:
    for kind, found in said.items():
        fall = 1.0
        for phrase, value in sorted(found.items(), key=lambda row: -row[1]):
            points.add(kind, value * fall, "text", phrase)
            fall *= SAYS_FALL
    for kind, found in hints.items():
        least = HINTS_MOST
        for phrase, value in found.items():
            points.add(kind, min(value, least), "hint", phrase)
            least = max(0.0, least - value)
    for kind, found in against.items():
        points.add(kind, -min(sum(found.values()), AGAINST_MOST), "against")


def fold_page(page: Page) -> FoldedPage:
    """A page folded line by line, with the weight of a title in each."""
    lines = lines_of(page) or ()
    usual = (
        median(w.box[3] - w.box[1] for line in lines for s in line.segments for w in s.words) if lines else 1
    )
    rows: list[Row] = []
    parts: list[str] = []
    at = head = 0
    for number, line in enumerate(lines):
        folded = _folded(line)
        if not folded:
            continue
        weight = _title_weight(line, len(rows), usual, page)
        rows.append(Row(at, folded, weight, len(folded.split())))
        parts.append(folded)
        at += len(folded) + 1
        if number < ZONE_LINES:
            head = at
    if not lines and page.words:
        text = fold(page.text())
        return FoldedPage(
            text, [Row(0, text, 0.8, len(text.split()))], min(len(text), 400), page.words_from == "ocr"
        )
    return FoldedPage(" ".join(parts), rows, head, page.words_from == "ocr")


def _folded(line: Line) -> str:
    """A line that runs leftward is kept in both orders: readers of text do not agree on it."""
    text = line.text()
    if is_leftward(text) and len(text.split()) > 1:
        return f"{fold(text)} {fold(' '.join(reversed(text.split())))}"
    return fold(text)


def _title_weight(line: Line, number: int, usual: float, page: Page) -> float:
    is_big = line.height >= 1.25 * usual
    place = 1.0 if number < FIRST_LINES else 0.85 if number < 9 else 0.65 if number < ZONE_LINES else 0.3
    if line.height >= 1.6 * usual:
        place = max(place, 1.1)
    elif is_big:
        place = max(place, 0.9)
    if number and line.text().islower():
        place *= 0.6
    longest = max(len(s.words) for s in line.segments)
    if longest > 12 or (is_unspaced(line.text()) and len(line.text()) > 40):
        return place * 0.35
    return place * (0.7 if longest > 8 and not is_big else 1.0)


def _add_headings(points: Points, page: FoldedPage, index: KindIndex, share: float) -> None:
    phrases = index.sorts["headings"]
    hits = _longest(list(phrases.hits(page.text)))
    best: dict[tuple[str, str], float] = {}
    for hit in hits:
        row = _row_at(page.rows, hit.start)
        weight = row.weight * _standing(page.text, hit, row)
        if hit.end - hit.start >= 0.7 * len(row.folded):
            weight *= 1.2
        value = _heading_value(hit) * weight
        for kind in hit.telling.kinds:
            key = (kind, hit.telling.written)
            best[key] = max(best.get(key, 0.0), value)
    if page.is_ocr and max(best.values(), default=0.0) < HEADING:
        _add_blurred(best, page, index)
    elif max(best.values(), default=0.0) < HEADING:
        _add_squeezed(best, page, index)
    _count_headings(points, best, share)


def _count_headings(points: Points, best: dict[tuple[str, str], float], share: float) -> None:
    """The strongest title counts in full, further ones for the same kind a little."""
    by_kind: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (kind, written), value in best.items():
        by_kind[kind].append((value, written))
    for kind, rows in by_kind.items():
        for n, (value, written) in enumerate(sorted(rows, reverse=True)):
            points.add(
                kind,
                value * _share(kind, share) * (1.0 if n == 0 else 0.2 if n < 4 else 0.05),
                "text",
                written,
            )


def _heading_value(hit: Hit) -> float:
    words = hit.telling.folded.count(" ") + 1
    if is_unspaced(hit.telling.folded):
        length = len(squeezed(hit.telling.folded))
        return (
            ONE_WORD if length < 3 else min(HEADING + 0.5 * (length - 2), HEADING_MOST)
        ) * hit.telling.share
    if words == 1:
        return (ONE_WORD if len(hit.telling.folded) < 9 else HEADING) * hit.telling.share
    return min(HEADING + HEADING_WORD * (words - 1), HEADING_MOST) * hit.telling.share


def _standing(text: str, hit: Hit, row: Row) -> float:
    """Less for a title that is only mentioned, or stands inside a sentence."""
    before = text[max(row.start, hit.start - 40) : hit.start].split()
    if before and row.words > 3 and any(w in MENTIONS for w in before[-3:]):
        return 0.35
    if " " not in hit.telling.folded and row.words > SHORT and not is_unspaced(hit.telling.folded):
        return 0.3
    return 0.6 if before and row.words >= SENTENCE and hit.end - hit.start < 0.5 * len(row.folded) else 1.0


def _longest(hits: list[Hit]) -> list[Hit]:
    """Hits that do not share words with a longer one: "passport card" is not a passport."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if not any(hit.start < k.end and k.start < hit.end for k in kept):
            kept.append(hit)
    return kept


def _row_at(rows: Sequence[Row], start: int) -> Row:
    found = rows[0]
    for row in rows:
        if row.start > start:
            break
        found = row
    return found


def _add_squeezed(best: dict[tuple[str, str], float], page: FoldedPage, index: KindIndex) -> None:
    head = squeezed(page.text[: page.head])[:600]
    for joined, telling in index.sorts["headings"].squeezed.items():
        at = head.find(joined)
        if at >= 0:
            value = _heading_value(Hit(telling, 0, 0)) * (0.9 if at < 250 else 0.6)
            for kind in telling.kinds:
                best[kind, telling.written] = max(best.get((kind, telling.written), 0.0), value)


def _add_blurred(best: dict[tuple[str, str], float], page: FoldedPage, index: KindIndex) -> None:
    """Titles that OCR read with a few wrong letters."""
    from rapidfuzz import fuzz, process  # only for pages read by OCR

    _add_squeezed(best, page, index)
    titles = index.sorts["headings"].squeezed
    for row in page.rows[:ZONE_LINES]:
        joined = squeezed(row.folded)
        if not SHORTEST <= len(joined) <= 60 or row.weight < 0.6:
            continue
        for title, score, _ in process.extract(
            joined, titles.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY, limit=3
        ):
            telling = titles[title]
            value = _heading_value(Hit(telling, 0, 0)) * row.weight * (score / 100) ** 2
            for kind in telling.kinds:
                best[kind, telling.written] = max(best.get((kind, telling.written), 0.0), value)


def add_file_name(points: Points, evidence: PaperEvidence, index: KindIndex) -> None:
    """Points from the words of the file name; each place counts for the longest words that fit."""
    stem = evidence.original_name.rsplit(".", 1)[0]
    folded = fold(stem.replace("_", " ").replace("-", " ").replace(".", " "))
    best: dict[str, tuple[float, str]] = {}
    for hit in _longest(list(index.sorts["files"].hits(folded))):
        value = (FILE + FILE_WORD * min(hit.telling.folded.count(" "), 3)) * hit.telling.share
        for kind in hit.telling.kinds:
            if value > best.get(kind, (0.0, ""))[0]:
                best[kind] = (value, hit.telling.written)
    for kind, (value, written) in best.items():
        points.add(kind, value, "name", written)
