"""A damaged case in line mode: choose what it is brought back to."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.i18n import gettext as _
from applicant_helper.plain.protecting import ask_key
from applicant_helper.plain.talk import Back, Talk
from applicant_helper.service import mending, protecting
from applicant_helper.service.desk import Desk


def mend(talk: Talk, desk: Desk, path: Path, refusal: ApplicantHelperError) -> None:
    """Bring a damaged case back to a copy that the person chooses. Raises Back when none is chosen or there is none."""
    talk.refuse(refusal)
    key = ask_key(talk, path) if protecting.needs_key(path) else None
    ways = mending.ways_back(desk, path, key)
    if not ways:
        talk.say(_(mending.NO_WAY_BACK))
        raise Back
    talk.say(_(mending.ASK))
    mending.bring_back(desk, path, talk.choose(ways), key)
    talk.say(_(mending.KEPT_BESIDE))
