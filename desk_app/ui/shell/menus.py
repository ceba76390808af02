"""What the entries of the menus do: with what is on the screen, or for the whole window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from desk_app.domain.errors import DeskError
from desk_app.domain.kinds import KINDS
from desk_app.i18n import t
from desk_app.ui.exchange.running import Running
from desk_app.ui.kit import Kit
from desk_app.ui.shell.actions import Doings, Entry, entries, make_actions
from desk_app.ui.shell.files import Files
from desk_app.ui.shell.sections import SECTIONS

if TYPE_CHECKING:
    from desk_app.ui.records.reading import View
    from desk_app.ui.shell.frame import Frame
    from desk_app.ui.shell.window import Window


class Menus:
    """Fills a window's menus and does what is chosen there; pages and dialogs come when wanted."""

    def __init__(self, kit: Kit, running: Running, window: "Window") -> None:
        self._kit = kit
        self._running = running
        self._window = window
        self._files = Files(kit, window)
        self._listed: list[Entry] = []

    def fill(self) -> dict[str, QAction]:
        """Fill the menus in the language in use; return the actions by their names."""
        self._listed = entries(self._doings())
        return make_actions(self._window, self._listed, self._window.menuBar())

    def take(self, file: Path) -> None:
        """Look at a file that was dropped; nothing of it is saved by that."""
        self._files.take(file)

    def show_watching(self) -> None:
        """Say in the status line that what is copied is looked at, where it is."""
        self._files.show_watching()

    def renew_manual(self) -> None:
        """Open the manual again where it is open, in the language in use."""
        if self._close_manual():
            self._manual()

    @property
    def _frame(self) -> "Frame":
        """The frame: another one after the window was built again."""
        return self._window.frame

    def _doings(self) -> Doings:
        return Doings(
            find=self._window.open_palette,
            filter=self._filter,
            back=self._window.go_back,
            forward=self._window.go_forward,
            new=self._new,
            create=self._create,
            edit=self._edit,
            archive=self._archive,
            lose=self._lose,
            undo=self._kit.acts.undo,
            brief=self._brief,
            several=self._several,
            bring_in=self._files.bring_in,
            paste=self._files.paste,
            watch=self._files.watch,
            export=self._files.save_list,
            exchange=self._running.ask,
            cancel=self._running.cancel,
            backup=self._backup,
            section=self._go_section,
            list=self._go_list,
            look=lambda look: self._window.worn.emit("look", look),
            language=lambda language: self._window.worn.emit("language", language),
            larger=lambda step: self._window.worn.emit("larger", str(step)),
            manual=self._manual,
            keys=self._keys,
            about=self._about,
            quit=self._window.close,
        )

    def _go_section(self, name: str) -> None:
        self._frame.show_section(name)

    def _go_list(self, kind: str) -> None:
        self._frame.show_list(kind)

    def _create(self, kind: str) -> None:
        self._frame.show_form(kind, None, {}, {})

    def _filter(self) -> None:
        if self._frame.listed is not None:
            self._frame.listed.filter.setFocus()
            self._frame.listed.filter.selectAll()

    def _new(self) -> None:
        listed = self._frame.listed
        section = next((s for s in SECTIONS if s.name == self._frame.place.section), SECTIONS[0])
        kind = listed.kind if listed is not None else section.kind or "meeting"
        if not KINDS[kind].read_only and kind != "brief":
            self._frame.show_form(kind, None, {}, {})

    def _view(self) -> "View | None":
        """Return the record on the screen, unless a form covers it."""
        if self._frame.listed is None:
            return None
        pane = self._frame.beside.pane
        return pane.record.view if pane.form is None else None

    def _edit(self) -> None:
        view = self._view()
        if view is not None and view.changeable:
            self._frame.show_form(view.record.kind, view.record.id, {}, {})

    def _archive(self) -> None:
        if self._frame.listed is not None:
            self._frame.beside.pane.record.archive()

    def _lose(self) -> None:
        """Close the chosen demands as lost, those that are open."""
        from desk_app.ui.demands.closing import ask_loss

        listed = self._frame.listed
        if listed is None or listed.kind != "demand":
            return
        rows = listed.view.chosen_rows()
        ids = [row.id for row in rows if row.cells.get("stage") not in ("won", "lost")]
        if ids:
            ask_loss(ids, self._kit, self._window)

    def _brief(self) -> None:
        view = self._view()
        composer = self._frame.brief
        if composer is not None:
            composer.print()
        elif view is not None and self._frame.beside.pane.record.briefed:
            self._frame.show_brief(view.record.id)

    def _several(self) -> None:
        self._frame.show_several()

    def _backup(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # 1 ms that only this needs

        usual = str(Path.home() / f"ict-desk-{self._kit.clock():%Y-%m-%d}.backup")
        file, _filter = QFileDialog.getSaveFileName(
            self._window, t("Save a copy of the store"), usual
        )
        if file:
            self._kit.jobs.read(
                self._window,
                lambda desk: desk.backup(Path(file)),
                lambda _done: self._window.toast.say(
                    t("The copy is saved. It is encrypted like the store.")
                ),
                self._on_failed,
            )

    def _manual(self) -> None:
        from desk_app.ui.shell.manual import ManualDialog

        self._close_manual()
        ManualDialog(self._window).show()

    def _close_manual(self) -> bool:
        """Close the manual; tell whether it was open."""
        from desk_app.ui.shell.manual import ManualDialog

        opened = self._window.findChild(ManualDialog)
        return opened is not None and opened.close()

    def _keys(self) -> None:
        from desk_app.ui.shell.keys import KeysDialog

        KeysDialog(self._listed, self._window).open()

    def _about(self) -> None:
        from desk_app.ui import messages

        messages.tell(
            self._window,
            t("ICT Desk, the program of the ICT desks of Bangladesh's missions abroad."),
            t("Free software under the Apache License 2.0. Fonts: Noto, SIL Open Font License."),
        )

    def _on_failed(self, error: DeskError) -> None:
        from desk_app.ui import messages

        messages.trouble(self._window, error)
