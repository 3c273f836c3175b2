#!/usr/bin/env python3
"""Opens a case file (.ahcx) or a case folder (.ahcase) of applicant-helper without applicant-helper.

    python3 open_case.py CASE.ahcx NEW_FOLDER

Needs Python 3.11 or newer; for a protected case also PyNaCl (pip install pynacl). Reads only; writes answers.json
and the documents, unencrypted, into the new folder. The format is described in docs/format.md beside this file.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import re
import sqlite3
import struct
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

Read = Callable[[str], bytes]
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def members(source: Path) -> tuple[Read, list[str]]:
    """How to read a part of the case by name, and the names of its documents."""
    if source.is_dir():
        names = [p.relative_to(source).as_posix() for p in sorted(source.glob("objects/??/*"))]
        return (lambda name: (source / name).read_bytes()), names
    archive = zipfile.ZipFile(source)
    return archive.read, [n for n in archive.namelist() if n.startswith("objects/")]


def blake(data: bytes, key: bytes, size: int, person: bytes, salt: bytes = b"") -> bytes:
    """Keyed BLAKE2b."""
    return hashlib.blake2b(data, key=key, digest_size=size, person=person, salt=salt).digest()


def case_key(header: dict, secret: str) -> bytes:
    """The 32 bytes behind the first key slot that the passphrase or recovery code opens."""
    import nacl.bindings as sodium
    import nacl.exceptions

    for slot in header["key_slots"]:
        salt, sealed = bytes.fromhex(slot["salt"]), bytes.fromhex(slot["sealed"])
        bound = {name: slot[name] for name in ("id", "kind", "salt", "kdf")}
        told = json.dumps(bound, separators=(",", ":"), sort_keys=True)
        if slot["kind"] == "passphrase":
            text = " ".join(unicodedata.normalize("NFKC", secret).split()).encode()
            kdf = slot["kdf"]
            wrap = sodium.crypto_pwhash_alg(
                32, text, salt, kdf["passes"], kdf["memory"], sodium.crypto_pwhash_ALG_ARGON2ID13
            )
        else:
            signs = "".join(c for c in secret.upper() if c.isalnum()).translate(str.maketrans("ILO", "110"))
            if len(signs) != 36 or any(c not in ALPHABET for c in signs):
                continue
            number = 0
            for sign in signs[:32]:
                number = number * 32 + ALPHABET.index(sign)
            wrap = blake(salt, number.to_bytes(20, "big"), 32, b"ahrecovery")
        try:
            return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
                sealed[24:], f"ahslot:{header['case_id']}:{told}".encode(), sealed[:24], wrap
            )
        except nacl.exceptions.CryptoError:
            continue
    sys.exit("Neither a passphrase nor a recovery code of this case.")


def subkey(key: bytes, number: int) -> bytes:
    """libsodium's crypto_kdf with the context ahcase01."""
    return blake(b"", key, 32, b"ahcase01" + bytes(8), number.to_bytes(8, "little") + bytes(8))


def open_record(key: bytes | None, table: bytes, name: bytes, rev: int, stored: bytes) -> bytes:
    """The JSON inside a stored row: after 16 bytes of checksum, or decrypted and cut to its length."""
    if key is None:
        return stored[16:]
    import nacl.bindings as sodium

    bound = table + name.ljust(16, b"\0") + rev.to_bytes(8, "big")
    padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        stored[24:], bound, stored[:24], subkey(key, 1)
    )
    return padded[4 : 4 + struct.unpack("<I", padded[:4])[0]]


def open_document(key: bytes | None, stored: bytes) -> bytes:
    """The bytes of a document."""
    if key is None:
        return stored
    import nacl.bindings as sodium

    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    stream = blake(stored[4:20], subkey(key, 2), 32, b"ahobject")
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, stored[20:44], stream)
    plain, at, tag = b"", 44, 0
    while tag != sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL:
        part, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, stored[at : at + 65553])
        plain, at = plain + part, at + 65553
    return plain


def main(source: Path, target: Path) -> None:
    """Unpack one case."""
    read, documents = members(source)
    header = json.loads(read("header.json"))
    key = None
    if header["protection"] != "none":
        key = case_key(header, getpass.getpass("Passphrase or recovery code: "))
    database = sqlite3.connect(":memory:")
    database.deserialize(read("case.db"))
    answers = {}
    for name, rev, stored in database.execute("SELECT k, rev, v FROM rec"):
        record, value = json.loads(open_record(key, b"R", name, rev, stored))
        answers[record] = value
    target.mkdir()
    text = json.dumps(answers, indent=1, ensure_ascii=False, sort_keys=True)
    (target / "answers.json").write_text(text, encoding="utf-8")
    names = {row["sha256"]: row for row in answers.values() if isinstance(row, dict) and "sha256" in row}
    for number, place in enumerate(documents, start=1):
        plain = open_document(key, read(place))
        row = names.get(hashlib.sha256(plain).hexdigest(), {})
        name = re.sub(r"[^\w.-]+", "_", str(row.get("original_name", ""))).lstrip(".")
        (target / f"{number:03d}-{name or 'document'}").write_bytes(plain)
    sys.stdout.write(f"{len(answers)} records in answers.json, {len(documents)} documents.\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
