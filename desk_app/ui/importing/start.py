"""Where an import begins: a file, the clipboard, or an earlier import to be taken back."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.kinds import KINDS
from desk_app.i18n import label, moment, number, t
from desk_app.ui.importing.words import became_words, name_words
from desk_app.ui.kit import Kit
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Elided, Scroll, Words, button, clear, column, row

if TYPE_CHECKING:
    from desk_app.store.importing import Import

_SHOWN = 30


class StartCard(QWidget):
    """Asks what to bring in.

    Signals:
        wanted: choose a file.
        pasted: take what is on the clipboard.
        taken_back: take an earlier import back (its UUID).
    """

    wanted = Signal()
    pasted = Signal()
    taken_back = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll = Scroll(margin=0)
        column(self).addWidget(scroll)
        begin = Card()
        begin.column.addWidget(Words(t("What do you have?"), "heading"))
        begin.column.addWidget(
            Words(
                t(
                    "Visiting cards (vCard), tables (CSV, Excel), or everything of another desk. "
                    "You see what would become of each row before anything is saved, and can "
                    "take all of it back. A file may also be dragged into the window."
                )
            )
        )
        ways = row()
        self.begin = button(t("Choose a file …"), self.wanted.emit, look="main", picture="plus")
        ways.addWidget(self.begin)
        ways.addWidget(button(t("Paste what I copied"), self.pasted.emit, hint="Ctrl+Shift+V"))
        ways.addStretch(1)
        begin.column.addLayout(ways)
        self._earlier = Card()
        self._earlier.column.addWidget(Words(t("Earlier imports"), "heading"))
        self._list = column(gap=UNIT)
        self._earlier.column.addLayout(self._list)
        self._earlier.hide()
        scroll.column.addWidget(begin)
        scroll.column.addWidget(self._earlier)
        scroll.column.addStretch(1)

    def show_imports(self, imports: "Iterable[Import]") -> None:
        """List earlier imports, the newest first."""
        clear(self._list)
        some = list(imports)[:_SHOWN]
        for one in some:
            self._list.addWidget(self._line(one))
        self._earlier.setVisible(bool(some))

    def _line(self, one: "Import") -> QWidget:
        box = QWidget()
        line = row(box)
        words = column(gap=0)
        name = name_words(one.name)
        words.addWidget(Elided(name, "body"))
        kind = label(KINDS[one.kind].plural) if one.kind in KINDS else ""
        told = [moment(one.at), one.by, kind, *_counts(one)]
        words.addWidget(Elided("  ·  ".join(filter(None, told)), "small"))
        line.addLayout(words, 1)
        if one.stage == "undone":
            line.addWidget(Words(t("Taken back"), "muted", wrap=False))
        else:
            if one.stage != "done":
                line.addWidget(Words(t("Broke off half-way"), "problem", wrap=False))
            back = button(t("Take back"), partial(self.taken_back.emit, one.id), picture="undo")
            back.setAccessibleName(t("Take back {name}", name=name))
            line.addWidget(back, alignment=Qt.AlignmentFlag.AlignVCenter)
        return box


def _counts(one: "Import") -> list[str]:
    return [
        t("{choice}: {count}", choice=became_words(choice), count=number(one.counts[choice]))
        for choice in ("create", "update", "fill")
        if one.counts.get(choice)
    ]
