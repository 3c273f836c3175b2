"""What is told when the fonts of a script are not installed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from applicant_helper.packet.engine.printing import NEEDS_FONTS, printable_request
from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.problems import DONE
from applicant_helper.typeset import fonts
from tests.packet.test_packets import request


def _titled(title: str) -> PacketRequest:
    return replace(request([]), title=title)


def test_a_script_with_fonts_is_printed_and_not_noted() -> None:
    changed, notes = printable_request(_titled("出生医学证明"))
    assert (changed.title, notes) == ("出生医学证明", ())


def test_the_note_names_the_extra_when_it_would_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "can_shape", lambda: False)
    changed, notes = printable_request(_titled("中 a"))
    assert changed.title == "[U+4E2D] a"
    assert [n.message for n in notes] == [NEEDS_FONTS]


def test_the_note_names_no_extra_for_a_script_without_fonts() -> None:
    changed, notes = printable_request(_titled("ა a"))
    assert changed.title == "[U+10D0] a"
    assert [n.message for n in notes] == [DONE["unprintable"]]
