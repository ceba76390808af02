"""Builds the window: the one place that knows every part and hands each what it needs."""

import gc
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import random
from time import monotonic
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QFileSystemWatcher, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desk_app import i18n
from desk_app.domain.errors import DeskError, StoreDamaged, WrongPassphrase
from desk_app.profile import Profile
from desk_app.ui.acts import Acts
from desk_app.ui.exchange.running import Running
from desk_app.ui.jobs import Jobs
from desk_app.ui.kit import Kit, Ways
from desk_app.ui.lookups import Lookups
from desk_app.ui.preferences import Preferences
from desk_app.ui.shell.window import Window
from desk_app.ui.theme.look import STYLE, put_on_sheet, wear

if TYPE_CHECKING:
    from types import TracebackType

    from desk_app.domain.labels import Language
    from desk_app.settings import Theme
    from desk_app.store.store import Store
    from desk_app.sync.background import Background
    from desk_app.sync.desks import Machine, OpenDesk
    from desk_app.ui.start.trouble import TroublePage

_USUAL_SIZE = (1366, 768)
_PICTURE_PATIENCE = 30_000
_PAINTED = 300
"""Milliseconds after the store is open in which the first list is painted: Python runs one
thread at a time, and what others import meanwhile (babel, logging) held it up by 15 ms."""
_SETTLED = 3_000
"""Milliseconds after which the start is over and garbage is collected again."""
_CALM = 8_000
"""Milliseconds after the start before the file is looked through: the officer comes first."""
_BACKUPS = 30 * 60 * 1_000
"""Milliseconds between two looks whether a backup is due."""


def machine_now() -> datetime:
    """Return the machine's time; every part takes its clock from here."""
    return datetime.now(UTC)  # noqa: TID251  (the one place that wires the window's clock)


def run_window(folder: Path, *, picture: Path | None = None, code: str = "") -> int:
    """Show the window on the profile in `folder`, or save its picture; return the exit code.

    `code` from paper tells what to show once the desk is open.
    """
    if picture is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = cast("QApplication | None", QApplication.instance()) or QApplication(
        [*sys.argv[:1], *STYLE]
    )
    app.setApplicationName("ICT Desk")
    program = Program(app, folder)
    program.code = code
    if picture is not None:
        return program.picture(picture)
    sys.excepthook = program.on_bug
    program.start()
    QTimer.singleShot(_SETTLED, app, _collect_again)
    done = app.exec()
    program.close()
    return done


def _collect_again() -> None:
    """Collect garbage from now on, passing over what the start has made: it stays anyway."""
    gc.freeze()
    gc.enable()


