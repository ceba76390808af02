"""The colours of the window, by what they mean.

Text on every ground keeps a contrast of 4.5:1 or more (WCAG 2.2, 1.4.3); nothing is told by
colour alone.
"""

from typing import Literal

from msgspec import Struct

Look = Literal["system", "light", "dark", "contrast"]
LOOKS: tuple[Look, ...] = ("system", "light", "dark", "contrast")
Tone = Literal["plain", "good", "notice", "alert", "quiet"]


class Colours(Struct, frozen=True, kw_only=True):
    """One set of colours; `x_ground` is the tint behind text of meaning `x`."""

    canvas: str
    surface: str
    raised: str
    line: str
    strong_line: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_hover: str
    selected: str
    hover: str
    focus: str
    side: str
    side_text: str
    side_muted: str
    side_selected: str
    side_mark: str
    good: str
    good_ground: str
    notice: str
    notice_ground: str
    alert: str
    alert_ground: str
    quiet_ground: str


LIGHT = Colours(
    canvas="#f3f5f3",
    surface="#ffffff",
    raised="#ffffff",
    line="#e1e7e3",
    strong_line="#c3cdc7",
    text="#18211d",
    muted="#56645d",
    accent="#00694d",
    accent_text="#ffffff",
    accent_hover="#00573f",
    selected="#ddf0e7",
    hover="#f0f5f2",
    focus="#0a8f6a",
    side="#0b3b2d",
    side_text="#dfece6",
    side_muted="#9dbbae",
    side_selected="#15573f",
    side_mark="#f0574f",
    good="#0b6b3f",
    good_ground="#e0f3e8",
    notice="#7a4d00",
    notice_ground="#fdf0d5",
    alert="#a61b1b",
    alert_ground="#fde8e6",
    quiet_ground="#edf1ee",
)

DARK = Colours(
    canvas="#121715",
    surface="#1a201d",
    raised="#212925",
    line="#2b3530",
    strong_line="#44524b",
    text="#e7eeea",
    muted="#a3b3ab",
    accent="#2f9d78",
    accent_text="#04120d",
    accent_hover="#3fb489",
    selected="#1f4234",
    hover="#222b26",
    focus="#52c79d",
    side="#0c1411",
    side_text="#cfddd6",
    side_muted="#83998e",
    side_selected="#1a3a2e",
    side_mark="#ff7a70",
    good="#7fd9ac",
    good_ground="#17372a",
    notice="#f1c66d",
    notice_ground="#3a2e13",
    alert="#ff9c92",
    alert_ground="#431f1c",
    quiet_ground="#28312c",
)

CONTRAST = Colours(
    canvas="#000000",
    surface="#000000",
    raised="#000000",
    line="#ffffff",
    strong_line="#ffffff",
    text="#ffffff",
    muted="#ffffff",
    accent="#ffe600",
    accent_text="#000000",
    accent_hover="#fff27a",
    selected="#00338d",
    hover="#1f1f1f",
    focus="#00e5ff",
    side="#000000",
    side_text="#ffffff",
    side_muted="#ffffff",
    side_selected="#00338d",
    side_mark="#ff8a80",
    good="#7dff9b",
    good_ground="#000000",
    notice="#ffe600",
    notice_ground="#000000",
    alert="#ff8a80",
    alert_ground="#000000",
    quiet_ground="#000000",
)
