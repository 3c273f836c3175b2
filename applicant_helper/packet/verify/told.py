"""What a build tells of the papers in a packet, in two wordings: to look at, and what gets a filing sent back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from applicant_helper.core.marks import N_

TOLD: Mapping[str, str] = {
    "covered-text": N_(
        "{name} (page {page}): the text under the black box can still be read and copied. "
        "Print the page and scan it again if nobody should read it."
    ),
    "untranslated": N_(
        "{name} is in {language} and no translation follows it. Add the translation and its certificate."
    ),
    "uncertified": N_(
        "The translation of {name} has no translator's certificate behind it. Add the signed certificate."
    ),
    "coarse": N_(
        "{name} (page {page}): the picture has {dpi} dots per inch, and {floor} are wanted. "
        "Scan it again if print is small."
    ),
    "too-fine": N_(
        "{name} (page {page}): the picture has {dpi} dots per inch; at most {ceiling} are wanted there."
    ),
    "upside-down": N_("{name} (page {page}) seems to be upside down. Turn it and add it again."),
    "blank-page": N_("{name} (page {page}) is blank. Check that nothing is missing."),
    "other-size": N_(
        "{name} (page {page}) keeps its own size, {size} inches. The other sheets are {sheet}. "
        "Print it on the same paper."
    ),
    "edition-mixed": N_(
        "{name} has pages of more than one edition: {editions}. Use pages of one edition only."
    ),
    "edition-old": N_(
        "{name} is the edition of {edition}. Accepted now: {accepted}. Use an accepted edition."
    ),
    "edition-unknown": N_("{name}: no edition date can be read. Look at the foot of its pages."),
}
SENT_BACK: Mapping[str, str] = {
    "untranslated": N_(
        "{name} is in {language} and no translation follows it. The filing will be sent back like this. "
        "Add the translation and its certificate."
    ),
    "uncertified": N_(
        "The translation of {name} has no translator's certificate behind it. The filing will be sent back like "
        "this. Add the signed certificate."
    ),
    "upside-down": N_(
        "{name} (page {page}) seems to be upside down. The packet will be sent back like this. "
        "Turn it and add it again."
    ),
    "blank-page": N_(
        "{name} (page {page}) is blank. The packet can be sent back for it. Check that nothing is missing."
    ),
    "edition-mixed": N_(
        "{name} has pages of more than one edition: {editions}. It will be rejected like this. "
        "Use pages of one edition only."
    ),
    "edition-old": N_(
        "{name} is the edition of {edition}. It will be rejected. Accepted now: {accepted}. Use an accepted edition."
    ),
}
CHECK_OF: Mapping[str, str] = {
    **dict.fromkeys(("untranslated", "uncertified"), "translations"),
    **dict.fromkeys(("coarse", "too-fine"), "dpi"),
    **dict.fromkeys(("upside-down", "blank-page", "other-size"), "pages"),
    **dict.fromkeys(("edition-mixed", "edition-old", "edition-unknown"), "edition"),
}


def sentence(code: str, severities: Mapping[Any, str]) -> str | None:
    """The sentence for a finding; None where the destination switches its check off."""
    severity = severities.get(CHECK_OF.get(code, ""), "warning")
    if severity == "off":
        return None
    return SENT_BACK.get(code, TOLD[code]) if severity == "blocking" else TOLD[code]


def spans(numbers: Iterable[int]) -> str:
    """Page numbers as people write them.

    >>> spans([2, 3, 4, 7])
    '2–4, 7'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
