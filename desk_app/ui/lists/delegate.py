"""Draws a row of a list: a title, a line of detail, and a chip when something is to be known."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk_app.domain.kinds import KINDS
from desk_app.domain.records import State
from desk_app.i18n import t
from desk_app.store.values import Row
from desk_app.ui.lists.model import ROW
from desk_app.ui.showing import day_words, moment_words
from desk_app.ui.states import state_tone, state_words
from desk_app.ui.theme.colours import Colours, Tone
from desk_app.ui.theme.look import BASE_POINTS, colours, font, scale

PAD = 12
_QUIET: tuple[State, ...] = ("received", "here")


class RowDelegate(QStyledItemDelegate):
    """Draws plain text with the painter alone: nothing is laid out that is not seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        points = BASE_POINTS * scale()
        self._colours: Colours = colours()
        self._title = font(points)
        self._strong = font(points, bold=True)
        self._small = font(points * 0.88)
        self._title_metrics = QFontMetrics(self._title)
        self._strong_metrics = QFontMetrics(self._strong)
        self._small_metrics = QFontMetrics(self._small)
        self.height = self._title_metrics.height() + self._small_metrics.height() + 14

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002  (Qt's signature)
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002  (Qt's signature)
    ) -> QSize:
        """Override."""
        return QSize(200, self.height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Override."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._draw_ground(painter, rect, state, chosen=chosen)
        row: Row | None = index.data(ROW)
        if row is None:
            self._draw_waiting(painter, rect)
            return
        right = self._draw_chip(painter, rect, row)
        self._draw_title(painter, rect, row, chosen=chosen)
        self._draw_detail(painter, rect, right, row)

    def _draw_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, chosen: bool
    ) -> None:
        if chosen:
            painter.fillRect(rect, QColor(self._colours.selected))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), QColor(self._colours.accent)
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(self._colours.hover))
        # Drawn, not filled: the first fill makes the names of all gradients, 2 ms of the start.
        painter.setPen(QColor(self._colours.line))
        painter.drawLine(rect.left() + PAD, rect.bottom(), rect.right(), rect.bottom())
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self._colours.focus))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _draw_waiting(self, painter: QPainter, rect: QRect) -> None:
        ground = QColor(self._colours.quiet_ground)
        top = rect.top() + 10
        painter.fillRect(QRect(rect.left() + PAD, top, rect.width() // 2, 8), ground)
        painter.fillRect(QRect(rect.left() + PAD, top + 20, rect.width() // 3, 6), ground)

    def _draw_chip(self, painter: QPainter, rect: QRect, row: Row) -> int:
        """Draw what must be known of the row at its right end; return where the words end."""
        text, tone = chip_of(row)
        if not text:
            return rect.right() - PAD
        width = self._small_metrics.horizontalAdvance(text) + 14
        height = self._small_metrics.height() + 2
        top = rect.top() + 7 + self._title_metrics.height()
        box = QRect(rect.right() - PAD - width, top, width, height)
        ink, ground = _tone(self._colours, tone)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(ink))
        painter.setFont(self._small)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # lines stay sharp
        return box.left() - 8

    def _draw_title(self, painter: QPainter, rect: QRect, row: Row, *, chosen: bool) -> None:
        metrics = self._strong_metrics if chosen else self._title_metrics
        line = rect.adjusted(PAD, 6, -PAD, 0)
        line.setHeight(metrics.height())
        painter.setFont(self._strong if chosen else self._title)
        painter.setPen(QColor(self._colours.muted if row.archived else self._colours.text))
        painter.drawText(line, _LINE, metrics.elidedText(row.title, _ELIDE, line.width()))

    def _draw_detail(self, painter: QPainter, rect: QRect, right: int, row: Row) -> None:
        top = rect.top() + 8 + self._title_metrics.height()
        left = rect.left() + PAD
        line = QRect(left, top, right - left, self._small_metrics.height())
        text = self._small_metrics.elidedText(detail_of(row), _ELIDE, line.width())
        painter.setFont(self._small)
        painter.setPen(QColor(self._colours.muted))
        painter.drawText(line, _LINE, text)


def detail_of(row: Row) -> str:
    """Return the second line: the store's, with the date that leads it said in words."""
    head, tail = row.detail[:_ISO_DAY], row.detail[_ISO_DAY:]
    order = KINDS[row.kind].order.removeprefix("-") if row.kind in KINDS else ""
    value = str(row.cells.get(order) or "")
    if not order or not value.startswith(head) or len(head) < _ISO_DAY:
        return row.detail
    said = moment_words(value) if "T" in value else day_words(value)
    return said + tail


_ISO_DAY = 10


def chip_of(row: Row) -> tuple[str, Tone]:
    """Return the one thing about a row that must be known, most pressing first."""
    if row.cells.get("do_not_approach"):
        return t("Do not approach"), "alert"
    if row.archived:
        return t("Archived"), "quiet"
    if row.state not in _QUIET:
        return state_words(row.state), state_tone(row.state)
    return "", "plain"


def _tone(c: Colours, tone: Tone) -> tuple[str, str]:
    return {
        "plain": (c.muted, c.quiet_ground),
        "quiet": (c.muted, c.quiet_ground),
        "good": (c.good, c.good_ground),
        "notice": (c.notice, c.notice_ground),
        "alert": (c.alert, c.alert_ground),
    }[tone]


_LINE = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)
_ELIDE = Qt.TextElideMode.ElideRight
