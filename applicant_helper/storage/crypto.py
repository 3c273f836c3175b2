"""Every use of cryptography in the program, all of it libsodium through PyNaCl. The format is in docs/format.md.

Nothing here touches the disk or knows what a record is. Keys are 32 bytes. Every `open_*` raises `NotAuthentic`
for bytes that this key did not seal, and says no more about why.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator

import nacl.bindings as sodium
import nacl.exceptions

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 24
TAG_BYTES = 16
PAD_BYTES = 256
STREAM_CHUNK = 64 * 1024
STREAM_MAGIC = b"AHO1"
SEALED_CHUNK = STREAM_CHUNK + int(sodium.crypto_secretstream_xchacha20poly1305_ABYTES)
STREAM_START = len(STREAM_MAGIC) + SALT_BYTES + int(sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES

_CONTEXT = b"ahcase01"
_LENGTH_BYTES = 4
_MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class NotAuthentic(Exception):
    """These bytes were not sealed with this key, or were changed since."""


class NoMemoryForKey(Exception):
    """The system did not give the memory that the slow key derivation needs."""


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """16 random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def subkey(key: bytes, number: int) -> bytes:
    """libsodium's crypto_kdf with the context `ahcase01`: keyed BLAKE2b, the number as salt."""
    salt = number.to_bytes(8, "little") + bytes(8)
    return hashlib.blake2b(
        b"", digest_size=KEY_BYTES, key=key, salt=salt, person=_CONTEXT + bytes(8)
    ).digest()


def keyed_hash(key: bytes, data: bytes, *, size: int, purpose: bytes) -> bytes:
    """Keyed BLAKE2b of `size` bytes; different purposes (at most 16 bytes) never give the same hash."""
    return hashlib.blake2b(data, digest_size=size, key=key, person=purpose).digest()


def slow_key(secret: bytes, salt: bytes, *, memory_bytes: int, passes: int) -> bytes:
    """Argon2id version 1.3, one lane. The caller has checked the bounds. Raises NoMemoryForKey."""
    try:
        return sodium.crypto_pwhash_alg(
            KEY_BYTES, secret, salt, passes, memory_bytes, sodium.crypto_pwhash_ALG_ARGON2ID13
        )
    except (nacl.exceptions.RuntimeError, MemoryError) as cause:
        raise NoMemoryForKey from cause


def seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """XChaCha20-Poly1305-IETF: random nonce, then ciphertext. `bound_to` is authenticated, not stored."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound_to, nonce, key)


def open_sealed(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """The inverse of `seal`."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise NotAuthentic
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(rest, bound_to, nonce, key)
    except nacl.exceptions.CryptoError as cause:
        raise NotAuthentic from cause


def seal_padded(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """`seal` of length, plain bytes and zeros up to a multiple of 256, so that sizes tell little."""
    told = len(plain).to_bytes(_LENGTH_BYTES, "little") + plain
    return seal(key, told + bytes(-len(told) % PAD_BYTES), bound_to)


def open_padded(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """The inverse of `seal_padded`. Padding is cut by the stored length, never by its value."""
    told = open_sealed(key, sealed, bound_to)
    length = int.from_bytes(told[:_LENGTH_BYTES], "little")
    if len(told) < _LENGTH_BYTES + length:
        raise NotAuthentic
    return told[_LENGTH_BYTES : _LENGTH_BYTES + length]


def seal_stream(key: bytes, plain: Iterable[bytes]) -> Iterator[bytes]:
    """A document of any size: mark, salt, secretstream header, then chunks of 64 KiB, the last tagged final."""
    salt = new_salt()
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    header = sodium.crypto_secretstream_xchacha20poly1305_init_push(state, _stream_key(key, salt))
    yield STREAM_MAGIC + salt + header
    for chunk, is_last in _marked(_even(plain, STREAM_CHUNK)):
        tag = _FINAL if is_last else _MESSAGE
        yield sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, None, tag)


def open_stream(key: bytes, sealed: Iterable[bytes]) -> Iterator[bytes]:
    """The inverse of `seal_stream`; a missing, cut, added or reordered chunk raises NotAuthentic at its place."""
    pieces = _Pieces(sealed)
    start = pieces.take(STREAM_START)
    if len(start) != STREAM_START or not start.startswith(STREAM_MAGIC):
        raise NotAuthentic
    salt = start[len(STREAM_MAGIC) : len(STREAM_MAGIC) + SALT_BYTES]
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(
        state, start[len(STREAM_MAGIC) + SALT_BYTES :], _stream_key(key, salt)
    )
    tag = _MESSAGE
    while tag != _FINAL:
        chunk, tag = _pull(state, pieces.take(SEALED_CHUNK))
        yield chunk
    if pieces.take(1):
        raise NotAuthentic


def _pull(state: sodium.crypto_secretstream_xchacha20poly1305_state, piece: bytes) -> tuple[bytes, int]:
    if len(piece) < sodium.crypto_secretstream_xchacha20poly1305_ABYTES:
        raise NotAuthentic
    try:
        chunk, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece)
    except nacl.exceptions.RuntimeError as cause:
        raise NotAuthentic from cause
    return chunk, tag


def _stream_key(key: bytes, salt: bytes) -> bytes:
    return keyed_hash(key, salt, size=KEY_BYTES, purpose=b"ahobject")


class _Pieces:
    """Cuts any chunks into pieces of the sizes asked for."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._waiting = bytearray()

    def take(self, size: int) -> bytes:
        """The next `size` bytes, or what is left."""
        while len(self._waiting) < size and (more := next(self._chunks, None)) is not None:
            self._waiting += more
        piece = bytes(self._waiting[:size])
        del self._waiting[:size]
        return piece


def _even(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    pieces = _Pieces(chunks)
    while piece := pieces.take(size):
        yield piece


def _marked(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each chunk, and whether it is the last; no bytes at all are one empty last chunk."""
    waiting: bytes | None = None
    for chunk in chunks:
        if waiting is not None:
            yield waiting, False
        waiting = chunk
    yield waiting or b"", True
