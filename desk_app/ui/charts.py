"""Bars that are read in black and white: their parts differ in pattern, not only in colour."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk_app.ui.theme.look import colours
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, row

Fill = Literal["full", "hatched", "empty"]
"""full: certain; hatched: claimed or not confirmed yet; empty: only an outline."""
_GAP = 10
_SHARE = 0.45
"""The part of the width that names may take at most."""


class Part(Struct, frozen=True):
    """A stretch of a bar."""

    value: float
    fill: Fill = "full"


class Bar(Struct, frozen=True):
    """One bar: what it is about, its parts, the words for its value, and a mark to be reached."""

    name: str
    parts: tuple[Part, ...]
    words: str
    mark: float | None = None


class Bars(QWidget):
    """Horizontal bars on one scale; a screen reader hears name and value of each."""

    def __init__(self, title: str, bars: Sequence[Bar]) -> None:
        super().__init__()
        self._bars = tuple(bars)
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(f"{bar.name}: {bar.words}" for bar in bars))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Override."""
        return QSize(420, len(self._bars) * self._step() + 4)

    def minimumSizeHint(self) -> QSize:
        """Override."""
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((_length(bar) for bar in self._bars), default=0) or 1
        for place, bar in enumerate(self._bars):
            self._draw(painter, bar, place * self._step(), most)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours().focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _step(self) -> int:
        return self.fontMetrics().height() + _GAP

    def _draw(self, painter: QPainter, bar: Bar, top: int, most: float) -> None:
        high = self.fontMetrics().height()
        advance = self.fontMetrics().horizontalAdvance
        longest = max(advance(one.name) for one in self._bars) + 2 * _GAP
        names = min(longest, int(self.width() * _SHARE))
        figures = max(advance(one.words) for one in self._bars) + _GAP
        room = max(20, self.width() - names - figures - _GAP)
        painter.setPen(QColor(colours().text))
        cut = Qt.TextElideMode.ElideRight
        name = self.fontMetrics().elidedText(bar.name, cut, names - _GAP)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(4, top, names - _GAP, high + _GAP), middle, name)
        left = float(names)
        for part in bar.parts:
            wide = room * part.value / most
            if wide > 0:
                _fill(painter, QRectF(left, top + 4, wide, high + 2), part.fill)
            left += wide
        said = left + 8
        if bar.mark is not None:
            x = names + room * bar.mark / most
            _mark(painter, x, top, high + _GAP)
            if said - 8 <= x < said + advance(bar.words) + 4:  # beside it, not across
                said = x + 8
        painter.setPen(QColor(colours().text))
        painter.drawText(QRectF(said, top, figures, high + _GAP), middle, bar.words)


def _length(bar: Bar) -> float:
    return max(sum(part.value for part in bar.parts), bar.mark or 0)


def _fill(painter: QPainter, place: QRectF, fill: Fill) -> None:
    colour = QColor(colours().accent)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush if fill != "full" else QBrush(colour))
    painter.drawRect(place)
    if fill == "hatched":
        painter.fillRect(place, QBrush(colour, Qt.BrushStyle.BDiagPattern))


def _mark(painter: QPainter, x: float, top: int, high: int) -> None:
    """Draw what is to be reached: a line with a small triangle on it."""
    painter.setPen(QPen(QColor(colours().text), 2))
    painter.drawLine(int(x), top + 1, int(x), top + high - 1)
    painter.drawLine(int(x) - 4, top + 1, int(x) + 4, top + 1)


class Key(QWidget):
    """Says what a pattern means."""

    def __init__(self, entries: Sequence[tuple[Fill, str]]) -> None:
        super().__init__()
        line: QHBoxLayout = row(self, gap=UNIT)
        for fill, words in entries:
            line.addWidget(Sample(fill))
            line.addWidget(Words(words, "small", wrap=False))
        line.addStretch(1)


class Sample(QWidget):
    """A little of one pattern."""

    def __init__(self, fill: Fill) -> None:
        super().__init__()
        self._pattern: Fill = fill
        self.setFixedSize(26, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        _fill(painter, QRectF(1, 1, 24, 12), self._pattern)
        painter.end()


class Hatching(QWidget):
    """A narrow hatched band at the edge of something that is out of date."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        brush = QBrush(QColor(colours().notice), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(QRectF(self.rect()), brush)
        painter.end()