class Program:
    """One run of the window on one profile."""

    def __init__(
        self, app: QApplication, folder: Path, clock: Callable[[], datetime] = machine_now
    ) -> None:
        self._app = app
        self._profile = Profile(folder)
        self._clock = clock
        self.preferences = Preferences(self._profile.settings_file)
        self.jobs = Jobs(app)
        self.running = Running(self.jobs, clock, app)
        self.kit = Kit(
            self.jobs,
            Acts(self.jobs, app),
            Lookups(self.jobs, app),
            Ways(app),
            clock,
            self.preferences,
        )
        self.window: Window | None = None
        self.first: QWidget | None = None
        self._desk: OpenDesk | None = None
        self._asker: object = None
        self.code = ""
        self._dress()
        app.styleHints().colorSchemeChanged.connect(self._on_system_colours)

    def start(self) -> None:
        """Show the desk, or the first steps where there is none yet."""
        if self._profile.holds_desk:
            self.show_window()
        else:
            self.show_wizard()

    def show_window(self, desk: "OpenDesk | None" = None, *, exchanging: bool = True) -> Window:
        """Show the window while the store is opened on its lane (or take an open `desk`)."""
        self._open(desk, exchanging=exchanging)
        window = self.window = Window(self.kit, self.running)
        window.worn.connect(self._on_worn)
        window.shut.connect(self._on_shut)
        window.status.say(i18n.t("Opening the desk …"))
        self._take_asker(window)
        self._place(window)
        put_on_sheet(self._app)
        window.show()
        return window

    def show_wizard(self) -> None:
        """Show the first steps."""
        from desk_app.ui.start.passphrase import Asker
        from desk_app.ui.start.wizard import Wizard

        wizard = Wizard(self.jobs, self._enrol)
        self._asker = Asker(wizard)
        wizard.enrolled.connect(self._on_enrolled)
        wizard.demo.connect(self._on_demo)
        wizard.spoken.connect(self._on_spoken_first)
        before, self.first = self.first, wizard
        put_on_sheet(self._app)
        wizard.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def picture(self, file: Path) -> int:
        """Save a picture of the window on *Today*, once its content is there."""
        from desk_app.ui.shell.photograph import photograph

        window = self.show_window(exchanging=False)
        window.resize(*_USUAL_SIZE)
        done = photograph(window, file, _PICTURE_PATIENCE)
        self.close()
        return 0 if done else 1

    def close(self) -> None:
        """Stop the exchange, finish what is queued, close the store."""
        self.running.stop()
        self.jobs.close()

    def on_bug(
        self, kind: type[BaseException], error: BaseException, trace: "TracebackType | None"
    ) -> None:
        """Report what nobody planned for; the window stays."""
        from desk_app.logs import report

        report(error.with_traceback(trace))
        if not issubclass(kind, KeyboardInterrupt):
            from desk_app.ui import messages

            messages.broken(self.window)

    def _machine(self) -> "Machine":
        from desk_app.sync.desks import Machine
        from desk_app.ui.start.passphrase import Asker

        asker = self._asker
        return Machine(clock=self._clock, ask=asker.ask) if isinstance(asker, Asker) else Machine()

    def _open(self, desk: "OpenDesk | None", *, exchanging: bool = True) -> None:
        self._take_asker(self.window)

        def opener() -> "Store":
            opened = desk or self._opened()
            self._desk = opened
            return opened.store

        def done() -> None:
            if self.window is not None:
                self.window.opened()
                self._show_code(self.window)
                if exchanging:
                    self._care(self.window)
            QTimer.singleShot(_PAINTED, self.running, lambda: self._follow(exchanging=exchanging))

        self.jobs.open(self.running, opener, done, self._on_not_opened)

    def _follow(self, *, exchanging: bool) -> None:
        """Begin aside what the first list need not wait for: the log, names, the exchange."""
        self._start_log()
        if self.window is not None:
            self.window.warm()
            if exchanging:
                self._exchange()

    def _start_log(self) -> None:

        def begin() -> None:
            from desk_app.logs import start_log

            start_log(self._profile.logs)

        self.jobs.aside(self.running, begin, lambda _begun: None, _ignore)

    def _take_asker(self, window: Window | None) -> None:
        from desk_app.ui.start.passphrase import Asker

        if isinstance(self._asker, Asker):
            self._asker.window = window
        else:
            self._asker = Asker(window)

    def _opened(self) -> "OpenDesk":
        from desk_app.sync.desks import open_desk

        return open_desk(self._profile.folder, self._machine(), window=True)

    def _exchange(self) -> None:
        """Begin to exchange in the background, where this workstation is enrolled."""
        desk = self._desk
        if desk is None or not desk.enrolled:
            return
        self.jobs.aside(self.running, lambda: self._background(desk), self.running.take, _ignore)

    def _show_code(self, window: Window) -> None:
        """Go to what the code from paper belongs to that the program was started with."""
        code, self.code = self.code, ""
        if code:
            window.open_code(code)

    def _listen(self, window: Window) -> None:
        """Take codes that another start of the program leaves for this one."""
        watcher = QFileSystemWatcher([str(self._profile.folder)], window)
        watcher.directoryChanged.connect(self._on_asked)

    def _on_asked(self, _folder: str) -> None:
        code, window = self._profile.asked(), self.window
        if code and window is not None:
            window.activateWindow()
            window.raise_()
            window.open_code(code)

    def _care(self, window: Window) -> None:
        """Look through the file once the officer has begun, and keep backups from then on."""
        self._listen(window)
        rolling = QTimer(window, interval=_BACKUPS)
        rolling.timeout.connect(self._roll)
        rolling.start()
        # A timer lets go of a program that is gone; `singleShot` would call into freed memory.
        calm = QTimer(window, interval=_CALM, singleShot=True)
        calm.timeout.connect(self.look_through)
        calm.start()

    def look_through(self) -> None:
        """Look whether the file is whole; make the backup that is due, or say what is wrong."""
        desk, window = self._desk, self.window
        if desk is not None and window is not None:
            self.jobs.aside(window, desk.store.sound, self._on_looked_through, _ignore)

    def _on_looked_through(self, sound: bool) -> None:
        if sound:
            self._roll()
        else:
            self._on_damaged()

    def _on_damaged(self) -> None:
        from desk_app.store.connecting import NOT_A_STORE

        self._on_not_opened(StoreDamaged(NOT_A_STORE))

    def _roll(self) -> None:
        desk, window = self._desk, self.window
        if desk is not None and window is not None:
            self.jobs.aside(
                window,
                lambda: desk.store.roll_backups(self._clock()),
                lambda _made: None,
                lambda error: self.kit.acts.said.emit(i18n.told(error)),
            )

    def _background(self, desk: "OpenDesk") -> "Background":
        from desk_app.sync.background import Background
        from desk_app.sync.link import Link

        return Background(
            lambda: Link(desk),
            self.running,
            clock=self._clock,
            steady=monotonic,
            vary=random,
            allowed=self._allowed,
        )

    def _allowed(self, now: datetime) -> bool:
        quiet = self.preferences.settings.quiet
        return quiet is None or not quiet.cover(now.astimezone().time())

    def _on_not_opened(self, error: DeskError) -> None:
        from desk_app.ui.start.passphrase import Asker
        from desk_app.ui.start.trouble import TroublePage

        if self.window is None:
            return
        if isinstance(error, WrongPassphrase) and isinstance(self._asker, Asker):
            self._asker.trouble = i18n.told(error)
            self._open(None)
            return
        page = TroublePage(error)
        page.again.connect(self._on_again)
        page.rescue.connect(lambda: self._rescue(page))
        page.leave.connect(self.window.close)
        self.window.show_over(page)

    def _on_again(self) -> None:
        if self.window is not None:
            self.window.rebuild()
            self._open(None)

    def _rescue(self, page: "TroublePage") -> None:
        page.say(i18n.t("Bringing back what can be brought back …"))
        page.setEnabled(False)
        self.running.stop()
        self._desk = None
        self.jobs.shut(
            page,
            lambda: self.jobs.aside(
                page, self._rescued, lambda _done: self._on_again(), self._on_not_opened
            ),
        )

    def _rescued(self) -> None:
        from desk_app.store.rescue import rescue
        from desk_app.sync.desks import keys_of

        key = keys_of(self._profile.folder, self._machine())
        rescue(self._profile.folder, key, now=self._clock())

    def _enrol(self, address: str, code: str, officer: str) -> "OpenDesk":
        import platform

        from desk_app.sync.desks import make_desk
        from desk_app.sync.enrolment import Invitation, enrol

        name = platform.node() or "workstation"
        desk = make_desk(
            self._profile.folder, self._machine(), officer=officer, device_name=name, window=True
        )
        try:
            enrol(desk, Invitation(address, code, officer, name))
        except BaseException:
            desk.close()
            raise
        return desk

    def _on_enrolled(self, desk: "OpenDesk") -> None:
        self.show_window(desk)
        if self.first is not None:
            self.first.close()

    def _on_demo(self) -> None:
        from PySide6.QtCore import QProcess  # a class and its codes, 1 ms that only this needs

        QProcess.startDetached(sys.executable, ["-m", "desk_app", "demo"])
        if self.first is not None:
            self.first.close()

    def _on_spoken_first(self, language: "Language") -> None:
        self.preferences.speak(language)
        self._dress()
        self.show_wizard()

    def _on_worn(self, what: str, value: str) -> None:
        match what:
            case "language":
                self.preferences.speak(cast("Language", value))
            case "look":
                self.preferences.wear(cast("Theme", value))
            case _:
                self.preferences.larger(int(value))
        self._redress()

    def _on_system_colours(self, _scheme: Qt.ColorScheme) -> None:
        if self.preferences.settings.theme == "system":
            self._redress()

    def _redress(self) -> None:
        self._dress()
        if self.window is not None:
            self.window.rebuild()
        put_on_sheet(self._app)

    def _dress(self) -> None:
        settings = self.preferences.settings
        i18n.use(settings.language)
        wear(self._app, settings.theme, self.preferences.scale)

    def _place(self, window: Window) -> None:
        kept = self.preferences.read("geometry")
        if not kept or not window.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            room = self._app.primaryScreen().availableGeometry().size()
            window.resize(min(_USUAL_SIZE[0], room.width()), min(_USUAL_SIZE[1], room.height()))

    def _on_shut(self) -> None:
        if self.window is not None:
            kept = bytes(self.window.saveGeometry().toBase64().data()).decode()
            self.preferences.write("geometry", kept)


def _ignore(_error: DeskError) -> None:
    """What keeps the exchange from beginning is told by the exchange itself."""
