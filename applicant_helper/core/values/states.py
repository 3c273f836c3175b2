"""States and territories of the United States, by their postal code."""

from __future__ import annotations

from collections.abc import Mapping

from applicant_helper.core.marks import N_
from applicant_helper.core.values.months import plain_word
from applicant_helper.core.values.refusal import Refusal, shown

NOT_A_STATE = N_('No state is called "{value}" here. Write its name or two letters, like Arizona or AZ.')

_ROWS = """
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas
KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi
MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York
NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island
SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington
WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|GU Guam|MP Northern Mariana Islands
PR Puerto Rico|VI U.S. Virgin Islands|AA Armed Forces Americas|AE Armed Forces Europe|AP Armed Forces Pacific
"""
STATES: Mapping[str, str] = {
    row[:2]: row[3:] for line in _ROWS.strip().splitlines() for row in line.split("|")
}


def _key(text: str) -> str:
    return "".join(c for c in plain_word(text) if c.isalnum())


_BY_NAME = {_key(name): code for code, name in STATES.items()} | {
    "washingtondc": "DC",
    "virginislands": "VI",
}


def parse_state(text: str) -> str | Refusal:
    """The two-letter code of a state or territory.

    >>> parse_state("n.y."), parse_state("New York"), parse_state("Tuscany").code
    ('NY', 'NY', 'state')
    """
    code = _key(text).upper()
    if code in STATES:
        return code
    return _BY_NAME.get(_key(text)) or Refusal("state", NOT_A_STATE, {"value": shown(text)})


def state_name(code: str) -> str:
    """The name of a state; the code itself when it is none."""
    return STATES.get(code, code)
