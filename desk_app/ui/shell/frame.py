"""What fills the window: the strip of sections, and the pages they lead to."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.domain.values import Plain
from desk_app.store.values import Row
from desk_app.ui.exchange.page import ExchangePage
from desk_app.ui.exchange.running import Running
from desk_app.ui.kit import Kit
from desk_app.ui.lists.page import ListPage
from desk_app.ui.records.reading import OWN_LIFE
from desk_app.ui.shell.pane import Pane
from desk_app.ui.shell.sections import SECTIONS, section_of
from desk_app.ui.shell.side import Side
from desk_app.ui.shell.trail import Place
from desk_app.ui.today.page import TodayPage
from desk_app.ui.words import row

if TYPE_CHECKING:
    from desk_app.ui.briefs.page import BriefPage

_LIST_WIDTH = 348
"""Pixels of a list at first; the officer may drag it."""


class Frame(QWidget):
    """Shows the place it is told to show, and says when the officer goes elsewhere.

    Signals:
        went: the officer is at a new `Place`.
    """

    went = Signal(object)

    def __init__(self, kit: Kit, running: Running, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self._kit = kit
        self._running = running
        self.place = Place()
        self.side = Side()
        self.lists: dict[str, ListPage] = {}
        self.pages = QStackedWidget()
        self._middle = QStackedWidget()
        self.pane = Pane(kit)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._middle)
        self._split.addWidget(self.pane)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([_LIST_WIDTH, 900])
        self._middle.setMinimumWidth(260)
        self.pane.setMinimumWidth(420)
        self._whole: dict[str, QWidget] = {}
        self._brief: BriefPage | None = None
        self.pages.addWidget(self._split)
        line = row(self, gap=0)
        line.addWidget(self.side)
        line.addWidget(self.pages, 1)
        self.side.chosen.connect(self.show_section)

    @property
    def brief(self) -> "BriefPage | None":
        """The composer, while it is open."""
        return self._brief

    @property
    def listed(self) -> ListPage | None:
        """The list that is on the screen."""
        page = self._middle.currentWidget()
        visible = self.pages.currentWidget() is self._split
        return page if visible and isinstance(page, ListPage) else None

    def show_place(self, place: Place) -> None:
        """Go to a place of the trail."""
        if place.section:
            self.show_section(place.section)
            return
        self.show_list(place.listed)
        if place.id is not None:
            self.show_record(place.kind, place.id)

    def show_section(self, name: str) -> None:
        """Go to a section: its page, or the list of its kind."""
        section = next(section for section in SECTIONS if section.name == name)
        if section.kind:
            self.show_list(section.kind)
            return
        page = self._page(section.page)
        self.pages.setCurrentWidget(page)
        page.setFocus()
        self.side.mark(name)
        self._go(Place(section=name))

    def show_list(self, kind: str) -> None:
        """Show the list of `kind`, and the record that is chosen in it."""
        page = self._list(kind)
        self._middle.setCurrentWidget(page)
        self.pages.setCurrentWidget(self._split)
        section = section_of(kind)
        self.side.mark(section.name if section else "")
        chosen = page.chosen_id
        if self.pane.form is None:
            if isinstance(chosen, UUID):
                self.pane.show_record(chosen)
            else:
                self.pane.show_nothing()
        page.filter.setFocus()
        self._go(Place(listed=kind, kind=kind, id=chosen if isinstance(chosen, UUID) else None))

    def show_record(self, kind: str, id: UUID) -> None:
        """Show a record; kinds that hang on others keep the list that is there."""
        self._bring_list(kind)
        listed = self.listed
        if listed is None:
            return
        if listed.kind == kind:
            listed.choose(id)
        self.pane.show_record(id)
        self._go(Place(listed=listed.kind, kind=kind, id=id))

    def show_form(self, kind: str, id: UUID | None, preset: Plain, names: dict[str, str]) -> None:
        """Open a form beside the list."""
        self._bring_list(kind)
        self.pane.show_form(kind, id, preset, names)

    def show_brief(self, id: UUID) -> None:
        """Compose a brief over the whole width."""
        from desk_app.ui.briefs.page import BriefPage  # QtPdf and printing, only when wanted

        self._close_brief()
        page = self._brief = BriefPage(id, self._kit)
        page.left.connect(self._on_brief_left)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def _bring_list(self, kind: str) -> None:
        listed = self.listed
        if listed is not None and (listed.kind == kind or KINDS[kind].number > OWN_LIFE):
            return
        home = (
            kind
            if KINDS[kind].number <= OWN_LIFE or KINDS[kind].reference
            else _HOMES.get(kind, "firm")
        )
        page = self._list(home)
        self._middle.setCurrentWidget(page)
        self.pages.setCurrentWidget(self._split)
        section = section_of(home)
        self.side.mark(section.name if section else "")

    def _list(self, kind: str) -> ListPage:
        page = self.lists.get(kind)
        if page is None:
            page = self.lists[kind] = ListPage(kind, self._kit)
            page.chosen.connect(self._on_chosen)
            self._middle.addWidget(page)
        return page

    def _page(self, name: str) -> QWidget:
        page = self._whole.get(name)
        if page is None:
            page = (
                TodayPage(self._kit) if name == "today" else ExchangePage(self._kit, self._running)
            )
            self._whole[name] = page
            self.pages.addWidget(page)
        return page

    def _on_chosen(self, chosen: Row) -> None:
        self.pane.show_record(chosen.id)
        self._go(Place(listed=chosen.kind, kind=chosen.kind, id=chosen.id))

    def _close_brief(self) -> None:
        if self._brief is not None:
            page, self._brief = self._brief, None
            self.pages.removeWidget(page)
            page.deleteLater()

    def _on_brief_left(self) -> None:
        self._close_brief()
        self.show_place(self.place)

    def _go(self, place: Place) -> None:
        self._close_brief()
        self.place = place
        self.went.emit(place)


_HOMES = {
    "consent": "person",
    "position": "person",
    "tie": "person",
    "membership": "hub",
    "demand_line": "demand",
}
"""Beside which list a record is shown that has none of its own."""
