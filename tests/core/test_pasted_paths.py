"""Paths come out of a paste whatever the system wrapped them in."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicant_helper.core.pasted_paths import join_pasted, looks_like_path, spellings, split_pasted

PART = st.text(
    st.characters(
        categories=["L", "Nd", "Zs", "Po", "Ps", "Pe", "Sc", "So"],
        exclude_characters="/\\\n\r\u2028\u2029\x85",
    ),
    min_size=1,
    max_size=12,
)
PATH = st.lists(PART.filter(lambda p: p.strip() == p and p not in {".", ".."}), min_size=1, max_size=3).map(
    lambda p: "/" + "/".join(p)
)


def escaped(path: str) -> str:
    return "".join(c if c.isalnum() or c in "/._-" else "\\" + c for c in path)


STYLES: dict[str, Callable[[str], str]] = {
    "shell": lambda p: "'" + p.replace("'", "'\\''") + "'",
    "python": lambda p: shlex.quote(p) if shlex.quote(p) != p else f"'{p}'",
    "double": lambda p: '"' + p.replace('"', '\\"') + '"',
    "escaped": escaped,
    "uri": lambda p: "file://" + quote(p),
}


@given(st.lists(PATH, min_size=1, max_size=4), st.data())
def test_quoted_escaped_and_linked_paths_come_back(paths: list[str], data: st.DataObject) -> None:
    chosen = [data.draw(st.sampled_from(sorted(STYLES))) for _ in paths]
    gap = data.draw(st.sampled_from([" ", "  ", "\n", "\r\n"]))
    text = gap.join(STYLES[s](p) for s, p in zip(chosen, paths, strict=True))
    assert split_pasted(text) == tuple(paths)


@given(st.lists(PATH, max_size=4))
def test_joined_paths_come_back(paths: list[str]) -> None:
    assert split_pasted(join_pasted(paths)) == tuple(paths)


@given(st.lists(PATH, min_size=1, max_size=4))
def test_plain_paths_one_on_a_line_come_back(paths: list[str]) -> None:
    papers = [
        p.replace(".", "_").replace(" /", "/").replace("'", "").replace('"', "") + ".pdf" for p in paths
    ]
    plain = [" ".join(p.split()) for p in papers]
    assert split_pasted("\n".join(plain)) == tuple(plain)


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
        ("/Users/ana/Ana's papers/Bob's card.pdf", ("/Users/ana/Ana's papers/Bob's card.pdf",)),
        ("'/Users/ana/Ana's papers/card.pdf'", ("/Users/ana/Ana's papers/card.pdf",)),
        ("'/home/ana/Ana'\\''s card.pdf'", ("/home/ana/Ana's card.pdf",)),
        ("/Users/ana/Ana\\'s\\ card.pdf ", ("/Users/ana/Ana's card.pdf",)),
        ("/a b/c d.pdf /e f/g.jpg", ("/a b/c d.pdf", "/e f/g.jpg")),
        ("C:\\my papers\\a b.pdf D:\\c d.jpg", ("C:\\my papers\\a b.pdf", "D:\\c d.jpg")),
        ("\\\\server\\share\\a b.pdf", ("\\\\server\\share\\a b.pdf",)),
        ("& 'C:\\Users\\ana\\a b.pdf'", ("C:\\Users\\ana\\a b.pdf",)),
        ("~\\Documents\\a b.pdf", ("~\\Documents\\a b.pdf",)),
        ("file:///C:/Users/ana/a%20b.pdf", ("C:/Users/ana/a b.pdf",)),
        ("card.pdf my lease.pdf", ("card.pdf", "my lease.pdf")),
        ("my card", ("my card",)),
        ("'unclosed card.pdf", ("'unclosed card.pdf",)),
        ("/c/Users/ana/x.pdf", ("/c/Users/ana/x.pdf",)),
        ("   ", ()),
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


@pytest.mark.parametrize(
    ("path", "others"),
    [
        ("/c/Users/ana/a b.pdf", ("C:\\Users\\ana\\a b.pdf",)),
        ("/mnt/d/x.pdf", ("D:\\x.pdf",)),
        ("C:\\Users\\ana\\x.pdf", ("/mnt/c/Users/ana/x.pdf", "/c/Users/ana/x.pdf")),
        ("/home/ana/x.pdf", ()),
        ("card.pdf", ()),
    ],
)
def test_a_path_is_known_by_its_other_spellings(path: str, others: tuple[str, ...]) -> None:
    assert spellings(path) == (path, *others)
