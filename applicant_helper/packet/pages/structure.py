"""What each drawn text is, for people who have a page read to them: headings, paragraphs, tables with their cells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas


@dataclass(slots=True)
class Element:
    """A heading, paragraph, table, row or cell with what it holds: other elements, or numbers of marked texts."""

    role: str
    kids: list[Element | int] = field(default_factory=list)


class Structure:
    """Collects the elements of one canvas page by page, and marks their texts in the page's content."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.pages: dict[int, Element] = {}
        self._open: list[Element] = []
        self._next = 0

    def begin_page(self, number: int) -> None:
        """Everything that follows is on the page with this printed number."""
        page = Element("Sect")
        self.pages[number] = page
        self._open = [page]
        self._next = 0

    @contextmanager
    def within(self, role: str) -> Iterator[None]:
        """What is drawn inside belongs to one table, row, cell, heading or paragraph."""
        element = Element(role)
        self._open[-1].kids.append(element)
        self._open.append(element)
        try:
            yield
        finally:
            self._open.pop()

    @contextmanager
    def text(self) -> Iterator[None]:
        """Marks a text. Outside of any heading, paragraph or cell it is a paragraph by itself."""
        if not self._open:
            yield
            return
        holder = self._open[-1]
        if holder.role in {"Sect", "Table", "TR"}:
            holder.kids.append(Element("TD" if holder.role == "TR" else "P", [self._next]))
        else:
            holder.kids.append(self._next)
        self._canvas.addLiteral(f"/{holder.role} <</MCID {self._next}>> BDC", escaped=0)
        self._next += 1
        yield
        self._canvas.addLiteral("EMC", escaped=0)

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Marks lines and boxes, which say nothing."""
        self._canvas.addLiteral("/Artifact BMC", escaped=0)
        yield
        self._canvas.addLiteral("EMC", escaped=0)
