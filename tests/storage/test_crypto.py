"""The primitives against published and pinned vectors; the recovery code and the passphrase."""

from __future__ import annotations

import hashlib

import nacl.bindings as sodium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.storage import crypto, passphrase, recoverycode

KEY = bytes(range(32))


def test_the_published_vector_of_xchacha20_poly1305_opens() -> None:
    # draft-irtf-cfrg-xchacha-03, appendix A.3.1
    key = bytes(range(0x80, 0xA0))
    nonce = bytes(range(0x40, 0x58))
    bound = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    sealed = bytes.fromhex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39"
        "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49"
    )
    plain = crypto.open_sealed(key, nonce + sealed, bound)
    assert plain.startswith(b"Ladies and Gentlemen of the class of '99") and len(plain) == 114


def test_a_subkey_is_libsodiums_keyed_blake2b() -> None:
    for number in (1, 2, 3, 4):
        salt, person = number.to_bytes(8, "little") + bytes(8), b"ahcase01" + bytes(8)
        theirs = sodium.crypto_generichash_blake2b_salt_personal(b"", 32, KEY, salt, person)
        assert crypto.subkey(KEY, number) == theirs


def test_the_formats_stay_what_they_are() -> None:
    """Pinned: a change here makes every existing protected case unreadable."""
    assert crypto.subkey(KEY, 1).hex() == PINNED_SUBKEY
    assert crypto.slow_key(b"abc", bytes(16), memory_bytes=64 << 20, passes=2).hex() == PINNED_SLOW_KEY
    assert crypto.open_padded(KEY, bytes.fromhex(PINNED_RECORD), b"place") == b"pinned"
    assert b"".join(crypto.open_stream(KEY, [bytes.fromhex(PINNED_STREAM)])) == b"pinned"


PINNED_SUBKEY = "bd6a58ff344d625154add9b73d3b1778069dd1b20ae5e1f102c5abc5d9ee50cf"
PINNED_SLOW_KEY = "8ec4c03e34c05ccfe22317dcd9f7fc0bbb7a4ed1fe2167103414ead1b20e081c"
PINNED_RECORD = (
    "1bae81605b09dd8aa559ba95a3bb4c96f33cc07d131ea850911ddcf01794eecf911003a29898f814b44446d00fba1015"
    "fcf3565e3f5ce01b652fe86958b8a1c14ba04e52678258aabc462d57824ce1e4ffe8a53ea21e57dfdbc7d579dc32b593"
    "21fb78448f99365dc8d6942ebd6b777e7c771bcb0d5b953387c9ca6aa5d9af13bacab83324ce3d3279fef52dd866f1f9"
    "3c8d197d62dc18e0124bb4e28e1a0ad2c24ae091b9b91192001a891d5803b67c9c53499957cde95b68854c55b2535d3f"
    "5e000b26bd11c1b19047d2dc12f1c11958be8b2f5798c5be49ba4348619d5d59887e2a5dd3c07735ce397109d510804f"
    "6a1ec2a7f0971c4821525e424f272496c23cc9d0d04775adbf607971981d2760a1a8558afb17bf9925fcdd80bedf8c2c"
    "8f6a4bfc30d41ff7"
)
PINNED_STREAM = (
    "41484f31ca9d896b2305c59a8b10c970e46c2e0d610bb10932348e4d46d2e0ba8bf92696f725d5abcc7d936ccf8248a0"
    "2c33414aa57700f4d09edc7957735f7843752f"
)


@given(st.binary(max_size=2000), st.binary(max_size=40))
def test_what_was_sealed_opens_only_for_its_place(plain: bytes, place: bytes) -> None:
    sealed = crypto.seal_padded(KEY, plain, place)
    assert crypto.open_padded(KEY, sealed, place) == plain
    assert (len(sealed) - crypto.NONCE_BYTES - crypto.TAG_BYTES) % crypto.PAD_BYTES == 0
    with pytest.raises(crypto.NotAuthentic):
        crypto.open_padded(KEY, sealed, place + b"x")


@given(st.integers(0, 3 * crypto.STREAM_CHUNK + 5), st.integers(1, 100_000))
def test_a_stream_of_any_size_comes_back(size: int, cut: int) -> None:
    plain = hashlib.shake_128(size.to_bytes(4, "big")).digest(size)
    pieces = [plain[at : at + cut] for at in range(0, size, cut)]
    sealed = b"".join(crypto.seal_stream(KEY, pieces))
    again = [sealed[at : at + cut] for at in range(0, len(sealed), cut)]
    assert b"".join(crypto.open_stream(KEY, again)) == plain


@pytest.mark.parametrize("change", ["cut", "longer", "swapped", "flipped", "empty", "head"])
def test_a_changed_stream_is_refused(change: str) -> None:
    sealed = b"".join(crypto.seal_stream(KEY, [bytes(3 * crypto.STREAM_CHUNK)]))
    start, step = crypto.STREAM_START, crypto.SEALED_CHUNK
    first, second = sealed[start : start + step], sealed[start + step : start + 2 * step]
    changed = {
        "cut": sealed[: start + 2 * step],
        "longer": sealed + b"x",
        "swapped": sealed[:start] + second + first + sealed[start + 2 * step :],
        "flipped": sealed[:-1] + bytes([sealed[-1] ^ 1]),
        "empty": b"",
        "head": b"AHO2" + sealed[4:],
    }[change]
    with pytest.raises(crypto.NotAuthentic):
        list(crypto.open_stream(KEY, [changed]))


@given(st.binary(min_size=20, max_size=20))
def test_a_recovery_code_comes_back_however_it_is_typed(code: bytes) -> None:
    written = recoverycode.written(code)
    assert recoverycode.read(written) == code
    sloppy = written.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert recoverycode.read(f"  {sloppy}\n") == code


@given(st.binary(min_size=20, max_size=20), st.integers(0, 35), st.integers(1, 31))
def test_one_wrong_sign_never_passes_and_is_mostly_placed(code: bytes, place: int, step: int) -> None:
    signs = recoverycode.written(code).replace("-", "")
    old = recoverycode.ALPHABET.index(signs[place])
    wrong = signs[:place] + recoverycode.ALPHABET[(old + step) % 32] + signs[place + 1 :]
    with pytest.raises(recoverycode.RecoveryCodeMistyped) as caught:
        recoverycode.read(wrong)
    if caught.value.code == "recovery-group":
        assert caught.value.params["group"] == str(place // 4 + 1)


def test_a_code_that_is_too_short_or_has_a_strange_sign_says_so() -> None:
    with pytest.raises(recoverycode.RecoveryCodeMistyped, match="recovery-length"):
        recoverycode.read("ABCD-EFGH")
    with pytest.raises(recoverycode.RecoveryCodeMistyped) as caught:
        recoverycode.read("ABCD-EFG?")
    assert '"?"' in caught.value.sentence()


def test_proposed_passphrases_are_six_words_and_differ() -> None:
    proposed = {passphrase.proposed() for _ in range(20)}
    assert len(proposed) == 20 and all(len(words.split()) == 6 for words in proposed)


def test_a_short_passphrase_is_refused_with_its_length() -> None:
    with pytest.raises(passphrase.PassphraseTooShort) as caught:
        passphrase.accepted("eleven char")
    assert "11 characters" in caught.value.sentence()
    assert passphrase.accepted("  zwo\u0308lf   zeichen ") == "zw\u00f6lf zeichen"
