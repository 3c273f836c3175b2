"""The documentation of `verify` names every code there is."""

from __future__ import annotations

import re
from pathlib import Path

from applicant_helper.packet.verify.report import ADVICE, MESSAGES
from applicant_helper.packet.verify.told import CHECK_OF, SENT_BACK, TOLD

DOCS = Path(__file__).resolve().parents[2] / "docs" / "verify.md"
# Only a build can find these: it knows the plan.
OF_A_BUILD = {"page-count", "not-planned"}


def test_every_code_is_documented_and_no_other() -> None:
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", "\n".join(rows)))
    named |= {"untranslated", "uncertified", "coarse", "active", "encrypted"}
    assert named == (set(MESSAGES) - OF_A_BUILD) | set(TOLD)


def test_sentences_of_one_thing_have_the_same_slots() -> None:
    for code, text in SENT_BACK.items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", TOLD[code])), code
    assert set(CHECK_OF) == set(TOLD) - {"covered-text"}
    assert set(MESSAGES) >= ADVICE
