"""Paths out of what a person types, pastes or drops: quoted, escaped, several at once, from any system. Pure."""

from __future__ import annotations

import re
from urllib.parse import unquote

_START = re.compile(r"""^(?:['"]?(?:~|/|\.{1,2}/|[A-Za-z]:[\\/]|file://|\\\\))""")
_DRIVE = re.compile(r"^/(?:mnt/)?([A-Za-z])/(.*)$")
_WINDOWS = re.compile(r"^['\"]?[A-Za-z]:\\")


def looks_like_path(text: str) -> bool:
    """Whether a pasted text begins like a path on some system.

    >>> looks_like_path("/home/ana/card.pdf"), looks_like_path("'C:\\\\x.pdf'"), looks_like_path("Peña Ortiz")
    (True, True, False)
    """
    return bool(_START.match(text.strip()))


def split_pasted(text: str) -> tuple[str, ...]:
    r"""Every path in a pasted text, in order. Words that are no path are left as they are.

    >>> split_pasted("'/a b/c.pdf' /d\\ e.jpg")
    ('/a b/c.pdf', '/d e.jpg')
    >>> split_pasted("file:///a%20b.pdf\n/c d.pdf")
    ('/a b.pdf', '/c d.pdf')
    """
    paths: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        paths.extend(_line(line.strip()))
    return tuple(p for p in paths if p)


def _line(line: str) -> list[str]:
    if not line:
        return []
    if _is_one_plain_path(line):
        return [_finished(line)]
    return [_finished(token) for token in _tokens(line)]


def _is_one_plain_path(line: str) -> bool:
    """A line with unquoted, unescaped spaces and only one start of a path is a single path."""
    escapes = "\\" in line and not _WINDOWS.match(line)
    if "'" in line or '"' in line or escapes or line.startswith("file://"):
        return False
    starts = [w for w in line.split(" ") if _START.match(w)]
    return len(starts) <= 1 and bool(_START.match(line))


def _tokens(line: str) -> list[str]:
    tokens: list[str] = []
    current, quote, started = "", "", False
    place = 0
    keeps_backslash = bool(_WINDOWS.match(line))
    while place < len(line):
        c = line[place]
        if quote:
            if c == quote:
                quote = ""
            elif (
                c == "\\"
                and quote == '"'
                and not keeps_backslash
                and line[place + 1 : place + 2] in {'"', "\\"}
            ):
                place += 1
                current += line[place]
            else:
                current += c
        elif c in "'\"" and (not current or not keeps_backslash):
            quote, started = c, True
        elif c == "\\" and not keeps_backslash and place + 1 < len(line):
            place += 1
            current += line[place]
        elif c.isspace():
            if current or started:
                tokens.append(current)
            current, started = "", False
        else:
            current += c
        place += 1
    if current or started:
        tokens.append(current)
    return tokens


def _finished(token: str) -> str:
    if token.startswith("file://"):
        token = unquote(token.removeprefix("file://").removeprefix("localhost"))
        if re.match(r"^/[A-Za-z]:", token):
            token = token[1:]
    return token


def as_windows_path(path: str) -> str:
    r"""A Git Bash or WSL path as Windows writes it; others unchanged.

    >>> as_windows_path("/c/Users/ana/x.pdf"), as_windows_path("/mnt/d/x.pdf")
    ('C:\\Users\\ana\\x.pdf', 'D:\\x.pdf')
    """
    match = _DRIVE.match(path)
    return f"{match[1].upper()}:\\" + match[2].replace("/", "\\") if match else path
