"""The recovery code: 160 random bits on paper, written so that a mistake in copying is found and placed.

Eight groups of four characters of Crockford's base 32 (no I, L, O, U), then one group that checks the others.
"""

from __future__ import annotations

import hashlib
import secrets

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.marks import N_

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BYTES = 20
GROUP = 4
_DATA_CHARS = CODE_BYTES * 8 // 5
_LOOKALIKES = str.maketrans("ILO", "110")


class RecoveryCodeMistyped(ApplicantHelperError):
    """What was typed cannot be a recovery code. Codes: recovery-length, recovery-sign, recovery-check."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, _SENTENCES[code], params)


_SENTENCES = {
    "recovery-length": N_(
        "A recovery code has 9 groups of 4 characters; this has {count} characters. Read it from the paper again."
    ),
    "recovery-sign": N_(
        'A recovery code has no "{sign}". It uses numbers and the letters A to Z without I, L, O and U. '
        "Read it from the paper again."
    ),
    "recovery-check": N_(
        "One character of the recovery code is wrong, or more. Compare it with the paper group by group."
    ),
    "recovery-group": N_("Group {group} of the recovery code seems wrong. Compare it with the paper."),
}


def new_code() -> bytes:
    """20 random bytes."""
    return secrets.token_bytes(CODE_BYTES)


def written(code: bytes) -> str:
    """The code as it is printed.

    >>> written(bytes(20))
    '0000-0000-0000-0000-0000-0000-0000-0000-GN2F'
    """
    data = _digits(int.from_bytes(code, "big"), _DATA_CHARS)
    text = data + _check(data)
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def read(typed: str) -> bytes:
    """The code that was typed: letter case, spaces and hyphens do not matter; O is 0, I and L are 1.

    Raises RecoveryCodeMistyped, naming the group when only one character is wrong.
    """
    text = "".join(c for c in typed.upper() if c not in " -\t\n\u2010\u2011\u2012\u2013\u2014").translate(
        _LOOKALIKES
    )
    for sign in text:
        if sign not in ALPHABET:
            raise RecoveryCodeMistyped("recovery-sign", sign=sign)
    if len(text) != _DATA_CHARS + GROUP:
        raise RecoveryCodeMistyped("recovery-length", count=str(len(text)))
    data, check = text[:_DATA_CHARS], text[_DATA_CHARS:]
    if _check(data) != check:
        raise _mistyped(data, check)
    return _number(data).to_bytes(CODE_BYTES, "big")


def _mistyped(data: str, check: str) -> RecoveryCodeMistyped:
    """Which group is wrong, when changing one single character would make the check hold."""
    groups = {
        place // GROUP + 1
        for place in range(_DATA_CHARS)
        for sign in ALPHABET
        if _check(data[:place] + sign + data[place + 1 :]) == check
    }
    own_check = _check(data)
    if sum(a != b for a, b in zip(own_check, check, strict=True)) == 1:
        groups.add(_DATA_CHARS // GROUP + 1)
    if len(groups) == 1:
        return RecoveryCodeMistyped("recovery-group", group=str(groups.pop()))
    return RecoveryCodeMistyped("recovery-check")


def _check(data: str) -> str:
    digest = hashlib.blake2b(data.encode("ascii"), digest_size=8, person=b"ahrecoverycheck").digest()
    return _digits(int.from_bytes(digest, "big") % len(ALPHABET) ** GROUP, GROUP)


def _digits(number: int, count: int) -> str:
    digits = []
    for _ in range(count):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))


def _number(text: str) -> int:
    number = 0
    for sign in text:
        number = number * len(ALPHABET) + ALPHABET.index(sign)
    return number
