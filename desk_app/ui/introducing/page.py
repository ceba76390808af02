"""*How do we get to them?* Ranked paths with reasons; one key asks; few keys tell the outcome."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk_app.domain.acts import Act, Change, Create
from desk_app.domain.consent import Standing
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.introduction import Introduction
from desk_app.domain.records import Record
from desk_app.domain.values import Plain
from desk_app.i18n import digits, label, language, n, short_day, t
from desk_app.matching.introductions import Path
from desk_app.ui.asks import Asks
from desk_app.ui.introducing.reading import WaysIn, ways_in
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.theme.colours import Tone
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Words, button, clear, column, row, rule

_KINDS = ("introduction", "tie", "position", "consent", "person", "meeting", "firm", "membership")
_NEXT: dict[str, tuple[str, ...]] = {
    "considered": ("asked",),
    "asked": ("agreed", "declined"),
    "agreed": ("made",),
}
_DAYS = {
    "asked": "asked_on",
    "agreed": "answered_on",
    "declined": "answered_on",
    "made": "made_on",
}
_TONES: dict[str, Tone] = {
    "agreed": "good",
    "made": "good",
    "declined": "alert",
    "asked": "notice",
}


class WayInPart(QWidget):
    """Shows who could open a door to a person, firm or hub, and the introductions there are."""

    def __init__(self, target: UUID, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._target = target
        self.read: WaysIn | None = None
        self._inside = column(self, gap=2 * UNIT)
        today = self._today()
        keep(self, kit, _KINDS, lambda desk: ways_in(desk, target, today), self._show)

    def _show(self, read: WaysIn) -> None:
        self.read = read
        clear(self._inside)
        if read.warm.courtesy:
            self._inside.addWidget(courtesy_card(read.warm.courtesy))
        if read.introductions:
            card = Card()
            plural = label(KINDS["introduction"].plural)
            card.column.addWidget(Words(plural, "large"))
            for record in read.introductions:
                card.column.addWidget(rule())
                self._introduction(card, record, read)
            self._inside.addWidget(card)
        self._inside.addWidget(self._paths(read))

    def _paths(self, read: WaysIn) -> Card:
        card = Card()
        card.column.addWidget(Words(t("How do we get to them?"), "large"))
        said = read.warm.sentences(read.warm.remarks, language())
        if said:
            card.column.addWidget(Words(digits("\n".join(said)), "muted"))
        if read.warm.paths and not read.warm.known:
            words = t("Nobody this mission has met leads there; these have agreed to be asked.")
            card.column.addWidget(Words(words, "muted"))
        for path in read.warm.paths:
            card.column.addWidget(rule())
            card.column.addWidget(self._path(path, read))
        return card

    def _path(self, path: Path, read: WaysIn) -> QWidget:
        box = QWidget()
        line = row(box, gap=2 * UNIT)
        words = column(gap=2)
        asked = path.hops[0].asked
        chain = [read.warm.name(hop.asked) for hop in path.hops]
        go = partial(self._kit.ways.record.emit, "person", asked)
        names = " → ".join([*chain, read.warm.name(self._target)])
        words.addWidget(button(names, go, look="link"), alignment=Qt.AlignmentFlag.AlignLeft)
        for hop in path.hops:
            self._add_why(words, hop.asked, read.warm.sentences(hop.why, language()), read)
            if hop.told_by is not None:
                vouches = t("{name} vouches for it.", name=read.warm.name(hop.told_by))
                words.addWidget(Words(vouches, "small"))
        words.addStretch(1)
        line.addLayout(words, 1)
        side = column(gap=4)
        standing = read.may_ask.get(asked, "unknown")
        side.addWidget(ask_chip(standing))
        times, most = read.warm.asks(asked)
        full = times >= most
        budget = t("asked {times} of {most} times a year", times=times, most=most)
        side.addWidget(Chip(budget, "alert" if full else "quiet"))
        ask = button(t("Ask"), partial(self._ask, path), look="plain" if full else "main")
        ask.setAccessibleName(t("Ask {name}", name=read.warm.name(asked)))
        side.addWidget(ask)
        side.addStretch(1)
        line.addLayout(side)
        return box

    def _add_why(
        self, words: QVBoxLayout, person: UUID, sentences: tuple[str, ...], read: WaysIn
    ) -> None:
        if sentences:
            told = t("{name}: {why}", name=read.warm.name(person), why=" ".join(sentences))
            words.addWidget(Words(digits(told), "small", copied=True))

    def _ask(self, path: Path) -> None:
        """Note that the first person of the path is asked today."""
        first, *others = [hop.asked for hop in path.hops]
        fields: Plain = {
            "to": str(self._target),
            "asked": str(first),
            "through": [str(person) for person in others],
            "state": "asked",
            "asked_on": self._today().isoformat(),
        }

        def write(id: UUID) -> None:
            act = Act((Create(id, "introduction", fields),), t("Ask for an introduction"))
            self._kit.acts.do(self, act)

        self._kit.jobs.read(self, lambda desk: desk.new_id(), write, self._kit.acts.failed.emit)

    def _introduction(self, card: Card, record: Record[Introduction], read: WaysIn) -> None:
        content = record.content
        name = read.names.get(str(content.asked), "") or t("(not here)")
        line = row()
        words = column(gap=0)
        go = partial(self._kit.ways.record.emit, "introduction", record.id)
        words.addWidget(button(name, go, look="link"), alignment=Qt.AlignmentFlag.AlignLeft)
        words.addWidget(Words(introduction_words(content), "small"))
        line.addLayout(words, 1)
        states = KINDS["introduction"].fields["state"]
        chip = Chip(label(states.choice(content.state)), _TONES.get(content.state, "plain"))
        line.addWidget(chip)
        for state in _NEXT.get(content.state, ()):
            line.addWidget(self._step(record, state, name))
        if content.state in ("agreed", "made"):
            line.addWidget(self._outcome(record, name))
        card.column.addLayout(line)

    def _step(self, record: Record[Introduction], state: str, name: str) -> QPushButton:
        words = label(KINDS["introduction"].fields["state"].choice(state))
        made = button(words, partial(self._move, record.id, state))
        made.setAccessibleName(f"{words}: {name}")
        return made

    def _move(self, id: UUID, state: str) -> None:
        fields: Plain = {"state": state, _DAYS[state]: self._today().isoformat()}
        self._kit.acts.do(self, Act((Change(id, fields),), t("State of an introduction")))

    def _outcome(self, record: Record[Introduction], name: str) -> QPushButton:
        made = button(t("Outcome …"), partial(self._ask_outcome, record), look="quiet")
        made.setAccessibleName(t("Outcome of the introduction by {name}", name=name))
        return made

    def _ask_outcome(self, record: Record[Introduction]) -> None:
        fields = (("introduction", "outcome"), ("introduction", "meeting"))
        asks = Asks(
            t("What came of the introduction?"),
            t("Close it"),
            fields,
            self._kit,
            self,
            needed=fields[:1],
        )

        def close() -> None:
            told = {"state": "closed", **asks.typed("introduction")}
            if record.content.made_on is None:
                told["made_on"] = self._today().isoformat()
            act = Act((Change(record.id, told),), t("Outcome of an introduction"))
            self._kit.acts.do(self, act)

        asks.then(close)

    def _today(self) -> date:
        return self._kit.clock().astimezone().date()


def introduction_words(content: Introduction) -> str:
    """Return when it was asked and made, and what came of it."""
    parts = [
        t("asked {day}", day=short_day(content.asked_on)) if content.asked_on else "",
        t("made {day}", day=short_day(content.made_on)) if content.made_on else "",
        content.outcome,
    ]
    return "  ·  ".join(part for part in parts if part)


def ask_chip(standing: Standing) -> Chip:
    """Return whether somebody agreed to be asked for introductions."""
    words = {
        "agreed": t("may be asked"),
        "unknown": t("nobody knows if they may be asked"),
        "refused": t("does not want to be asked"),
        "withdrawn": t("no longer wants to be asked"),
        "expired": t("consent to be asked has run out"),
    }
    tones: dict[Standing, Tone] = {"agreed": "good", "unknown": "notice", "expired": "notice"}
    return Chip(words[standing], tones.get(standing, "alert"))


def courtesy_card(others: tuple[str, ...]) -> Card:
    """Return the courtesy light: who else speaks with the firm, and since when."""
    card = Card("notice")
    words = n(
        "Another mission already speaks with them: {who}. Talk to it first.",
        "{count} other missions already speak with them: {who}. Talk to them first.",
        len(others),
        who="; ".join(others),
    )
    card.column.addWidget(Words(digits(words)))
    return card
