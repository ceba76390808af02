"""A dossier as it is read: its parts, its papers whole, and what the desk has noted."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desk_app.domain.acts import Act, Create
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.dossier import Dossier, Note, Paper
from desk_app.domain.records import Record
from desk_app.i18n import label, language, n, short_day, t
from desk_app.ui.asking import ask_button
from desk_app.ui.charts import Hatching
from desk_app.ui.country.facts import age_chips, is_over
from desk_app.ui.dossiers.reading import Shelf, in_bangla, shelf
from desk_app.ui.forms.chips import Flow
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.showing import worded
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Words, button, clear, column, row

_PARTS = ("summary", "line", "forces", "experts", "legal", "risks", "sources")
"""In the order they are wanted before a meeting."""
_KINDS = ("dossier", "paper", "note", "question", "reply")


class DossierReading(QWidget):
    """Shows one dossier in the place of its bare fields."""

    def __init__(self, id: UUID, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._id = id
        self._open: set[UUID] = set()
        self.note = QLineEdit()
        self.note.setMaxLength(4_000)
        self.note.setPlaceholderText(t("Add a note of your own, then Enter"))
        self.note.setAccessibleName(t("A note of your own"))
        self.note.returnPressed.connect(self._add_note)
        page = column(self, gap=2 * UNIT)
        self._inside = column(gap=2 * UNIT)
        page.addLayout(self._inside)
        page.addWidget(self.note)
        self._keeper = keep(self, kit, _KINDS, lambda desk: shelf(desk, id), self._show)

    def _show(self, read: Shelf) -> None:
        clear(self._inside)
        dossier = read.dossier.content
        if not isinstance(dossier, Dossier):
            return
        self._inside.addLayout(self._freshness(dossier, read))
        for field in _PARTS:
            if text := _text(dossier, field):
                card = Card()
                name = KINDS["dossier"].fields[field].label
                card.column.addWidget(Words(label(name), "heading"))
                card.column.addWidget(Words(text, copied=True))
                self._inside.addWidget(card)
        if read.papers:
            self._inside.addWidget(self._papers(read))
        notes = [note for note in read.notes if note.content.about == self._id]
        if notes:
            card = Card()
            card.column.addWidget(Words(t("Our notes"), "heading"))
            self._add_notes(card, notes)
            self._inside.addWidget(card)

    def _freshness(self, dossier: Dossier, read: Shelf) -> QHBoxLayout:
        today = self._kit.clock().astimezone().date()
        line = row()
        if is_over(dossier.until, today):
            line.addWidget(Hatching())
        flow = Flow(gap=6)
        if dossier.publisher:
            flow.addWidget(Chip(dossier.publisher, "plain"))
        if dossier.checked is not None:
            days = (today - dossier.checked).days
            words = n("Checked {count} day ago", "Checked {count} days ago", max(days, 0))
            flow.addWidget(Chip(words, "notice" if days > _OLD else "plain"))
        for chip in age_chips(dossier.until, read.asked, today):
            flow.addWidget(chip)
        line.addLayout(flow, 1)
        if read.asked is None or read.asked.question.content.state != "open":
            line.addWidget(ask_button(self._id, worded(dossier, "name"), self._kit))
        return line

    def _papers(self, read: Shelf) -> Card:
        card = Card()
        card.column.addWidget(Words(t("Papers"), "heading"))
        for paper in read.papers:
            content = paper.content
            flip = partial(self._flip, paper.id)
            card.column.addWidget(
                button(content.name, flip, look="link"), alignment=Qt.AlignmentFlag.AlignLeft
            )
            parts = [content.author, short_day(content.on) if content.on else ""]
            under = "  ·  ".join(part for part in parts if part)
            card.column.addWidget(Words(under, "small"))
            if paper.id in self._open:
                self._add_text(card, paper)
            self._add_notes(card, [note for note in read.notes if note.content.about == paper.id])
        return card

    def _add_text(self, card: Card, paper: Record[Paper]) -> None:
        card.column.addWidget(Words(paper.content.text or t("The text is not here."), copied=True))
        line = row()
        if paper.content.url.startswith(("https://", "http://")):
            target = QUrl(paper.content.url)
            line.addWidget(button(paper.content.url, partial(_visit, target), look="link"))
        preset = {"fields": {"about": str(paper.id)}, "names": {str(paper.id): paper.content.name}}
        add = partial(self._kit.ways.create.emit, "note", preset)
        line.addWidget(button(t("Note on this paper"), add, look="quiet", picture="plus"))
        line.addStretch(1)
        card.column.addLayout(line)

    def _add_notes(self, card: Card, notes: list[Record[Note]]) -> None:
        for note in notes:
            go = partial(self._kit.ways.record.emit, "note", note.id)
            line = row()
            by = note.envelope.created.by
            day = short_day(note.content.on) if note.content.on else ""
            under = "  ·  ".join(part for part in (day, by) if part)
            line.addWidget(Words(f"{note.content.text}\n{under}", copied=True), 1)
            edit = button(t("Open"), go, look="quiet")
            edit.setAccessibleName(t("Open: {name}", name=note.content.text))
            line.addWidget(edit, alignment=Qt.AlignmentFlag.AlignTop)
            card.column.addLayout(line)

    def _flip(self, id: UUID) -> None:
        self._open ^= {id}
        self._keeper.forget()
        self._keeper.reload()

    def _add_note(self) -> None:
        text = self.note.text().strip()
        if not text:
            return
        today = self._kit.clock().astimezone().date().isoformat()
        fields = {"about": str(self._id), "text": text, "on": today}

        def write(id: UUID) -> None:
            self._kit.acts.do(self, Act((Create(id, "note", fields),), t("A note of your own")))

        self._kit.jobs.read(self, lambda desk: desk.new_id(), write, self._kit.acts.failed.emit)
        self.note.clear()


def _text(dossier: Dossier, field: str) -> str:
    if language() == "bn":
        return in_bangla(dossier, field)
    return str(getattr(dossier, field))


def _visit(target: QUrl) -> None:
    QDesktopServices.openUrl(target)


_OLD = 180
"""Days after which what was checked is said to be old."""
