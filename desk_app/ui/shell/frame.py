"""What fills the window: the strip of sections, and the pages they lead to."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.domain.values import Plain
from desk_app.ui.exchange.running import Running
from desk_app.ui.kit import Kit
from desk_app.ui.shell.sections import SECTIONS, section_of
from desk_app.ui.shell.side import Side
from desk_app.ui.shell.trail import Place
from desk_app.ui.words import row

if TYPE_CHECKING:
    from desk_app.ui.briefs.making import Wanted
    from desk_app.ui.briefs.page import BriefPage
    from desk_app.ui.briefs.several import SeveralPage
    from desk_app.ui.importing.page import ImportPage
    from desk_app.ui.lists.page import ListPage
    from desk_app.ui.outcome.page import OutcomePage
    from desk_app.ui.shell.beside import Beside


class Frame(QWidget):
    """Shows the place it is told to show, and says when the officer goes elsewhere.

    Pages are imported and made when they are first shown, so that the window is there at once.

    Signals:
        went: the officer is at a new `Place`.
        left: a form was closed.
    """

    went = Signal(object)
    left = Signal()

    def __init__(self, kit: Kit, running: Running, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self._kit = kit
        self._running = running
        self.place = Place()
        self.side = Side()
        self.pages = QStackedWidget()
        self.made: Beside | None = None
        self.brief: BriefPage | None = None
        self.several: SeveralPage | None = None
        self.outcome: OutcomePage | None = None
        self.importing: ImportPage | None = None
        self._whole: dict[str, QWidget] = {}
        line = row(self, gap=0)
        line.addWidget(self.side)
        line.addWidget(self.pages, 1)
        self.side.chosen.connect(self.show_section)

    @property
    def beside(self) -> "Beside":
        """The lists and the pane, made when they are first wanted."""
        if self.made is None:
            from desk_app.ui.shell.beside import Beside

            self.made = Beside(self._kit)
            self.made.went.connect(self._on_beside_went)
            self.made.pane.left.connect(self.left.emit)
            self.pages.addWidget(self.made)
        return self.made

    @property
    def listed(self) -> "ListPage | None":
        """The list that is on the screen."""
        if self.made is None or self.pages.currentWidget() is not self.made:
            return None
        return self.made.listed

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
        if not section.page:
            self.show_list(section.kind)
            return
        page = self._page(section.page)
        self.pages.setCurrentWidget(page)
        page.setFocus()
        self.side.mark(name)
        self._go(Place(section=name))

    def show_list(self, kind: str) -> None:
        """Show the list of `kind`, and the record that is chosen in it."""
        self.pages.setCurrentWidget(self.beside)
        self.beside.show_list(kind)

    def show_record(self, kind: str, id: UUID) -> None:
        """Show a record beside the list it belongs to."""
        self.beside.show_record(kind, id)

    def show_form(self, kind: str, id: UUID | None, preset: Plain, names: dict[str, str]) -> None:
        """Open a form beside the list."""
        self.beside.show_form(kind, id, preset, names)

    def show_brief(self, wanted: "UUID | Wanted") -> None:
        """Compose a brief over the whole width: the usual one of a record, or as wanted."""
        from desk_app.ui.briefs.making import Wanted
        from desk_app.ui.briefs.page import BriefPage  # QtPdf and printing, only when wanted

        self._close_brief()
        exact = wanted if isinstance(wanted, Wanted) else Wanted(wanted)
        page = self.brief = BriefPage(exact, self._kit)
        page.left.connect(self._on_brief_left)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def show_several(self) -> "SeveralPage":
        """Choose meetings for several briefs, or a report, over the whole width."""
        from desk_app.ui.briefs.several import SeveralPage

        self._close_brief()
        page = self.several = SeveralPage(self._kit)
        page.left.connect(self._on_brief_left)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        return page

    def show_outcome(self, id: UUID) -> "OutcomePage":
        """Ask what came of a meeting, over the whole width."""
        from desk_app.ui.outcome.page import OutcomePage

        self._close_brief()
        page = self.outcome = OutcomePage(id, self._kit)
        page.left.connect(self._on_brief_left)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        return page

    def show_importing(self) -> "ImportPage":
        """Bring contacts and lists in, over the whole width."""
        from desk_app.ui.importing.page import ImportPage  # readers of files, only when wanted

        if self.importing is None:
            page = self.importing = ImportPage(self._kit)
            page.left.connect(self._on_brief_left)
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(self.importing)
        return self.importing

    def _page(self, name: str) -> QWidget:
        page = self._whole.get(name)
        if page is None:
            page = self._whole[name] = self._made_page(name)
            self.pages.addWidget(page)
        return page

    def _made_page(self, name: str) -> QWidget:
        match name:
            case "today":
                from desk_app.ui.today.page import TodayPage

                return TodayPage(self._kit)
            case "proposals":
                from desk_app.ui.proposals.page import ProposalsPage

                return ProposalsPage(self._kit)
            case "country":
                from desk_app.ui.country.page import CountryPage

                return CountryPage(self._kit)
            case "gaps":
                from desk_app.ui.gaps.page import GapsPage

                return GapsPage(self._kit)
            case "twins":
                from desk_app.ui.merging.page import TwinsPage

                return TwinsPage(self._kit)
            case "care":
                from desk_app.ui.quality.page import CarePage

                return CarePage(self._kit)
            case "capacity":
                from desk_app.ui.capacity.page import CapacityPage

                return CapacityPage(self._kit)
            case "results":
                from desk_app.ui.results.page import ResultsPage

                return ResultsPage(self._kit)
            case _:
                from desk_app.ui.exchange.page import ExchangePage

                return ExchangePage(self._kit, self._running)

    def _on_beside_went(self, place: Place) -> None:
        self.pages.setCurrentWidget(self.beside)
        section = section_of(place.listed)
        self.side.mark(section.name if section else "")
        self._go(place)

    def _close_brief(self) -> None:
        for page in (self.brief, self.several, self.outcome):
            if page is not None:
                self.pages.removeWidget(page)
                page.deleteLater()
        self.brief = self.several = self.outcome = None

    def _on_brief_left(self) -> None:
        self._close_brief()
        self.show_place(self.place)

    def _go(self, place: Place) -> None:
        self._close_brief()
        self.place = place
        self.went.emit(place)
