"""Paths come out of a paste whatever the system wrapped them in."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.core.pasted_paths import looks_like_path, split_pasted

PART = st.text(
    st.characters(
        categories=["L", "Nd", "Zs", "Po", "Ps", "Pe"], exclude_characters="/\\\n\r\u2028\u2029\x85'\""
    ),
    min_size=1,
    max_size=12,
)
PATH = st.lists(PART.filter(lambda p: p.strip() == p and p not in {".", ".."}), min_size=1, max_size=3).map(
    lambda p: "/" + "/".join(p)
)


def escaped(path: str) -> str:
    return "".join(c if c.isalnum() or c in "/._-" else "\\" + c for c in path)


@given(st.lists(PATH, min_size=1, max_size=4), st.data())
def test_quoted_escaped_and_linked_paths_come_back(paths: list[str], data: st.DataObject) -> None:
    styles: dict[str, Callable[[str], str]] = {
        "single": lambda p: "'" + p + "'",
        "shell": shlex.quote,
        "double": lambda p: '"' + p + '"',
        "escaped": escaped,
        "uri": lambda p: "file://" + quote(p),
    }
    chosen = [data.draw(st.sampled_from(sorted(styles))) for _ in paths]
    gap = data.draw(st.sampled_from([" ", "\n", "\r\n"]))
    text = gap.join(styles[s](p) for s, p in zip(chosen, paths, strict=True))
    if any(s == "shell" and shlex.quote(p) == p for s, p in zip(chosen, paths, strict=True)) and gap == " ":
        return
    assert split_pasted(text) == tuple(paths)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("/home/ana/my papers/card.pdf", ("/home/ana/my papers/card.pdf",)),
        ("C:\\Users\\ana\\my card.pdf", ("C:\\Users\\ana\\my card.pdf",)),
        ('"C:\\a b.pdf" "D:\\c.pdf"', ("C:\\a b.pdf", "D:\\c.pdf")),
        ("~/x.pdf", ("~/x.pdf",)),
        ("/mnt/c/Users/ana/x.pdf", ("/mnt/c/Users/ana/x.pdf",)),
        ("/a.pdf /b.pdf", ("/a.pdf", "/b.pdf")),
        ("/a/출생 증명서.pdf", ("/a/출생 증명서.pdf",)),
        ("", ()),
    ],
)
def test_common_pastes(text: str, wanted: tuple[str, ...]) -> None:
    assert split_pasted(text) == wanted


@given(st.text(max_size=80))
def test_any_text_is_split_without_raising(text: str) -> None:
    assert "" not in split_pasted(text)
    assert looks_like_path(text) in (True, False)


@pytest.mark.parametrize("text", ["Peña Ortiz", "03/14/1991", "no", "a/b"])
def test_words_are_no_paths(text: str) -> None:
    assert not looks_like_path(text)
