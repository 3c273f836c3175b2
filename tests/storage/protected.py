"""Small factories for protected cases; the cheapest key derivation that is allowed, or none."""

from __future__ import annotations

from pathlib import Path

from applicant_helper.storage.cases import create_case, open_case
from applicant_helper.storage.keyslots import LEAST_MEMORY, LEAST_PASSES, CaseKey, Cost, RecoveryCode
from applicant_helper.storage.protection import NewProtection, unlock
from applicant_helper.storage.store import CaseStore
from tests.storage.helpers import NOW, RECORDS, later

PASSPHRASE = "correct horse battery"
CHEAP = Cost(LEAST_MEMORY, LEAST_PASSES)
CODE = "SB6B-5BY8-SD6K-SCT0-DGT9-Z176-PB9Y-WHV2-HX3M"
PROTECTION = NewProtection(PASSPHRASE, CODE, CHEAP)


def make_protected(folder: Path, label: str = "case-7f3a") -> CaseStore:
    """A new protected case with two records, open for writing."""
    return create_case(folder, label, now=NOW, records=RECORDS, session="test", protection=PROTECTION)


def code_key(path: Path) -> CaseKey:
    """The key by the recovery code, which costs nothing."""
    return unlock(path, RecoveryCode(CODE))


def reopen_protected(path: Path, *, minutes: float = 1, read_only: bool = False) -> CaseStore:
    """The protected case at `path`, opened a little later."""
    key = code_key(path)
    return open_case(path, now=later(minutes), session="test", read_only=read_only, key=key)
