"""The outcome form of a meeting: the printed points, to be answered in a few keystrokes."""

from functools import partial
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desk_app.domain.changes import Changes
from desk_app.domain.codes import code_of
from desk_app.domain.errors import DeskError, NoSuchRecord
from desk_app.domain.kinds.demand import Demand
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.records import Record
from desk_app.domain.values import Plain
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

_WIDTH = 900
"""Pixels: lines of a form that are longer are hard to read."""

_PAUSE = 1_500
"""Milliseconds after which what was typed meanwhile is kept as a draft."""


class Met(Struct, frozen=True):
    """A meeting, whom it was with, the demands it was about, and what was typed before."""

    record: Record[Meeting]
    with_whom: str
    demands: tuple[Record[Demand], ...]
    draft: Plain = {}


def met(desk: DeskStore, id: UUID) -> Met:
    """Read what the form needs.

    Raises:
        NoSuchRecord: the meeting is not here.
    """
    (record, *_none) = only([desk.record(id)], Meeting) or _raise()
    content = record.content
    titles = desk.titles((*content.organisations, *content.people))
    demands = only(desk.records(content.demands).values(), Demand)
    draft = desk.drafts().get(_draft_name(id), {})
    return Met(record, ", ".join(titles.values()), tuple(demands), draft)


def _draft_name(id: UUID) -> str:
    """Return under which name the draft of an outcome is kept."""
    return f"outcome {id}"


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
        self._blank: Plain = {}
        self._kept: Plain = {}
        self._late = QTimer(self, interval=_PAUSE)
        self._late.timeout.connect(self.keep_draft)
        head = QWidget()
        head.setMaximumWidth(_WIDTH)
        self._head = row(head, gap=2 * UNIT)
        self._head.setContentsMargins(2 * UNIT, 2 * UNIT, 3 * UNIT, 0)
        back = button(t("Back"), self.left.emit, look="quiet", picture="back", hint="Alt+Left")
        self._head.addWidget(back, alignment=Qt.AlignmentFlag.AlignTop)
        scroll = Scroll(margin=3 * UNIT, width=_WIDTH)
        page = column(self, gap=0)
        page.addWidget(head)
        page.addWidget(scroll, 1)
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

    def typed(self) -> Plain:
        """Return everything that is typed here, to be taken up again."""
        if self.met is None:
            return {}
        return {
            "how": self.how.how(),
            "asks": {answer.question: answer.how() for answer in self.asks},
            "said": self.said.toPlainText(),
            "new": self.new.text(),
            "next_step": self.next_step.text(),
            "ours": self.ours.typed(),
            "theirs": self.theirs.typed(),
            "demands": {str(part.id): part.typed() for part in self.demands},
        }

    def keep_draft(self) -> None:
        """Keep what was typed, so that nothing is lost where the officer goes elsewhere."""
        typed = self.typed()
        if typed == self._kept:
            return
        self._kept = typed
        name, blank = _draft_name(self.id), typed == self._blank

        def work(desk: DeskStore) -> None:
            if blank:
                desk.drop_draft(name)
            else:
                desk.keep_draft(name, typed)

        self._kit.jobs.read(self, work, _kept_it, self._kit.acts.failed.emit)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when another page is shown."""
        super().hideEvent(event)
        if self._late.isActive():
            self.keep_draft()

    def _take_up(self, draft: Plain) -> None:
        """Go on where the officer was; say so, and offer to begin anew."""
        self.how.tick(draft.get("how", ""))
        for answer in self.asks:
            answer.tick(draft.get("asks", {}).get(answer.question, ""))
        self.said.setPlainText(draft.get("said", ""))
        self.new.setText(draft.get("new", ""))
        self.next_step.setText(draft.get("next_step", ""))
        self.ours.take_up(draft.get("ours", []))
        self.theirs.take_up(draft.get("theirs", []))
        for part in self.demands:
            part.take_up(draft.get("demands", {}).get(str(part.id), {}))
        notice = Card("notice")
        line = row()
        line.addWidget(Words(t("You typed this before and did not save it.")), 1)
        line.addWidget(button(t("Throw it away"), partial(self._begin_anew, notice)))
        notice.column.addLayout(line)
        self._page.insertWidget(0, notice)

    def _begin_anew(self, notice: Card) -> None:
        notice.hide()
        blank = self._blank
        self.how.tick(blank["how"])
        for answer in self.asks:
            answer.tick("")
        for editor in (self.said, self.new, self.next_step):
            editor.clear()
        self.ours.take_up([])
        self.theirs.take_up([])
        for part in self.demands:
            part.take_up(blank["demands"][str(part.id)])
        self.keep_draft()

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
        self._late.stop()
        name = _draft_name(self.id)
        work = partial(_drop, name)
        self._kit.jobs.read(self._kit.jobs, work, _kept_it, self._kit.acts.failed.emit)
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
        when = moment(content.when) if content.when else ""
        under = (when, found.with_whom, code_of(found.record.id))
        words = column(gap=2)
        words.addWidget(Words(t("What came of it?"), "small"))
        words.addWidget(Words(worded(content, "subject"), "title"))
        words.addWidget(Words("  ·  ".join(filter(None, under)), "muted"))
        self._head.addLayout(words, 1)
        self._page.addWidget(self._points(content))
        self._page.addWidget(self._promises())
        self.demands = [DemandPart(record, self._kit) for record in found.demands]
        for part in self.demands:
            self._page.addWidget(part)
        self.agree = button(t("Save"), self.save, look="main", picture="check", hint="Ctrl+S")
        self._head.addWidget(self.agree, alignment=Qt.AlignmentFlag.AlignTop)
        self._page.addStretch(1)
        self._blank = self.typed()
        if found.draft:
            self._take_up(found.draft)
        self._kept = self.typed()
        self._late.start()
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
            named = column(gap=4)
            named.addWidget(Words(words, "label"))
            named.addWidget(editor)
            card.column.addLayout(named)
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


def _drop(name: str, desk: DeskStore) -> None:
    desk.drop_draft(name)


def _kept_it(_nothing: None) -> None:
    """A draft is kept and let go in silence."""


def wording() -> Wording:
    """Return the words in which the outcome is kept, in the language in use."""
    return Wording(
        t("How it went"), answers(), t("New people, new needs"), t("Outcome of a meeting")
    )
