"""What a program sent to a terminal: titles, clipboard, notifications and other messages beside the picture."""

from __future__ import annotations

import re

_MESSAGE = re.compile(r"\x1b([\]P^_X])(.*?)(?:\x07|\x1b\\)", re.DOTALL)
KINDS = {"]": "OSC", "P": "DCS", "^": "PM", "_": "APC", "X": "SOS"}
CLEARS_SCROLLBACK = "\x1b[3J"


def messages(shown: str) -> list[str]:
    """Every message to the terminal itself: window title, clipboard, notification, device strings."""
    return [f"{KINDS[kind]} {text}" for kind, text in _MESSAGE.findall(shown)]


def beside_the_picture(shown: str) -> list[str]:
    """Messages that may leave the window: titles, clipboard, notifications, pictures of other programs.

    Asking the terminal what it can do carries nothing, nor does the shape of the mouse pointer.
    """
    harmless = re.compile(r"DCS \+q[0-9A-Fa-f;]*|OSC 1[01];\?|OSC 22;[a-z-]*")
    return [text for text in messages(shown) if not harmless.fullmatch(text)]
