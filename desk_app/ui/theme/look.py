"""Puts a look on the application: palette, style sheet and fonts, switchable while it runs."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desk_app.i18n import language
from desk_app.resources import resource
from desk_app.ui.theme.colours import CONTRAST, DARK, LIGHT, Colours, Look
from desk_app.ui.theme.sheet import sheet

BASE_POINTS = 10.0
FAMILIES = ("Noto Sans Bengali", "Noto Sans")
"""The Bangla face first: it has no Latin letters, so Latin falls through to the other."""
_LARGER = {"bn": 1.1}
"""Bangla letters are drawn smaller than Latin ones of the same size."""
_FONTS = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansBengali-Bold.ttf",
)


STYLE = ("-style", "Fusion")
"""The words that make an application draw with the style which the sheet is written for.

Set later, the style replaces one that was made for nothing, and all is told: 5 ms of the start.
"""
_OWN_SIZES = (16, 32, 64, 128)


class _Worn:
    """The look the process wears now."""

    colours: Colours = LIGHT
    scale: float = 1.0


def colours() -> Colours:
    """Return the colours in use."""
    return _Worn.colours


def scale() -> float:
    """Return how much larger than usual text is written."""
    return _Worn.scale


def wear(app: QApplication, look: Look = "system", scale: float = 1.0) -> None:
    """Give the application `look`, with text `scale` times its usual size; no sheet yet."""
    _Worn.colours = _chosen(look)
    load_fonts()
    _Worn.scale = scale * _LARGER.get(language(), 1.0)
    app.setFont(font(BASE_POINTS * _Worn.scale))
    app.setPalette(_palette(_Worn.colours))


def put_on_sheet(app: QApplication) -> None:
    """Put on the style sheet that goes with the look, once the first window has its widgets.

    A sheet that is there already is worked out anew for each widget that gets a parent.
    """
    icons = {"down": _file("down"), "tick": _file("tick-on")}
    app.setStyleSheet(sheet(_Worn.colours, BASE_POINTS * _Worn.scale, icons))


def font(points: float, *, bold: bool = False) -> QFont:
    """Return the window's font: one face for either script."""
    made = QFont(list(FAMILIES))
    made.setPointSizeF(points)
    made.setBold(bold)
    return made


@cache
def load_fonts() -> None:
    """Add the fonts the program carries, so that Bangla is right on every machine."""
    for name in _FONTS:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def _chosen(look: Look) -> Colours:
    if look == "system":
        hints = QGuiApplication.styleHints()
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}[look]


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in {
        role.Window: c.canvas,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.hover,
        role.Text: c.text,
        role.Button: c.surface,
        role.ButtonText: c.text,
        role.ToolTipBase: c.raised,
        role.ToolTipText: c.text,
        role.Highlight: c.accent,
        role.HighlightedText: c.accent_text,
        role.PlaceholderText: c.muted,
        role.Link: c.accent,
    }.items():
        palette.setColor(which, QColor(colour))
    return palette


def _file(name: str) -> str:
    return resource("icons", f"{name}.svg").as_posix()


@cache
def _drawing(name: str) -> str:
    return Path(_file(name)).read_text(encoding="utf-8")


def pixmap(name: str, colour: str, size: int = 20) -> QPixmap:
    """Draw the program's icon `name` in one colour."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    picture = QPixmap(QSize(size, size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing = _drawing(name).replace("currentColor", colour).encode()
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def own_icon() -> QIcon:
    """Return the program's icon.

    Left to Qt, its file is drawn by a plugin, for which all plugins for pictures are looked at.
    """
    made = QIcon()
    for size in _OWN_SIZES:
        made.addPixmap(pixmap("app", "", size))
    return made


def icon(name: str, colour: str = "") -> QIcon:
    """Return the icon `name` in `colour`, or in the colour of text."""
    made = QIcon(pixmap(name, colour or colours().text))
    made.addPixmap(pixmap(name, colours().muted), QIcon.Mode.Disabled)
    return made
