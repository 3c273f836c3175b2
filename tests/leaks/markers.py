"""A case in which every answer, name, label and note holds a marker of its own, and papers made of markers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo
from reportlab.pdfgen.canvas import Canvas

from applicant_helper.core.answers import JsonValue
from applicant_helper.core.vocabulary import FieldType, KindSpec, Vocabulary

STEM = "Qxmark"
FORM = "us/n-400"
ROW = dict[str, JsonValue]
LEFT_OUT = frozenset({"legal_name", "meets", "says", "kind", "covers", "id", "sha256", "file"})


class Marking:
    """Makes values of every type; `numbers` are those without the stem, as a person writes them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.numbers: list[str] = []
        self._next = count(1)
        self.people = (self.word().lower(), self.word().lower())

    def word(self) -> str:
        """A name of letters only, so that it may stand anywhere."""
        return STEM + "".join("abcdefghij"[int(digit)] for digit in f"{next(self._next):04}")

    def _number(self, written: str) -> str:
        self.numbers.append(written)
        return written

    def value(self, kind: FieldType) -> JsonValue:
        """A value of that type."""
        if kind.kind == "list":
            assert kind.item is not None
            return [self.value(kind.item)]
        if kind.kind == "name":
            return {part: self.word() for part in ("family", "given", "middle", "native")}
        record = self.vocabulary.record_of(kind)
        if record is not None:
            return {key: self.value(field.type) for key, field in record.fields.items()}
        return self._scalar(kind)

    def _scalar(self, kind: FieldType) -> JsonValue:
        at = next(self._next)
        day = date(1931, 1, 1) + timedelta(days=17 * at)
        match kind.kind:
            case "yes_no":
                return True
            case "choice":
                return kind.choices[0] if kind.choices else self.word()
            case "choices":
                return [kind.choices[0]]
            case "person_ref":
                return self.people[0]
            case "date" | "date_or_ds":
                return day.isoformat()
            case "number":
                return 12
            case "country":
                return "MX"
            case "language":
                return "es"
            case "form_id":
                return "us/i-130"
            case "role_name":
                return "applicant"
            case "ead_category":
                return "C09"
            case "money":
                return self._number(f"{4182 + at}{at:04}.93")
            case "a_number":
                return "A" + self._number(f"24{7318200 + at}")
            case "ssn":
                return self._number(f"539-28-{4000 + at}")
            case "receipt_number":
                return "IOE" + self._number(f"09{41730000 + at}")
            case "i94_number":
                return self._number(f"738{41920000 + at}")
            case "uscis_account":
                return self._number(f"0816{73920000 + at}")
            case "uci":
                return self._number(f"47{19320000 + at}")
            case "passport_number":
                return "X" + self._number(f"{7391000 + at}")
            case _:
                return self.word()

    def facts(self, owner: str) -> ROW:
        """Every fact of that owner."""
        return {fact.id: self.value(fact.type) for fact in self.vocabulary.facts[owner].values()}

    def case(self) -> ROW:
        """The whole case in its open shape."""
        one, other = self.people
        couple = self.value(FieldType("record", record="marriage"))
        assert isinstance(couple, dict)
        couple |= {"id": "now", "spouses": [one, other], "type": "civil"}
        return {
            "schema": 1,
            "id": self.word(),
            "label": self.word(),
            "people": {one: self.facts("person"), other: self.facts("person")},
            "marriages": [couple],
            "filings": [
                {
                    "id": "n",
                    "form": FORM,
                    "roles": {"applicant": one, "spouse": other},
                    **self.facts("filing"),
                }
            ],
            "filing": self.facts("filing"),
            "case": self.facts("case"),
            "documents": list(self.papers()),
            "explanations": [
                {
                    "about": f"{FORM}#arrests",
                    "finding": f"arrests/{self.word()}",
                    "text": self.word(),
                    "title": self.word(),
                }
            ],
            "unavailable": [{"requirement": "green_card", "why": self.word(), "tried": self.word()}],
        }

    def papers(self) -> Iterator[ROW]:
        """A paper of each of the first kinds, saying all that such a paper says."""
        for kind in list(self.vocabulary.kinds.values())[:12]:
            row = self.value(FieldType("record", record="document"))
            assert isinstance(row, dict)
            kept: ROW = {key: value for key, value in row.items() if key not in LEFT_OUT}
            yield kept | {
                "id": self.word(),
                "kind": kind.id,
                "about": [self.people[0]],
                "says": self._says(kind),
            }

    def _says(self, kind: KindSpec) -> ROW:
        facts = self.vocabulary.facts["person"]
        return {name: self.value(facts[name].type) for name in kind.states if name in facts}


def draw_paper(folder: Path, marking: Marking) -> Path:
    """A PDF whose name, text, title, author, keywords and bookmark are markers."""
    path = folder / f"{marking.word()}.pdf"
    canvas = Canvas(str(path))
    canvas.setTitle(marking.word())
    canvas.setAuthor(marking.word())
    canvas.setKeywords(marking.word())
    for line in range(6):
        canvas.drawString(
            72, 700 - 24 * line, f"Name: {marking.word()} A-Number: {marking.value(FieldType('a_number'))}"
        )
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry(marking.word(), "here")
    canvas.save()
    return path


def draw_picture(folder: Path, marking: Marking) -> Path:
    """A PNG whose name, picture, comment and software are markers."""
    path = folder / f"{marking.word()}.png"
    image = Image.new("RGB", (420, 240), "white")
    ImageDraw.Draw(image).text((20, 20), marking.word(), fill="black")
    about = PngInfo()
    about.add_text("Comment", marking.word())
    about.add_itxt("Author", marking.word(), zip=True)
    image.save(path, pnginfo=about)
    return path


def draw_papers(folder: Path, marking: Marking) -> Path:
    """A folder, called by a marker itself, with a PDF, a picture and a folder inside."""
    whole = folder / marking.word()
    inner = whole / marking.word()
    inner.mkdir(parents=True)
    draw_paper(whole, marking)
    draw_picture(whole, marking)
    draw_paper(inner, marking)
    return whole
