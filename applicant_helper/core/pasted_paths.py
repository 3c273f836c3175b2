"""Paths out of what a person types, pastes or drops: quoted, escaped, several at once, from any system. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

_START = re.compile(r"""['"]?(?:~(?:[\\/]|$)|/|\.{1,2}[\\/]|[A-Za-z]:[\\/]|file://|\\\\)""")
_BACKSLASH_IS_A_SEPARATOR = re.compile(r"""['"]?(?:[A-Za-z]:[\\/]|\\\\[^\\\s]|~\\|\.{1,2}\\)""")
_PAPER_ENDING = re.compile(r"\.(?:pdf|jpe?g|png|tiff?|hei[cf]|webp|zip)$", re.IGNORECASE)
_MOUNTED_DRIVE = re.compile(r"^/(?:mnt/)?([A-Za-z])(?:/(.*))?$", re.DOTALL)
_DRIVE = re.compile(r"^([A-Za-z]):[\\/](.*)$", re.DOTALL)
_SPACE = re.compile(r"\s+")
_QUOTES = "'\""
_POWERSHELL_CALL = "&"


def looks_like_path(text: str) -> bool:
    """Whether a pasted text begins like a path on some system.

    >>> looks_like_path("/home/ana/card.pdf"), looks_like_path("'C:\\\\x.pdf'"), looks_like_path("Peña Ortiz")
    (True, True, False)
    """
    stripped = text.strip()
    return bool(_START.match(stripped.removeprefix("& ")))


def split_pasted(text: str) -> tuple[str, ...]:
    r"""Every path in a pasted text, in order. Words that are no path are left as they are.

    A space belongs to the path unless a path, a quote or nothing follows, or the path so far ends like a
    paper (`.pdf`, `.jpg` ...).

    >>> split_pasted("'/a b/c.pdf' /d\\ e.jpg")
    ('/a b/c.pdf', '/d e.jpg')
    >>> split_pasted("file:///a%20b.pdf\n/Ana's papers/c d.pdf")
    ('/a b.pdf', "/Ana's papers/c d.pdf")
    """
    paths: list[str] = []
    for line in re.split(r"\r\n|\r|\n", text):
        paths.extend(_finished(t) for t in _Line(line).tokens() if t != _POWERSHELL_CALL)
    return tuple(p for p in paths if p)


def join_pasted(paths: Sequence[str]) -> str:
    """Paths on one line so that `split_pasted` gives them back, for a field a person can still edit.

    >>> join_pasted(["/a b.pdf", "/Ana's c.pdf"])
    '"/a b.pdf" "/Ana\\'s c.pdf"'
    """
    return " ".join(p if split_pasted(f"{p} /x") == (p, "/x") and " " not in p else _quoted(p) for p in paths)


def spellings(path: str) -> tuple[str, ...]:
    r"""A path and how other systems on the same computer write it (Windows, Git Bash, WSL), the given one first.

    >>> spellings("/c/Users/ana/x.pdf")
    ('/c/Users/ana/x.pdf', 'C:\\Users\\ana\\x.pdf')
    >>> spellings("D:\\x.pdf")
    ('D:\\x.pdf', '/mnt/d/x.pdf', '/d/x.pdf')
    """
    mounted, drive = _MOUNTED_DRIVE.match(path), _DRIVE.match(path)
    if mounted:
        return (path, f"{mounted[1].upper()}:\\" + (mounted[2] or "").replace("/", "\\"))
    if drive:
        rest = drive[1].lower() + "/" + drive[2].replace("\\", "/")
        return (path, f"/mnt/{rest}", f"/{rest}")
    return (path,)


class _Line:
    """Reads one line from left to right."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._place = 0
        self._never_closed: set[str] = set()

    def tokens(self) -> list[str]:
        found: list[str] = []
        while True:
            self._skip_space()
            if self._place >= len(self._line):
                return found
            quoted = self._quoted_token()
            found.append(self._bare_token() if quoted is None else quoted)

    def _here(self, ahead: int = 0) -> str:
        """The character at the place, or nothing after the end."""
        return self._line[self._place + ahead : self._place + ahead + 1]

    def _keeps_backslash(self) -> bool:
        return bool(_BACKSLASH_IS_A_SEPARATOR.match(self._line, self._place))

    def _skip_space(self) -> None:
        self._place = self._after_space()

    def _after_space(self) -> int:
        found = _SPACE.match(self._line, self._place)
        return found.end() if found else self._place

    def _quoted_token(self) -> str | None:
        """A token that begins with a quote, as shells write it; None (nothing read) when it never closes."""
        begin = self._place
        if self._line[begin] not in _QUOTES:
            return None
        keeps_backslash = self._keeps_backslash()
        token = ""
        while (c := self._here()) and not c.isspace():
            if c in _QUOTES:
                part = self._quoted_part(keeps_backslash=keeps_backslash)
                if part is None:
                    self._place = begin
                    return None
                token += part
            elif c == "\\" and not keeps_backslash and self._here(1):
                token += self._here(1)
                self._place += 2
            else:
                token += c
                self._place += 1
        return token

    def _quoted_part(self, *, keeps_backslash: bool) -> str | None:
        """What stands between two quotes. A quote inside a word does not close: `'Ana's card.pdf'`."""
        quote = self._line[self._place]
        if quote in self._never_closed:
            return None
        place, part = self._place + 1, [""]
        while place < len(self._line):
            c, following = self._line[place], self._line[place + 1 : place + 2]
            if c == quote and (not following or following.isspace() or following in _QUOTES + "\\"):
                self._place = place + 1
                return "".join(part)
            if c == "\\" and quote == '"' and not keeps_backslash and following and following in '"\\$`':
                part.append(following)
                place += 2
                continue
            part.append(c)
            place += 1
        self._never_closed.add(quote)
        return None

    def _bare_token(self) -> str:
        keeps_backslash = self._keeps_backslash()
        token: list[str] = []
        has_escapes = False
        while c := self._here():
            if c == "\\" and not keeps_backslash and self._here(1):
                token.append(self._here(1))
                has_escapes = True
                self._place += 2
            elif c.isspace() and (has_escapes or self._ends(token)):
                break
            else:
                token.append(c)
                self._place += 1
        return "".join(token)

    def _ends(self, token: Sequence[str]) -> bool:
        """Whether the space at the place ends an unquoted token."""
        if token[:7] == list("file://") or token == [_POWERSHELL_CALL]:
            return True
        place = self._after_space()
        if place == len(self._line) or self._line[place] in _QUOTES or _START.match(self._line, place):
            return True
        return bool(_PAPER_ENDING.search("".join(token[-6:])))


def _finished(token: str) -> str:
    if token.startswith("file://"):
        token = unquote(token.removeprefix("file://").removeprefix("localhost"))
        if re.match(r"^/[A-Za-z]:", token):
            token = token[1:]
    return token


def _quoted(path: str) -> str:
    if _BACKSLASH_IS_A_SEPARATOR.match(path):
        return f'"{path}"'
    return '"' + re.sub(r'(["\\$`])', r"\\\1", path) + '"'
