"""Key slots of a protected case: each holds the same case key, wrapped by one secret.

A slot is made and read as JSON of `header.json`. Bounds are checked before any memory is asked for.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from applicant_helper.core.answers import JsonValue
from applicant_helper.storage import recoverycode
from applicant_helper.storage.passphrase import normal
from applicant_helper.storage.problems import CaseDamaged, KdfRefused, WrongSecret
from applicant_helper.storage.textjson import dump

MIB = 1024 * 1024
MEMORY_BYTES = 256 * MIB
PASSES = 3
LEAST_MEMORY, MOST_MEMORY = 64 * MIB, 1024 * MIB
LEAST_PASSES, MOST_PASSES = 2, 10
MOST_SLOTS = 8
_KDF = "argon2id13"


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind, no secret
    RECOVERY = "recovery"


class CaseKey:
    """The 32 bytes that open one case; never printed, never stored unwrapped."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def reveal(self) -> bytes:
        """The bytes, for the sealer."""
        return self._key

    def __repr__(self) -> str:
        return "CaseKey(...)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CaseKey) and secrets.compare_digest(self._key, other._key)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A passphrase as typed."""

    text: str

    def __repr__(self) -> str:
        return "Passphrase(...)"


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A recovery code as typed. Reading it may raise RecoveryCodeMistyped."""

    text: str

    def __repr__(self) -> str:
        return "RecoveryCode(...)"


Secret: TypeAlias = Passphrase | RecoveryCode


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: bytes of memory and passes over them."""

    memory_bytes: int = MEMORY_BYTES
    passes: int = PASSES


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. `replaces` names slots that go away once this one has opened the case."""

    id: str
    kind: SlotKind
    salt: bytes
    sealed: bytes
    cost: Cost | None = None
    replaces: tuple[str, ...] = ()


def new_slot(
    secret: Secret, key: CaseKey, case_id: str, *, cost: Cost | None = None, replaces: Iterable[str] = ()
) -> Slot:
    """Wrap the case key under a secret. Raises RecoveryCodeMistyped, KdfRefused when memory is short."""
    from applicant_helper.storage import crypto

    kind = _kind(secret)
    cost = (cost or Cost()) if kind is SlotKind.PASSPHRASE else None
    empty = Slot(secrets.token_hex(4), kind, crypto.new_salt(), b"", cost, tuple(replaces))
    wrapped = crypto.seal(_wrapping_key(empty, secret), key.reveal(), _bound_to(empty, case_id))
    return Slot(empty.id, kind, empty.salt, wrapped, cost, empty.replaces)


def open_slots(slots: Sequence[Slot], secret: Secret, case_id: str) -> tuple[CaseKey, Slot]:
    """The case key and the slot that gave it.

    Raises WrongSecret when no slot opens, RecoveryCodeMistyped, KdfRefused.
    """
    from applicant_helper.storage import crypto

    kind = _kind(secret)
    for slot in slots:
        if slot.kind is not kind:
            continue
        try:
            key = crypto.open_sealed(_wrapping_key(slot, secret), slot.sealed, _bound_to(slot, case_id))
        except crypto.NotAuthentic:
            continue
        return CaseKey(key), slot
    raise WrongSecret(kind)


def _kind(secret: Secret) -> SlotKind:
    return SlotKind.PASSPHRASE if isinstance(secret, Passphrase) else SlotKind.RECOVERY


def _wrapping_key(slot: Slot, secret: Secret) -> bytes:
    from applicant_helper.storage import crypto

    if isinstance(secret, RecoveryCode):
        code = recoverycode.read(secret.text)
        return crypto.keyed_hash(code, slot.salt, size=crypto.KEY_BYTES, purpose=b"ahrecovery")
    assert slot.cost is not None
    text = normal(secret.text).encode("utf-8", "surrogatepass")
    try:
        return crypto.slow_key(text, slot.salt, memory_bytes=slot.cost.memory_bytes, passes=slot.cost.passes)
    except crypto.NoMemoryForKey as cause:
        raise KdfRefused(slot.cost.memory_bytes // MIB) from cause


def _bound_to(slot: Slot, case_id: str) -> bytes:
    """The wrapped key belongs to this case and to exactly these parameters."""
    fields = slot_fields(slot)
    del fields["sealed"], fields["replaces"]
    return f"ahslot:{case_id}:{dump(fields)}".encode("ascii")


def slot_fields(slot: Slot) -> dict[str, JsonValue]:
    """The slot as JSON of the header."""
    kdf: JsonValue = None
    if slot.cost is not None:
        kdf = {"name": _KDF, "memory": slot.cost.memory_bytes, "passes": slot.cost.passes, "lanes": 1}
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "salt": slot.salt.hex(),
        "kdf": kdf,
        "sealed": slot.sealed.hex(),
        "replaces": list(slot.replaces),
    }


def parse_slots(rows: Sequence[JsonValue]) -> tuple[Slot, ...]:
    """The slots of a header. Raises CaseDamaged for what this program does not write or would not try."""
    if len(rows) > MOST_SLOTS:
        raise CaseDamaged("header")
    return tuple(_parse(row) for row in rows)


@lru_cache(maxsize=1)
def _sizes() -> tuple[int, int]:
    from applicant_helper.storage import crypto

    return crypto.SALT_BYTES, crypto.WRAPPED_BYTES


def _parse(row: JsonValue) -> Slot:
    if not isinstance(row, Mapping):
        raise CaseDamaged("header")
    salt_bytes, wrapped_bytes = _sizes()
    salt, sealed = _hex(row.get("salt"), salt_bytes), _hex(row.get("sealed"), wrapped_bytes)
    identity, kind, replaces = row.get("id"), row.get("kind"), row.get("replaces")
    if not isinstance(identity, str) or len(identity) > 40 or kind not in tuple(SlotKind):
        raise CaseDamaged("header")
    if not isinstance(replaces, list) or len(replaces) > MOST_SLOTS:
        raise CaseDamaged("header")
    names = tuple(name for name in replaces if isinstance(name, str))
    if len(names) != len(replaces):
        raise CaseDamaged("header")
    found = SlotKind(str(kind))
    cost = _cost(row.get("kdf")) if found is SlotKind.PASSPHRASE else None
    return Slot(identity, found, salt, sealed, cost, names)


def _cost(kdf: JsonValue) -> Cost:
    if not isinstance(kdf, Mapping) or kdf.get("name") != _KDF or kdf.get("lanes") != 1:
        raise CaseDamaged("header")
    memory, passes = kdf.get("memory"), kdf.get("passes")
    if not _within(memory, LEAST_MEMORY, MOST_MEMORY) or not _within(passes, LEAST_PASSES, MOST_PASSES):
        raise CaseDamaged("header")
    assert isinstance(memory, int) and isinstance(passes, int)
    return Cost(memory, passes)


def _within(value: JsonValue, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _hex(value: JsonValue, size: int) -> bytes:
    if not isinstance(value, str) or len(value) != 2 * size:
        raise CaseDamaged("header")
    try:
        found = bytes.fromhex(value)
    except ValueError as cause:
        raise CaseDamaged("header") from cause
    # Blanks between the digits are read over, and would make it shorter.
    if len(found) != size:
        raise CaseDamaged("header")
    return found
