"""Our own looks: calm by default, high contrast, and blue with orange for those who confuse red and green."""

from __future__ import annotations

from textual.theme import Theme

CALM = Theme(
    name="calm",
    primary="#8fb8de",
    secondary="#7a8a99",
    accent="#e0b36a",
    foreground="#dfe3e8",
    background="#14181d",
    surface="#14181d",
    panel="#1d232a",
    success="#8cc29a",
    warning="#e0b36a",
    error="#e58b7b",
    dark=True,
)
HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#00ff66",
    warning="#ffff00",
    error="#ff9c8f",
    dark=True,
)
BLUE_ORANGE = Theme(
    name="blue-orange",
    primary="#0b5394",
    secondary="#475569",
    accent="#a34700",
    foreground="#1b1f24",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#efede7",
    success="#0b5394",
    warning="#8a4b00",
    error="#a34700",
    dark=False,
)
THEMES = (CALM, HIGH_CONTRAST, BLUE_ORANGE)
