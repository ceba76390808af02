"""Every action of the window: its name, its key, its menu; the palette lists the same ones."""

from collections.abc import Callable
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

from desk_app.domain.kinds import KINDS
from desk_app.i18n import label, t
from desk_app.ui.shell.sections import SECTIONS
from desk_app.ui.words import unmarked

Do = Callable[[], object]


class Entry(Struct, frozen=True):
    """One action: `menu` groups it, an empty `name` draws a line."""

    menu: str
    name: str
    text: str
    key: str
    do: Do


class Doings(Struct, frozen=True):
    """What the window can do, as its actions call it."""

    find: Do
    filter: Do
    back: Do
    forward: Do
    new: Do
    create: Callable[[str], object]
    edit: Do
    archive: Do
    lose: Do
    undo: Do
    brief: Do
    several: Do
    bring_in: Do
    paste: Do
    watch: Do
    export: Do
    exchange: Do
    cancel: Do
    backup: Do
    section: Callable[[str], object]
    list: Callable[[str], object]
    look: Callable[[str], object]
    language: Callable[[str], object]
    larger: Callable[[int], object]
    manual: Do
    keys: Do
    about: Do
    quit: Do


def entries(do: Doings) -> list[Entry]:
    """List every action in the order of the menus."""
    return [*_desk(do), *_edit(do), *_record(do), *_go(do), *_view(do), *_help(do)]


def _desk(do: Doings) -> list[Entry]:
    menu = t("Desk")
    return [
        Entry(menu, "exchange", t("Exchange with the ministry"), "F5", do.exchange),
        Entry(menu, "cancel", t("Stop the exchange"), "Shift+F5", do.cancel),
        Entry(menu, "import", t("Bring in contacts and lists …"), "Ctrl+I", do.bring_in),
        Entry(menu, "paste", t("Bring in what I copied"), "Ctrl+Shift+V", do.paste),
        Entry(menu, "watch", t("Watch what I copy, or stop"), "Ctrl+Shift+W", do.watch),
        Entry(menu, "export", t("Save for other programs …"), "Ctrl+Shift+S", do.export),
        Entry(menu, "backup", t("Save a copy of the store …"), "", do.backup),
        Entry(menu, "quit", t("Close the desk"), "Ctrl+Q", do.quit),
    ]


def _edit(do: Doings) -> list[Entry]:
    menu = t("Edit")
    return [
        Entry(menu, "undo", t("Undo"), "Ctrl+Z", do.undo),
        Entry(menu, "find", t("Find anything"), "Ctrl+K", do.find),
        Entry(menu, "filter", t("Filter this list"), "Ctrl+F", do.filter),
    ]


def _record(do: Doings) -> list[Entry]:
    menu = t("Record")
    made = [
        Entry(menu, "new", t("New"), "Ctrl+N", do.new),
        Entry(menu, "edit", t("Edit this record"), "Ctrl+E", do.edit),
        Entry(menu, "brief", t("Brief for this record"), "Ctrl+P", do.brief),
        Entry(menu, "several", t("Several briefs, and reports …"), "Ctrl+Shift+P", do.several),
        Entry(menu, "archive", t("Archive or restore"), "Ctrl+Backspace", do.archive),
        Entry(menu, "lose", t("Close demands as lost …"), "Ctrl+Shift+L", do.lose),
    ]
    for kind in sorted(KINDS.values(), key=lambda k: k.number):
        if not kind.read_only and not kind.local and not kind.part and kind.name != "brief":
            text = t("New: {kind}", kind=label(kind.label))
            made.append(Entry(menu, f"new {kind.name}", text, "", _with(do.create, kind.name)))
    return made


def _go(do: Doings) -> list[Entry]:
    menu = t("Go")
    made = [
        Entry(menu, "back", t("Back"), "Alt+Left", do.back),
        Entry(menu, "forward", t("Forward"), "Alt+Right", do.forward),
    ]
    for section in SECTIONS:
        go = _with(do.section, section.name)
        made.append(Entry(menu, f"go {section.name}", section.title, section.key, go))
    listed = {section.kind for section in SECTIONS}
    for kind in sorted(KINDS.values(), key=lambda k: k.number):
        if kind.name not in listed and not kind.part:
            go = _with(do.list, kind.name)
            made.append(Entry(menu, f"list {kind.name}", label(kind.plural), "", go))
    return made


def _view(do: Doings) -> list[Entry]:
    menu = t("View")
    looks = {
        "system": t("Colours of the system"),
        "light": t("Light colours"),
        "dark": t("Dark colours"),
        "contrast": t("High contrast"),
    }
    return [
        Entry(menu, "english", "English", "Ctrl+Shift+E", _with(do.language, "en")),
        Entry(menu, "bangla", "বাংলা", "Ctrl+Shift+B", _with(do.language, "bn")),
        *(Entry(menu, look, text, "", _with(do.look, look)) for look, text in looks.items()),
        Entry(menu, "larger", t("Larger text"), "Ctrl++", lambda: do.larger(1)),
        Entry(menu, "smaller", t("Smaller text"), "Ctrl+-", lambda: do.larger(-1)),
        Entry(menu, "usual", t("Usual size of text"), "Ctrl+0", lambda: do.larger(0)),
    ]


def _help(do: Doings) -> list[Entry]:
    menu = t("Help")
    return [
        Entry(menu, "manual", t("Manual"), "Ctrl+F1", do.manual),
        Entry(menu, "keys", t("All keys"), "F1", do.keys),
        Entry(menu, "about", t("About ICT Desk"), "", do.about),
    ]


def _with(do: Callable[[str], object], word: str) -> Do:
    return lambda: do(word)


def _run(do: Do, _checked: bool = False) -> None:
    do()


def make_actions(owner: QObject, listed: list[Entry], bar: QMenuBar) -> dict[str, QAction]:
    """Make the actions and put each into its menu."""
    bar.clear()
    made: dict[str, QAction] = {}
    menus: dict[str, object] = {}
    for entry in listed:
        menu = menus.get(entry.menu) or bar.addMenu(entry.menu)
        menus[entry.menu] = menu
        action = QAction(unmarked(entry.text), owner)
        if entry.key:
            action.setShortcut(QKeySequence(entry.key))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(partial(_run, entry.do))
        menu.addAction(action)  # type: ignore[attr-defined]  # a QMenu
        made[entry.name] = action
    return made
