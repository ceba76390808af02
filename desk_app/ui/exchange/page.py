"""The exchange page: where the desk stands, what waits, what an officer has to settle."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.errors import DeskError
from desk_app.domain.kinds import KINDS
from desk_app.i18n import label, moment, n, t, told
from desk_app.store.values import Standing
from desk_app.ui.exchange.dispute import DisputeCard
from desk_app.ui.exchange.reading import SHOWN, Board, board, newest
from desk_app.ui.exchange.refusal import RefusalCard
from desk_app.ui.exchange.running import Running
from desk_app.ui.kit import Kit
from desk_app.ui.shell.standing import notice_words, standing_tone, standing_words
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Scroll, Words, button, clear, column, row


class ExchangePage(QWidget):
    """Shows the desk's side of the exchange with the ministry."""

    def __init__(self, kit: Kit, running: Running, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._running = running
        self.board: Board | None = None
        self.disputes: list[DisputeCard] = []
        self.refusals: list[RefusalCard] = []
        scroll = Scroll(width=1080, margin=3 * UNIT)
        column(self).addWidget(scroll)
        self.setFocusProxy(scroll)
        page = scroll.column
        page.addWidget(Words(t("Exchange with the ministry"), "title"))
        page.addWidget(self._control())
        self._decide = column(gap=2 * UNIT)
        self._rest = column(gap=2 * UNIT)
        page.addLayout(self._decide)
        page.addLayout(self._rest)
        page.addStretch(1)
        kit.jobs.changed.connect(self._on_changed)
        running.moved.connect(self._on_moved)
        running.over.connect(self._on_ended)
        self.reload()

    def reload(self) -> None:
        """Read the page again."""
        self._kit.jobs.latest(self, "board", board, self._on_read, self._on_failed)

    def _control(self) -> Card:
        card = Card()
        line = row(gap=2 * UNIT)
        words = column(gap=4)
        self.chip = Chip("", "quiet")
        self.chip.hide()
        words.addWidget(self.chip)
        self.words = Words("")
        words.addWidget(self.words)
        self.details = Words("", "muted")
        words.addWidget(self.details)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(t("Progress of the exchange"))
        self.progress.hide()
        words.addWidget(self.progress)
        line.addLayout(words, 1)
        self.now = button(
            t("Exchange now"), self._running.ask, look="main", picture="exchange", hint="F5"
        )
        self.stop = button(t("Stop"), self._running.cancel, picture="close", hint="Shift+F5")
        self.stop.hide()
        line.addWidget(self.now, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.stop, alignment=Qt.AlignmentFlag.AlignTop)
        card.column.addLayout(line)
        return card

    def _on_read(self, read: Board) -> None:
        self.board = read
        self._say_standing(read.standing)
        if not self._being_settled():
            self._draw_decisions(read)
        self._draw_rest(read)

    def _being_settled(self) -> bool:
        """Tell whether the officer is writing in a dispute that is still open."""
        open_cards = [card for card in self.disputes if card.parts is not None]
        still = self.board.disputes if self.board else ()
        return any(
            (card.dispute.record, card.dispute.field) in {(d.record, d.field) for d in still}
            for card in open_cards
        )

    def _say_standing(self, standing: Standing) -> None:
        tone = standing_tone(standing)
        names = {"good": t("In step"), "notice": t("Not in step"), "alert": t("Needs you")}
        self.chip.say(names.get(tone, ""), tone)
        self.chip.show()
        self.words.setText(standing_words(standing, self._kit.clock()))
        details = [t(standing.problem), notice_words(standing.notice)]
        if standing.last_attempt:
            details.append(t("Last attempt {when}.", when=moment(standing.last_attempt)))
        if not self._running.possible:
            details.append(t("This workstation is not enrolled; changes are kept here."))
        self.details.setText(" ".join(text for text in details if text))
        self.details.setVisible(bool(self.details.text()))
        self.now.setEnabled(self._running.possible)

    def _draw_decisions(self, read: Board) -> None:
        clear(self._decide)
        self.disputes = [DisputeCard(d, read.names, self._kit) for d in read.disputes]
        self.refusals = [RefusalCard(r, read.names, self._kit) for r in read.refusals]
        if self.disputes:
            words = t(
                "These were changed here and elsewhere. Nothing is lost: all sides are kept "
                "until you decide, and everything else goes on."
            )
            self._part(self._decide, t("Disputes"), words, self.disputes)
        if self.refusals:
            self._part(self._decide, t("Refused by the ministry"), "", self.refusals)
        if not self.disputes and not self.refusals:
            self._decide.addWidget(Words(t("There is nothing to settle."), "muted"))

    def _part(
        self,
        place: QVBoxLayout,
        title: str,
        words: str,
        cards: Sequence[Card],
    ) -> None:
        place.addWidget(Words(title, "large"))
        if words:
            place.addWidget(Words(words, "muted"))
        for card in cards:
            place.addWidget(card)

    def _draw_rest(self, read: Board) -> None:
        clear(self._rest)
        if read.waiting:
            self._rest.addWidget(_waiting_card(read, self._kit))
        if self._running.past:
            self._rest.addWidget(_past_card(self._running))

    def _on_changed(self, changes: Changes) -> None:
        if changes.standing or changes.records:
            self.reload()

    def _on_failed(self, error: DeskError) -> None:
        self.words.setText(told(error))

    def _on_moved(self, words: str, share: float | None) -> None:
        self.progress.setRange(0, 0 if share is None else 100)
        self.progress.setValue(int((share or 0) * 100))
        self.progress.show()
        self.words.setText(words)
        self.now.hide()
        self.stop.show()

    def _on_ended(self, _trouble: str) -> None:
        self.progress.hide()
        self.stop.hide()
        self.now.show()
        self.reload()


def _waiting_card(read: Board, kit: Kit) -> Card:
    card = Card()
    count = len(read.waiting)
    words = n("{count} change waits to be sent", "{count} changes wait to be sent", count)
    card.column.addWidget(Words(words, "large"))
    card.column.setSpacing(4)
    for edit in newest(read.waiting):
        card.column.addLayout(_waiting_line(edit, read, kit))
    if count > SHOWN:
        card.column.addWidget(Words(t("and {count} more", count=count - SHOWN), "small"))
    return card


def _waiting_line(edit: Edit, read: Board, kit: Kit) -> QHBoxLayout:
    line = row()
    kind = KINDS[edit.kind]
    line.addWidget(Words(operation_words(edit.operation), "muted", wrap=False))
    line.addWidget(Words(label(kind.label), wrap=False))
    title = read.names.get(str(edit.record), "")
    if title:
        go: Callable[[], object] = partial(kit.ways.record.emit, edit.kind, edit.record)
        line.addWidget(button(title, go, look="link"))
    fields = [label(kind.fields[name].label) for name in edit.fields if name in kind.fields]
    if edit.operation == "set" and fields:
        line.addWidget(Words(", ".join(fields[:4]), "small", wrap=False))
    line.addStretch(1)
    line.addWidget(Words(moment(edit.at), "small", wrap=False))
    return line


def operation_words(operation: str) -> str:
    """Return what an edit does, in a word."""
    return {
        "create": t("New"),
        "set": t("Changed"),
        "archive": t("Archived"),
        "restore": t("Restored"),
        "erase": t("Erased"),
    }.get(operation, operation)


def _past_card(running: Running) -> Card:
    card = Card()
    card.column.addWidget(Words(t("Exchanges since the desk was opened"), "large"))
    card.column.setSpacing(4)
    for past in reversed(running.past[-SHOWN:]):
        line = row()
        line.addWidget(Words(moment(past.at), "muted", wrap=False))
        line.addWidget(Words(past.words), 1)
        card.column.addLayout(line)
    return card
