"""Files and copied text that come in at the window, and lists that go out of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desk_app.i18n import t
from desk_app.ui.kit import Kit

if TYPE_CHECKING:
    from desk_app.ui.importing.watching import Watch
    from desk_app.ui.shell.window import Window

_QUIET = 5_000
"""Milliseconds after the window was made, when its start is over."""


class Files(QObject):
    """What the actions and the mouse do with files; readers and writers come when wanted."""

    def __init__(self, kit: Kit, window: "Window") -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window
        self._watching: Watch | None = None
        self._copied = ""
        QTimer.singleShot(_QUIET, self, self._prepare)

    def _prepare(self) -> None:
        """Have the readers of files at hand, so that their page is there at once when wanted."""
        self._kit.jobs.aside(self, _readers, _no_matter, _no_matter)

    def bring_in(self) -> None:
        """Show where files are brought in."""
        self._window.frame.show_importing()

    def take(self, file: Path) -> None:
        """Look at a file that was dropped; nothing of it is saved by that."""
        self._window.frame.show_importing().open(file)

    def paste(self) -> None:
        """Look at what was copied."""
        self._copied = ""
        self.show_watching()
        self._window.frame.show_importing().paste()

    def watch(self) -> None:
        """Begin to look at what is copied, or stop."""
        from desk_app.ui.importing.watching import Watch

        if self._watching is not None:
            self._watching.deleteLater()
            self._watching, self._copied = None, ""
            self._window.status.watching.hide()
            self._window.toast.say(t("What you copy is not looked at any more."))
            return
        watch = self._watching = Watch(self._kit.jobs, self._kit.lookups.home, self)
        watch.found.connect(self._on_copied)
        words = t("What you copy is looked at until you stop it or close the desk.")
        self._window.toast.say(words)
        self.show_watching()

    def show_watching(self) -> None:
        """Show in the status line that what is copied is looked at, for as long as it is."""
        if self._watching is not None:
            self._window.status.watch(self.watch, self.paste, self._copied)

    def save_list(self) -> None:
        """Ask how the list on the screen shall be saved for other programs."""
        from desk_app.ui.exporting.dialog import ExportDialog, Listed

        page = self._window.frame.listed
        listed = Listed(page.kind, page.filter.text()) if page is not None else Listed("person")
        ExportDialog(listed, self._kit, self._window).open()

    def _on_copied(self, name: str) -> None:
        self._copied = name
        self.show_watching()
        QApplication.alert(self._window)  # the officer is in another program
        words = t("{name} is in what you copied: Ctrl+Shift+V brings it in.", name=name)
        self._window.toast.say(words)


def _readers() -> None:
    from desk_app.exchange import bringing, capturing, dumping

    del bringing, capturing, dumping


def _no_matter(_answer: object) -> None:
    """They are read when they are wanted otherwise."""
