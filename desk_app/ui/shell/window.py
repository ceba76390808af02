"""The main window: menus, bar, frame, status line; built again when language or look changes.

What the entries of its menus do stands in `menus`.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.domain.places import country_name, language_name
from desk_app.domain.values import Plain
from desk_app.i18n import label, t
from desk_app.store.values import Desk, Standing
from desk_app.ui.desk import DeskStore
from desk_app.ui.exchange.running import Running
from desk_app.ui.kit import Kit
from desk_app.ui.shell.bar import Bar
from desk_app.ui.shell.frame import Frame
from desk_app.ui.shell.menus import Menus
from desk_app.ui.shell.sections import SECTIONS
from desk_app.ui.shell.status import Status
from desk_app.ui.shell.toast import Toast
from desk_app.ui.shell.trail import Place, Trail
from desk_app.ui.theme.look import own_icon
from desk_app.ui.words import column

if TYPE_CHECKING:
    from desk_app.ui.briefs.making import Wanted
    from desk_app.ui.shell.palette import Palette


class Window(QMainWindow):
    """The desk.

    Signals:
        worn: the officer chose a language, a look or a size of text (name, value).
        shut: the window is about to close.
    """

    worn = Signal(str, str)
    shut = Signal()

    def __init__(self, kit: Kit, running: Running) -> None:
        super().__init__()
        self._kit = kit
        self._running = running
        self._trail = Trail()
        self.standing: Standing | None = None
        self._desk: Desk | None = None
        self._undoable = ""
        self._menus = Menus(kit, running, self)
        self.setWindowTitle(t("ICT Desk"))
        self.setWindowIcon(own_icon())
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.build()
        self._connect()

    def build(self) -> None:
        """Make every widget, in the language and look in use, and go to where one was."""
        here = self._trail.here or Place(section=_first(self._kit))
        self.menuBar().setEnabled(True)
        self.actions_by_name: dict[str, QAction] = self._menus.fill()
        self.frame = Frame(self._kit, self._running)
        self.status = Status(self._kit.clock, self._running.cancel)
        self._menus.show_watching()
        whole = QWidget()
        page = column(whole, gap=0)
        page.addWidget(Bar(self.actions_by_name))
        page.addWidget(self.frame, 1)
        page.addWidget(self.status)
        self._over = QStackedWidget()
        self._over.addWidget(whole)
        self.setCentralWidget(self._over)
        self._palette: Palette | None = None
        self._whole = whole
        self.toast = Toast(whole)
        self.frame.went.connect(self._on_went)
        self.frame.left.connect(self._on_form_left)
        self._show_desk()
        self._on_undoable(self._undoable)
        self.frame.show_place(here)

    def rebuild(self) -> None:
        """Build the window again; a form that is open is kept as a draft and offered again."""
        pane = self.frame.made.pane if self.frame.made is not None else None
        form = pane.form if pane is not None else None
        opened = (form.kind.name, form.id) if form is not None else None
        if pane is not None:
            pane.close_form()
        for action in self.actions_by_name.values():
            self.removeAction(action)
            action.deleteLater()
        self.build()
        if opened is not None:
            self.frame.show_form(*opened, {}, {})
        self._menus.renew_manual()
        self._ask_standing()

    def show_over(self, page: QWidget) -> None:
        """Show `page` in the place of everything, until the window is built again."""
        self._over.addWidget(page)
        self._over.setCurrentWidget(page)
        self.menuBar().setEnabled(False)

    def opened(self) -> None:
        """Take it that the store is open now."""
        self._kit.lookups.load()
        self._kit.jobs.read(self, _who, self._on_desk, self._on_failed)
        self._ask_standing()

    def warm(self) -> None:
        """Load aside what the first record's page would otherwise wait for."""
        self._kit.jobs.aside(self, _warm, lambda _done: None, self._on_failed)

    def _connect(self) -> None:
        ways, kit = self._kit.ways, self._kit
        ways.record.connect(self._on_record_wanted)
        ways.edit.connect(self._on_edit_wanted)
        ways.create.connect(self._on_create_wanted)
        ways.section.connect(self._go_section)
        ways.brief.connect(self._on_brief_wanted)
        ways.exchange.connect(self._running.ask)
        ways.outcome.connect(self._on_outcome_wanted)
        ways.code.connect(self.open_code)
        kit.lookups.loaded.connect(self._show_desk)
        kit.acts.said.connect(self._say)
        kit.acts.undoable.connect(self._on_undoable)
        kit.acts.failed.connect(self._on_failed)
        kit.jobs.broken.connect(self._on_broken)
        kit.jobs.changed.connect(self._on_changed)
        self._running.moved.connect(self._on_exchange_moved)
        self._running.over.connect(self._on_exchange_ended)

    def _findable(self) -> list[QAction]:
        return [action for action in self.actions_by_name.values() if action.isEnabled()]

    def open_palette(self) -> None:
        """Open the palette."""
        from desk_app.ui.shell.palette import Palette

        if self._palette is None:
            self._palette = Palette(self._kit, self._findable, self._whole)
        self._palette.show_over(self._whole)

    @property
    def palette_box(self) -> "Palette | None":
        """The palette, once it has been opened."""
        return self._palette

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Override: one file of this machine may be dropped, never an address to fetch."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and self.frame.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Override: a dropped file is looked at; nothing of it is saved by that."""
        self._menus.take(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()

    def go_back(self) -> None:
        """Go to where one was before."""
        self._step(self._trail.back())

    def go_forward(self) -> None:
        """Go on to where one came back from."""
        self._step(self._trail.forward())

    def _step(self, place: Place | None) -> None:
        if place is not None:
            self._stepping = True
            self.frame.show_place(place)
            self._stepping = False
            self._mark_steps()

    _stepping = False

    def _on_went(self, place: Place) -> None:
        if not self._stepping:
            self._trail.go(place)
        self._mark_steps()

    def _mark_steps(self) -> None:
        self.actions_by_name["back"].setEnabled(self._trail.can_go_back)
        self.actions_by_name["forward"].setEnabled(self._trail.can_go_forward)

    # The frame, status and toast are others after a rebuild: they are looked up when wanted

    def _go_section(self, name: str) -> None:
        self.frame.show_section(name)

    def _on_edit_wanted(self, kind: str, id: UUID) -> None:
        self.frame.show_form(kind, id, {}, {})

    def _on_brief_wanted(self, wanted: "UUID | Wanted") -> None:
        self.frame.show_brief(wanted)

    def _on_outcome_wanted(self, id: UUID) -> None:
        self.frame.show_outcome(id)

    def open_code(self, code: str) -> None:
        """Go where a code from paper leads: a meeting's outcome form, or the record itself."""
        from desk_app.ui.outcome.coded import coded

        self._kit.jobs.read(self, partial(coded, text=code), self._on_coded, self._on_failed)

    def _on_coded(self, found: "tuple[str, UUID]") -> None:
        kind, id = found
        if kind == "meeting":
            self.frame.show_outcome(id)
        else:
            self.frame.show_record(kind, id)

    def _on_broken(self, _error: object) -> None:
        from desk_app.ui import messages

        messages.broken(self)

    def _on_exchange_moved(self, words: str, share: float | None) -> None:
        self.status.busy(words, share)

    def _say(self, text: str) -> None:
        self.toast.say(text)

    def _on_form_left(self) -> None:
        if self.frame.listed is not None:
            self.frame.listed.view.setFocus()

    def _on_record_wanted(self, kind: str, id: UUID) -> None:
        if kind:
            self.frame.show_record(kind, id)
            return
        self._kit.jobs.read(
            self,
            lambda desk: desk.record(id).kind,
            lambda k: self.frame.show_record(k, id),
            self._on_failed,
        )

    def _on_create_wanted(self, kind: str, preset: dict[str, Plain]) -> None:
        fields, names = preset.get("fields", {}), preset.get("names", {})
        self.frame.show_form(kind, None, fields, names)

    def _on_changed(self, changes: Changes) -> None:
        if changes.standing or changes.records:
            self._ask_standing()

    def _ask_standing(self) -> None:
        self._kit.jobs.latest(
            self, "standing", lambda desk: desk.standing(), self._on_standing, self._on_failed
        )

    def _on_standing(self, standing: Standing) -> None:
        self.standing = standing
        self._show_desk()

    def _on_desk(self, desk: Desk) -> None:
        self._desk = desk
        self._show_desk()

    def _show_desk(self) -> None:
        if self._desk is not None:
            called = label(self._kit.lookups.mission) or self._desk.mission_name
            self.frame.side.mission.setText(called)
            self.frame.side.officer.say(label(self._kit.lookups.officer) or self._desk.officer)
        if self.standing is not None:
            self.status.show_standing(self.standing)
            self.frame.side.count("exchange", self.standing.disputes + self.standing.refusals)

    def _on_undoable(self, name: str) -> None:
        self._undoable = name
        action = self.actions_by_name["undo"]
        action.setEnabled(bool(name))
        action.setText(t("Undo: {act}", act=name) if name else t("Undo"))

    def _on_exchange_ended(self, trouble: str) -> None:
        self.status.idle()
        self._ask_standing()
        if trouble:
            self.toast.say(trouble)

    def _on_failed(self, error: DeskError) -> None:
        from desk_app.ui import messages

        messages.trouble(self, error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override."""
        super().resizeEvent(event)
        if self._palette is not None:
            self._palette.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed, then close."""
        if self.frame.made is not None:
            self.frame.made.pane.close_form()
        self.shut.emit()
        super().closeEvent(event)


def _first(kit: Kit) -> str:
    """Return the section the window opens on: *Today*, unless the settings name another."""
    named = kit.settings.read("start", "today")
    return named if any(section.name == named for section in SECTIONS) else "today"


def _warm() -> None:
    country_name("BD")
    language_name("bn")


def _who(desk: DeskStore) -> Desk:
    return desk.desk
