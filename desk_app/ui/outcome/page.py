"""The outcome form of a meeting: the printed points, to be answered in a few keystrokes."""

from functools import partial
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desk_app.domain.changes import Changes
from desk_app.domain.codes import code_of
from desk_app.domain.errors import DeskError, NoSuchRecord
from desk_app.domain.kinds.demand import Demand
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.records import Record
from desk_app.i18n import language, moment, t
from desk_app.ui import messages
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import only
from desk_app.ui.kit import Kit
from desk_app.ui.outcome.parts import Answer, DemandPart, Promises, answers
from desk_app.ui.outcome.telling import Told, Wording, act, asked
from desk_app.ui.showing import worded
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Scroll, Words, button, column, row


class Met(Struct, frozen=True):
    """A meeting, whom it was with, and the demands it was about."""

    record: Record[Meeting]
    with_whom: str
    demands: tuple[Record[Demand], ...]


def met(desk: DeskStore, id: UUID) -> Met:
    """Read what the form needs.

    Raises:
        NoSuchRecord: the meeting is not here.
    """
    (record, *_none) = only([desk.record(id)], Meeting) or _raise()
    content = record.content
    titles = desk.titles((*content.organisations, *content.people))
    demands = only(desk.records(content.demands).values(), Demand)
    return Met(record, ", ".join(titles.values()), tuple(demands))


def _raise() -> list[Record[Meeting]]:
    raise NoSuchRecord("The meeting of this brief is not in this desk. Look for it in Meetings.")


class OutcomePage(QWidget):
    """Asks what came of a meeting and writes all of it as one act.

    Signals:
        left: the officer is done.
        loaded: the meeting stands on the page.
    """

    left = Signal()
    loaded = Signal()

    def __init__(self, id: UUID, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.id = id
        self._kit = kit
        self.met: Met | None = None
        scroll = Scroll(margin=3 * UNIT, width=900)
        column(self).addWidget(scroll)
        self._page = scroll.column
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        kit.jobs.read(self, partial(met, id=id), self._show, self._on_failed)

    def told(self) -> Told:
        """Return the form as it stands."""
        return Told(
            how=self.how.how(),
            asks=tuple((answer.question, answer.how()) for answer in self.asks),
            said=self.said.toPlainText().strip(),
            ours=self.ours.promises(),
            theirs=self.theirs.promises(),
            new=self.new.text().strip(),
            next_step=self.next_step.text().strip(),
            demands=tuple((part.id, part.fields()) for part in self.demands),
        )

    def save(self) -> None:
        """Write everything as one act, unless something is not right yet."""
        if self.met is None:
            return
        right = [self.ours.is_right(), self.theirs.is_right()]
        right += [part.is_right() for part in self.demands]  # each one marks what is wrong
        if not all(right):
            messages.tell(self, t("Something is not right yet; it is marked below its line."))
            return
        record, told, words = self.met.record, self.told(), wording()
        self.agree.setEnabled(False)
        self._kit.acts.perform(
            self,
            words.label,
            lambda desk: desk.do(act(record.id, record.content, told, desk.new_id, words)),
            self._on_failed,
            self._on_saved,
        )

    def _on_saved(self, _changes: Changes) -> None:
        self.left.emit()

    def _on_failed(self, error: DeskError) -> None:
        messages.trouble(self, error)
        if self.met is None:
            self.left.emit()
        else:
            self.agree.setEnabled(True)

    def _show(self, found: Met) -> None:
        self.met = found
        content = found.record.content
        back = button(t("Back"), self.left.emit, look="quiet", picture="back", hint="Alt+Left")
        self._page.addWidget(back, alignment=Qt.AlignmentFlag.AlignLeft)
        self._page.addWidget(Words(t("What came of it?"), "small"))
        self._page.addWidget(Words(worded(content, "subject"), "title"))
        when = moment(content.when) if content.when else ""
        under = (when, found.with_whom, code_of(found.record.id))
        self._page.addWidget(Words("  ·  ".join(filter(None, under)), "muted"))
        self._page.addWidget(self._points(content))
        self._page.addWidget(self._promises())
        self.demands = [DemandPart(record, self._kit) for record in found.demands]
        for part in self.demands:
            self._page.addWidget(part)
        foot = row()
        self.agree = button(t("Save"), self.save, look="main", hint="Ctrl+S")
        foot.addWidget(self.agree)
        foot.addStretch(1)
        self._page.addLayout(foot)
        self._page.addStretch(1)
        self.how.setFocus()
        self.loaded.emit()

    def _points(self, content: Meeting) -> Card:
        card = Card()
        self.how = Answer(t("How it went"))
        bangla = language() == "bn"
        self.asks = [Answer(ask) for ask in asked(content, bangla=bangla)]
        for answer in (self.how, *self.asks):
            card.column.addWidget(answer)
        self.said = QPlainTextEdit()
        self.said.setTabChangesFocus(True)
        self.said.setFixedHeight(96)
        self.new, self.next_step = QLineEdit(), QLineEdit()
        rest = (
            (t("What was said"), self.said),
            (t("New people, new needs"), self.new),
            (t("Next step"), self.next_step),
        )
        for words, editor in rest:
            editor.setAccessibleName(words)
            card.column.addWidget(Words(words, "label"))
            card.column.addWidget(editor)
        for line in (self.new, self.next_step):
            line.setMaxLength(2_000)
        return card

    def _promises(self) -> Card:
        card = Card()
        self.ours = Promises(t("We promised"), self._kit)
        self.theirs = Promises(t("They promised"), self._kit)
        card.column.addWidget(self.ours)
        card.column.addWidget(self.theirs)
        return card


def wording() -> Wording:
    """Return the words in which the outcome is kept, in the language in use."""
    return Wording(
        t("How it went"), answers(), t("New people, new needs"), t("Outcome of a meeting")
    )
