"""A font of another script inside reportlab: glyphs by number, each with the letters it stands for."""

from __future__ import annotations

from itertools import count
from typing import Any

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, makeToUnicodeCMap

# Plane 15 is for private use: no font here has signs of its own there.
PRIVATE = 0xF0000
# What a glyph is read as that adds nothing to the text, such as the second half of one letter.
NOTHING = "\u200b"


class GlyphFont(TTFont):  # type: ignore[misc]
    """Gives each pair of glyph and text a code, and writes the text into the map that readers copy from."""

    def __init__(self, name: str, filename: str, **options: Any) -> None:
        super().__init__(name, filename, **options)
        self._codes: dict[tuple[int, str], int] = {}
        self._texts: dict[int, str] = {}
        self._next = count(PRIVATE)

    def sign(self, glyph: int, text: str, width: float) -> str:
        """The character to hand to reportlab for this glyph. `width` in thousandths of the size."""
        face = self.face
        if len(text) == 1 and face.charToGlyph.get(ord(text)) == glyph:
            return text
        code = self._codes.get((glyph, text))
        if code is None:
            code = self._codes[glyph, text] = next(self._next)
            self._texts[code] = text or NOTHING
            face.charToGlyph[code] = glyph
            face.charWidths[code] = width
        return chr(code)

    def addObjects(self, doc: Any) -> None:
        """As reportlab does, with the letters in place of the private codes."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            rows = "\n".join(f"<{at:02X}> <{self._hex(code)}>" for at, code in enumerate(subset))
            head, rest = makeToUnicodeCMap(name, subset).split("beginbfchar\n", 1)
            tail = rest[rest.index("endbfchar") :]
            doc.idToObject["toUnicodeCMap:" + name].content = f"{head}beginbfchar\n{rows}\n{tail}"

    def _hex(self, code: int) -> str:
        return self._texts.get(code, chr(code)).encode("utf-16-be").hex().upper()
