"""Bytes changed in the ways that damage and malice change them: flipped, cut, spliced, repeated, put in."""

from __future__ import annotations

from hypothesis import strategies as st

PLACE = st.floats(0, 1, exclude_max=True)
ODD_NUMBERS = st.sampled_from(
    [b"\0" * 4, b"\xff" * 4, b"\xff" * 8, b"\x01\0\0\0", b"\0\0\0\x80", b"PK\x05\x06"]
)


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, float, float, bytes]:
    """One change: how, where, how far, and with which bytes."""
    how = draw(st.sampled_from(["flip", "set", "cut", "drop", "put", "splice", "repeat", "numbers"]))
    bytes_put = draw(ODD_NUMBERS if how == "numbers" else st.binary(min_size=1, max_size=12))
    return how, draw(PLACE), draw(PLACE), bytes_put


SEVERAL = st.lists(changes(), min_size=1, max_size=3)


def changed(data: bytes, several: list[tuple[str, float, float, bytes]]) -> bytes:
    """`data` after these changes."""
    for one in several:
        data = _changed(data, *one)
    return data


def _changed(data: bytes, how: str, where: float, far: float, put: bytes) -> bytes:
    at = int(where * len(data))
    span = 1 + int(far * min(64, len(data)))
    other = int(far * len(data))
    match how:
        case "flip":
            flipped = bytes([data[at] ^ (1 << put[0] % 8)]) if data else b""
            return data[:at] + flipped + data[at + 1 :]
        case "set" | "numbers":
            return data[:at] + put + data[at + len(put) :]
        case "cut":
            return data[:at]
        case "drop":
            return data[:at] + data[at + span :]
        case "put":
            return data[:at] + put + data[at:]
        case "splice":
            return data[:at] + data[other : other + span] + data[at + span :]
        case _:
            return data[: at + span] + data[at:]
