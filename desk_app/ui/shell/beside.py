"""A list at the left and a record beside it: what most sections show."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.domain.values import Plain
from desk_app.store.values import Row
from desk_app.ui.kit import Kit
from desk_app.ui.lists.page import ListPage
from desk_app.ui.shell.pane import Pane
from desk_app.ui.shell.trail import Place

_LIST_WIDTH = 348
"""Pixels of a list at first; the officer may drag it."""
_HOMES = {
    "consent": "person",
    "position": "person",
    "tie": "person",
    "membership": "hub",
    "demand_line": "demand",
}
"""Beside which list a record is shown that has none of its own; a firm's otherwise."""


class Beside(QSplitter):
    """The lists, one at a time, and the pane.

    Signals:
        went: another list or record is shown (a `Place`).
    """

    went = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._kit = kit
        self.lists: dict[str, ListPage] = {}
        self._middle = QStackedWidget()
        self._middle.setMinimumWidth(260)
        self.pane = Pane(kit)
        self.pane.setMinimumWidth(420)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(self._middle)
        self.addWidget(self.pane)
        self.setStretchFactor(1, 1)
        self.setSizes([_LIST_WIDTH, 900])

    @property
    def listed(self) -> ListPage | None:
        """The list that is shown."""
        page = self._middle.currentWidget()
        return page if isinstance(page, ListPage) else None

    def show_list(self, kind: str) -> None:
        """Show the list of `kind`, and the record that is chosen in it."""
        page = self._list(kind)
        self._middle.setCurrentWidget(page)
        chosen = page.chosen_id
        if self.pane.form is None:
            if isinstance(chosen, UUID):
                self.pane.show_record(chosen)
            else:
                self.pane.show_nothing()
        page.filter.setFocus()
        id = chosen if isinstance(chosen, UUID) else None
        self.went.emit(Place(listed=kind, kind=kind, id=id))

    def show_record(self, kind: str, id: UUID) -> None:
        """Show a record; kinds that hang on others keep the list that is there."""
        listed = self._bring_list(kind)
        if listed.kind == kind:
            listed.choose(id)
        self.pane.show_record(id)
        self.went.emit(Place(listed=listed.kind, kind=kind, id=id))

    def show_form(self, kind: str, id: UUID | None, preset: Plain, names: dict[str, str]) -> None:
        """Open a form beside the list."""
        listed = self._bring_list(kind)
        self.pane.show_form(kind, id, preset, names)
        self.went.emit(Place(listed=listed.kind, kind=kind, id=id))

    def _bring_list(self, kind: str) -> ListPage:
        listed = self.listed
        own = not KINDS[kind].part
        if listed is not None and (listed.kind == kind or not own):
            return listed
        page = self._list(kind if own else _HOMES.get(kind, "firm"))
        self._middle.setCurrentWidget(page)
        return page

    def _list(self, kind: str) -> ListPage:
        page = self.lists.get(kind)
        if page is None:
            page = self.lists[kind] = ListPage(kind, self._kit)
            page.chosen.connect(self._on_chosen)
            self._middle.addWidget(page)
        return page

    def _on_chosen(self, chosen: Row) -> None:
        self.pane.show_record(chosen.id)
        self.went.emit(Place(listed=chosen.kind, kind=chosen.kind, id=chosen.id))
