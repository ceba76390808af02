"""Ctrl+K: a few letters find any record and any action."""

from collections.abc import Callable
from uuid import UUID

import msgspec
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desk_app.domain.codes import code_in
from desk_app.domain.kinds import KINDS
from desk_app.domain.words import fold, search_words
from desk_app.i18n import label, t
from desk_app.store.values import Row
from desk_app.ui.kit import Kit
from desk_app.ui.lists.delegate import detail_of
from desk_app.ui.lists.model import RowsModel
from desk_app.ui.lists.table import RowsView
from desk_app.ui.theme.look import colours, icon
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, column

_NOBODY = UUID(int=0)
_ACTION = ""
_CODE = -1


class Palette(QFrame):
    """A box over the window: a line to type in and what it finds.

    Signals:
        closed: the box went away.
    """

    closed = Signal()

    def __init__(self, kit: Kit, actions: Callable[[], list[QAction]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("found")
        self._kit = kit
        self._actions_now = actions
        self._actions: list[QAction] = []
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(t("Find a person, a firm, a meeting, an action …"))
        self.edit.setAccessibleName(t("Find anything"))
        self.edit.addAction(
            icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self.model = RowsModel(self)
        self.view = RowsView(self.model, t("What was found"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = Words(t("Nothing found."), "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        page = column(self, margin=UNIT, gap=UNIT)
        page.addWidget(self.edit)
        page.addWidget(self.view)
        page.addWidget(self.nothing)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._on_typed)
        self.view.clicked.connect(self._on_clicked)
        self.hide()

    def show_over(self, window: QWidget) -> None:
        """Open in the upper middle of `window`."""
        width = min(640, window.width() - 4 * UNIT)
        self.resize(width, min(460, window.height() - 12 * UNIT))
        self.move(QPoint((window.width() - width) // 2, 8 * UNIT))
        self._actions = self._actions_now()
        self.edit.clear()
        self._on_typed("")
        self.show()
        self.raise_()
        self.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk, Enter takes, Escape closes."""
        if watched is not self.edit:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        if event.type() is QEvent.Type.FocusOut and self.isVisible():
            self._close()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self._close()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.view.currentIndex().row())
            case Qt.Key.Key_Down | Qt.Key.Key_Up | Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                self.view.keyPressEvent(event)
            case _:
                return False
        return True

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _take(self, place: int) -> None:
        row = self.model.row(place) if place >= 0 else None
        self._close()
        if row is None:
            return
        if row.kind == _ACTION and row.place == _CODE:
            self._kit.ways.code.emit(row.detail)
        elif row.kind == _ACTION:
            self._actions[row.place].trigger()
        else:
            self._kit.ways.record.emit(row.kind, row.id)

    def _on_typed(self, text: str) -> None:
        if code := code_in(text):
            self._kit.jobs.forget(self, "find")
            self._show([_code_row(code)])
            return
        if not search_words(text):
            self._kit.jobs.forget(self, "find")
            self._show(self._matching(""))
            return
        self._kit.lookups.find(self, text, (), self._on_found)

    def _on_found(self, rows: tuple[Row, ...]) -> None:
        words = search_words(self.edit.text())
        by_name = sorted(rows, key=lambda row: not _called(row, words))
        self._show([*self._matching(self.edit.text()), *(_named(row) for row in by_name)])

    def _show(self, rows: list[Row]) -> None:
        self.model.begin(rows, len(rows))
        self.view.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if rows:
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _matching(self, text: str) -> list[Row]:
        words = search_words(text)
        rows = [_action_row(place, action) for place, action in enumerate(self._actions)]
        return [row for row in rows if _called(row, words)][: 5 if words else 30]


def _called(row: Row, words: tuple[str, ...]) -> bool:
    """Tell whether the words are of the row's name, in either language."""
    name = fold(f"{row.title} {row.other}")
    return all(word in name for word in words)


def _code_row(code: str) -> Row:
    title = t("Open what this code on paper belongs to")
    return Row(_CODE, _NOBODY, _ACTION, title, code, {}, "here", archived=False)


def _action_row(place: int, action: QAction) -> Row:
    title = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    key = action.shortcut().toString()
    return Row(place, _NOBODY, _ACTION, title, key, {}, "here", archived=False)


def _named(row: Row) -> Row:
    """Say of each record what kind it is."""
    kind = label(KINDS[row.kind].label)
    detail = detail_of(row)
    return msgspec.structs.replace(row, detail=f"{kind} · {detail}" if detail else kind)
