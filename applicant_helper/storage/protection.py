"""Protecting a case with a passphrase and a recovery code, opening it, and changing the ways in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from applicant_helper.storage import crypto, keyslots, passphrase, recoverycode
from applicant_helper.storage.header import Header, read_header
from applicant_helper.storage.keyslots import CaseKey, Cost, Passphrase, RecoveryCode, Secret, Slot, SlotKind
from applicant_helper.storage.opening import require_case_folder
from applicant_helper.storage.problems import CaseDamaged, ProtectionRefused
from applicant_helper.storage.sealer import SEALED
from applicant_helper.storage.store import CaseStore


@dataclass(frozen=True, slots=True)
class NewProtection:
    """What a case is protected with. `code` is the recovery code as printed."""

    passphrase: str = field(repr=False)
    code: str = field(repr=False, default_factory=lambda: recoverycode.written(recoverycode.new_code()))
    cost: Cost = field(default_factory=Cost)


@dataclass(frozen=True, slots=True)
class WayIn:
    """One key slot as people may see it."""

    id: str
    kind: SlotKind


def new_protection(text: str) -> NewProtection:
    """Protection with this passphrase and a fresh recovery code. Raises PassphraseTooShort."""
    return NewProtection(passphrase.accepted(text))


def protected_header(protection: NewProtection, case_id: str) -> tuple[Header, CaseKey]:
    """A header with both slots, around a fresh case key. Raises KdfRefused."""
    key = CaseKey(crypto.new_key())
    slots = (
        keyslots.new_slot(Passphrase(protection.passphrase), key, case_id, cost=protection.cost),
        keyslots.new_slot(RecoveryCode(protection.code), key, case_id),
    )
    return _with_slots(Header(case_id, protection=SEALED), slots), key


def is_protected(path: Path) -> bool:
    """Whether the case needs a secret. Raises CaseNotFound, CaseDamaged."""
    return read_header(require_case_folder(path)).protection == SEALED


def unlock(path: Path, secret: Secret) -> CaseKey:
    """The key of a case. About a second for a passphrase.

    Raises WrongSecret, RecoveryCodeMistyped, KdfRefused, ProtectionRefused, CaseNotFound, CaseDamaged.
    """
    return unlock_header(read_header(require_case_folder(path)), secret)


def unlock_header(header: Header, secret: Secret) -> CaseKey:
    """The key behind a header, also one inside a hand-over file. Raises as `unlock`."""
    return _open(header, secret)[0]


def _open(header: Header, secret: Secret) -> tuple[CaseKey, Slot]:
    if header.protection != SEALED:
        raise ProtectionRefused("not-protected")
    return keyslots.open_slots(keyslots.parse_slots(header.key_slots), secret, header.case_id)


def ways_in(store: CaseStore) -> tuple[WayIn, ...]:
    """The key slots of an open case."""
    return tuple(WayIn(slot.id, slot.kind) for slot in keyslots.parse_slots(store.parts.header.key_slots))


def change_passphrase(store: CaseStore, key: CaseKey, text: str, *, cost: Cost | None = None) -> None:
    """Put a new passphrase in the place of the present ones. Raises PassphraseTooShort, DiskFull and others.

    The old one stays a way in until the new one has opened the case from the disk.
    """
    _replace_slots(store, key, Passphrase(passphrase.accepted(text)), cost)


def change_recovery_code(store: CaseStore, key: CaseKey) -> str:
    """Put a fresh recovery code in the place of the present one; returns it as printed."""
    code = recoverycode.written(recoverycode.new_code())
    _replace_slots(store, key, RecoveryCode(code), None)
    return code


def _replace_slots(store: CaseStore, key: CaseKey, secret: Secret, cost: Cost | None) -> None:
    header = store.parts.header
    slots = keyslots.parse_slots(header.key_slots)
    kind = SlotKind.PASSPHRASE if isinstance(secret, Passphrase) else SlotKind.RECOVERY
    old = tuple(slot.id for slot in slots if slot.kind is kind)
    if len(slots) >= keyslots.MOST_SLOTS:
        raise ProtectionRefused("too-many-slots")
    added = keyslots.new_slot(secret, key, header.case_id, cost=cost, replaces=old)
    store.replace_header(_with_slots(header, (*slots, added)))
    found, slot = _open(read_header(store.path), secret)
    if found != key or slot.id != added.id:
        raise CaseDamaged("header")
    store.replace_header(_without_replaced(store.parts.header, added))


def remove_way_in(store: CaseStore, slot_id: str) -> None:
    """Remove one key slot; the last one stays. Raises ProtectionRefused."""
    slots = keyslots.parse_slots(store.parts.header.key_slots)
    if not slots:
        raise ProtectionRefused("not-protected")
    kept = tuple(slot for slot in slots if slot.id != slot_id)
    if not kept:
        raise ProtectionRefused("last-slot")
    store.replace_header(_with_slots(store.parts.header, kept))


def finish_change(store: CaseStore, secret: Secret) -> None:
    """After opening with a secret whose slot replaces others: drop those, as a change cut short would have."""
    header = store.parts.header
    if store.is_read_only or not any(slot.replaces for slot in keyslots.parse_slots(header.key_slots)):
        return
    store.replace_header(_without_replaced(header, _open(header, secret)[1]))


def _without_replaced(header: Header, slot: Slot) -> Header:
    kept = (s for s in keyslots.parse_slots(header.key_slots) if s.id not in slot.replaces)
    return _with_slots(header, tuple(replace(s, replaces=()) if s.id == slot.id else s for s in kept))


def _with_slots(header: Header, slots: tuple[Slot, ...]) -> Header:
    return replace(header, key_slots=[keyslots.slot_fields(slot) for slot in slots])
