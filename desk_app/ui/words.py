"""The small parts every page is made of: plain words, chips, cards, buttons.

Whoever wrote a text, it is shown as it is: no widget of the window reads markup.
"""

from collections.abc import Callable
from typing import Literal, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desk_app.ui.theme.colours import Tone
from desk_app.ui.theme.look import colours, icon, pixmap
from desk_app.ui.theme.sheet import UNIT

Role = Literal[
    "body", "brand", "title", "large", "heading", "label", "muted", "small", "problem", "overdue"
]
ButtonLook = Literal["plain", "main", "quiet", "link", "item"]


class Words(QLabel):
    """A plain text of one role; long ones wrap, and can be selected where `copied` is wanted."""

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        *,
        wrap: bool = True,
        copied: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role != "body":
            self.setProperty("role", role)
        if copied:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setText(text)


class Elided(QLabel):
    """One line of plain text, ended by an ellipsis where room is short."""

    def __init__(self, text: str = "", role: Role = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role != "body":
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self.say(text)

    def say(self, text: str) -> None:
        """Show `text`, as much of it as fits."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(0, self.contentsRect().width())
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        tip(self, self._whole if shown != self._whole else "")


class Link(QPushButton):
    """A way to somewhere that looks like text; ended by an ellipsis where room is short."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = " ".join(text.split())
        self.setProperty("look", "link")
        self.setAutoDefault(False)
        self.setAccessibleName(self._whole)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(unmarked(self._whole))
        self._wide = super().sizeHint()

    def sizeHint(self) -> QSize:
        """Override."""
        return self._wide

    def minimumSizeHint(self) -> QSize:
        """Override."""
        return QSize(min(40, self._wide.width()), self._wide.height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the style sheet reached the button."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.setText(unmarked(self._whole))
            self._wide = super().sizeHint()
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 6
        metrics = self.fontMetrics()
        fits = self.width() >= self._wide.width() or metrics.horizontalAdvance(self._whole) <= room
        elided = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        shown = unmarked(self._whole if fits else elided)
        if self.text() != shown:
            self.setText(shown)
            tip(self, "" if fits else self._whole)


class Chip(QLabel):
    """A word or two that tell a state; its tone adds colour to what the words already say."""

    def __init__(self, text: str, tone: Tone = "plain", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("chip", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def say(self, text: str, tone: Tone) -> None:
        """Tell another state."""
        self.setText(text)
        self.setProperty("chip", tone)
        restyle(self)


class Picture(QLabel):
    """An icon that stands beside words and says nothing of its own."""

    def __init__(self, name: str, colour: str, size: int = 20) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setPixmap(pixmap(name, colour, size))
        self.setFixedSize(size, size)


class Card(QFrame):
    """A framed group of widgets, one below the other."""

    def __init__(
        self, look: Literal["true", "notice", "alert"] = "true", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", look)
        self.column = column(self, margin=2 * UNIT, gap=UNIT)


class Scroll(QScrollArea):
    """A page that scrolls up and down; `column` is its layout, kept to a readable width."""

    def __init__(self, *, width: int = 960, margin: int = 3 * UNIT, gap: int = 2 * UNIT) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys scroll
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        page.setMaximumWidth(width)
        self.column = column(page, margin=margin, gap=gap)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(page, 1)
        row.addStretch(0)
        self.setWidget(inside)


def column(parent: QWidget | None = None, *, margin: int = 0, gap: int = UNIT) -> QVBoxLayout:
    """Return a vertical layout on the grid."""
    return _spaced(QVBoxLayout(parent) if parent else QVBoxLayout(), margin, gap)


def row(parent: QWidget | None = None, *, margin: int = 0, gap: int = UNIT) -> QHBoxLayout:
    """Return a horizontal layout on the grid."""
    return _spaced(QHBoxLayout(parent) if parent else QHBoxLayout(), margin, gap)


_Box = TypeVar("_Box", bound=QBoxLayout)


def _spaced(box: _Box, margin: int, gap: int) -> _Box:
    box.setContentsMargins(margin, margin, margin, margin)
    box.setSpacing(gap)
    return box


def centred(width: int) -> tuple[QWidget, Card]:
    """Return a widget with one card in its middle, and the card."""
    page = QWidget()
    line = row(page)
    card = Card()
    card.setFixedWidth(width)
    card.column.setSpacing(UNIT + 4)
    card.column.setContentsMargins(4 * UNIT, 4 * UNIT, 4 * UNIT, 4 * UNIT)
    line.addStretch(1)
    line.addWidget(card)
    line.addStretch(1)
    return page, card


def rule() -> QFrame:
    """Return a hairline."""
    line = QFrame()
    line.setProperty("rule", "true")
    return line


def button(
    text: str,
    pressed: Callable[[], object] | None = None,
    *,
    look: ButtonLook = "plain",
    picture: str = "",
    hint: str = "",
) -> QPushButton:
    """Return a push button; texts of records are safe in it."""
    made = Link(text) if look == "link" else QPushButton(unmarked(text))
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    if look not in ("plain", "link"):
        made.setProperty("look", look)
    if picture:
        made.setIcon(icon(picture, colours().accent_text if look == "main" else colours().accent))
        made.setIconSize(QSize(16, 16))
    if hint:
        tip(made, hint)
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def tool(text: str, picture: str, pressed: Callable[[], object] | None = None) -> QToolButton:
    """Return a button that shows an icon only; `text` is its tip and its name for a reader."""
    made = QToolButton()
    made.setIcon(icon(picture))
    made.setIconSize(QSize(18, 18))
    made.setAccessibleName(text)
    tip(made, text)
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def unmarked(text: str) -> str:
    """Return `text` so that a button or menu does not read `&` as a key."""
    return text.replace("&", "&&")


def tip(widget: QWidget, text: str) -> None:
    """Set a tooltip that shows `text` as it is (Qt reads tips that look like markup as markup)."""
    widget.setToolTip(tip_text(text))


def tip_text(text: str) -> str:
    """Return `text` so that a tooltip shows it as it is, in a list or table too."""
    return f"<qt>{_escaped(text)}</qt>" if "<" in text or "&" in text else text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clear(layout: QLayout) -> None:
    """Take every widget out of `layout` and close it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
