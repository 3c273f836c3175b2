"""Protection of a case in the verbs of the faces: who uses this computer, opening, changing, taking away."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.marks import N_
from applicant_helper.service.desk import Desk
from applicant_helper.service.session import Session
from applicant_helper.storage import computer, passphrase, protection, reseal
from applicant_helper.storage.keyslots import CaseKey as CaseKey
from applicant_helper.storage.keyslots import Passphrase, RecoveryCode, Secret
from applicant_helper.storage.notices import old_copy_stays
from applicant_helper.storage.opening import open_case
from applicant_helper.storage.problems import CaseProtected as CaseProtected
from applicant_helper.storage.problems import WrongSecret as WrongSecret
from applicant_helper.storage.protection import NewProtection as NewProtection
from applicant_helper.storage.recoverycode import RecoveryCodeMistyped

LEAST_CHARS = passphrase.LEAST_CHARS
LOCKS_AFTER = timedelta(minutes=10)
LOCKS_AFTER_IN_OUTREACH = timedelta(minutes=3)
_LOOKS_LIKE_CODE = re.compile(r"(?:[0-9A-Za-z]{4}[ -]+){6,}[0-9A-Za-z]{1,4}|[0-9A-Za-z]{36}")


class Situation(StrEnum):
    """Who uses this computer. Protection is off, proposed or required by it."""

    ALONE = "alone"
    SHARED = "shared"
    CLINIC = "clinic"


SITUATIONS: Mapping[Situation, str] = {
    Situation.ALONE: N_("Only me"),
    Situation.SHARED: N_("Others use this computer too"),
    Situation.CLINIC: N_("A clinic, a library or an outreach table"),
}
CLOSED = N_("The case was closed because nothing was typed for a while. Everything is saved.")
ASK_SITUATION = N_("Who uses this computer?")
WHY_SITUATION = N_(
    "A protected case opens only with its passphrase, or with a recovery code on paper. If both are lost, nobody "
    "can open it, and nobody can help."
)
WHY_FILE = N_("Without a passphrase, anybody who gets the file can read it.")
ABOUT: Mapping[str, str] = {
    "protect": N_(
        "Encrypts answers, papers, earlier copies and what was read from papers. The folder of the case gets a "
        "name that tells nothing. You need the passphrase each time you open it."
    ),
    "passphrase": N_("A new passphrase takes the place of the old one. The recovery code stays the same."),
    "code": N_("A new recovery code takes the place of the one on paper."),
    "unprotect": N_("Writes the case unencrypted again. Anybody who uses this computer can read it then."),
    "hand": N_(
        "One file with everything: answers, papers, history. Copy it to a stick, and take it in on another computer. "
        "It is read back in full before it is called done."
    ),
    "who": N_("Decides whether a new case is protected: never, when you want it, or always."),
    "forget": N_(
        "Undo and earlier copies keep what you changed or took out. This removes it: earlier answers, earlier "
        "copies, papers that were taken out. The case as it is now stays."
    ),
}
ASK_PROTECT = N_("Protect this case with a passphrase?")


def known_situation(desk: Desk) -> Situation | None:
    """Who uses this computer, when it was said before; asked once, for the first case."""
    word = computer.read_word(desk.folder)
    return Situation(word) if word in tuple(Situation) else None


def keep_situation(desk: Desk, situation: Situation) -> None:
    """Remember who uses this computer. Raises DiskFull, StorageTrouble."""
    computer.keep_word(desk.folder, situation.value)


def proposal() -> str:
    """Six random words."""
    return passphrase.proposed()


def prepare(typed: str) -> NewProtection:
    """Protection with this passphrase and a fresh recovery code. Raises PassphraseTooShort."""
    return protection.new_protection(typed)


def is_same(typed: str, chosen: NewProtection) -> bool:
    """Whether a passphrase typed again is the chosen one."""
    return passphrase.normal(typed) == chosen.passphrase


def last_group(chosen: NewProtection) -> str:
    """The last four signs of the recovery code, typed back to show that it is on paper."""
    return chosen.code.rpartition("-")[2]


def is_protected(path: Path) -> bool:
    """Whether a case needs a passphrase or code. Raises CaseNotFound, CaseDamaged."""
    return protection.is_protected(path)


def needs_key(path: Path) -> bool:
    """Whether a damaged case needs its secret to be brought back; a header beyond reading needs none."""
    try:
        return protection.is_protected(path)
    except ApplicantHelperError:
        return False


def as_secret(typed: str) -> Secret:
    """What was typed at the one prompt: nine groups of four are a recovery code, all else a passphrase."""
    if _LOOKS_LIKE_CODE.fullmatch(typed.strip()):
        return RecoveryCode(typed)
    return Passphrase(typed)


def key_of(path: Path, typed: str) -> CaseKey:
    """The key of a protected case, also of a damaged one. About a second. Raises WrongSecret, KdfRefused ..."""
    return protection.unlock(path, as_secret(typed))


def is_mistyped(refusal: ApplicantHelperError) -> bool:
    """Whether typing the secret once more may help."""
    return isinstance(refusal, WrongSecret | RecoveryCodeMistyped)


def open_with(desk: Desk, path: Path, typed: str, *, read_only: bool = False) -> Session:
    """Open a protected case. About a second. Raises WrongSecret, RecoveryCodeMistyped, KdfRefused and others."""
    secret = as_secret(typed)
    session = desk.open(path, read_only=read_only, key=protection.unlock(path, secret))
    protection.finish_change(session.store, secret)
    return session


def protect(desk: Desk, session: Session, chosen: NewProtection) -> None:
    """Encrypt the open case; its folder gets a name that tells nothing. Raises ProtectionRefused, DiskFull ..."""
    _reseal(
        desk,
        session,
        lambda: reseal.protect_case(session.store, chosen, now=desk.now(), session=desk.session_id),
    )


def unprotect(desk: Desk, session: Session) -> None:
    """Take the protection of the open case away."""
    _reseal(
        desk, session, lambda: reseal.unprotect_case(session.store, now=desk.now(), session=desk.session_id)
    )


def _reseal(desk: Desk, session: Session, change: Callable[[], reseal.Resealed]) -> None:
    done = reseal.Resealed(session.store.path, session.key)
    session.lose_track()
    try:
        done = change()
    finally:
        session.store.close()
        store = open_case(done.path, now=desk.now(), session=desk.session_id, key=done.key)
        if done.old_stays:
            store.add_notice(old_copy_stays())
        session.use_store(store, done.key)


def locks_after(desk: Desk, session: Session | None) -> float | None:
    """Seconds without a key after which the open case closes; None for a case without protection."""
    if session is None or not session.store.is_protected:
        return None
    return (LOCKS_AFTER_IN_OUTREACH if desk.is_outreach else LOCKS_AFTER).total_seconds()


def change_passphrase(session: Session, typed: str) -> None:
    """Put another passphrase in the place of the present one. Raises PassphraseTooShort, ProtectionRefused."""
    protection.change_passphrase(session.store, session.own_key(), typed)


def change_recovery_code(session: Session) -> str:
    """A fresh recovery code, as printed; the one on the old paper opens nothing any more."""
    return protection.change_recovery_code(session.store, session.own_key())
