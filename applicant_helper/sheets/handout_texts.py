"""The words of a blank checklist, ready to be drawn: plain values, already in the language of the sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HandoutItem:
    """One line with a tick box. `english` is shown beside a translated `label`.

    `note` says when it is needed. `papers` names what counts, `papers_short` the same without the
    English names, for sheets that run long.
    """

    label: str
    english: str = ""
    note: str = ""
    papers: str = ""
    papers_short: str = ""


@dataclass(frozen=True, slots=True)
class HandoutSection:
    """A heading with its tick lines."""

    title: str
    items: tuple[HandoutItem, ...]


@dataclass(frozen=True, slots=True)
class HandoutAside:
    """A heading with plain lines: what not to send, when to get help first."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandoutInput:
    """Everything on the sheet, in `language`. `facts` are short lines under the title (edition, fees)."""

    language: str
    form_number: str
    title: str
    english_title: str
    page_url: str
    facts: tuple[str, ...]
    sections: tuple[HandoutSection, ...]
    asides: tuple[HandoutAside, ...] = ()
    sources: tuple[str, ...] = ()
