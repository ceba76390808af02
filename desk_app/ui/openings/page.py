"""The candidates of an opening: stages with one key each, consent before a name goes out."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desk_app.domain.acts import Act, Change, Create
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.opening import CLOSINGS, Candidacy
from desk_app.domain.records import Record
from desk_app.domain.values import Plain
from desk_app.i18n import label, n, number, short_day, t
from desk_app.ui.forms.chips import Flow
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.openings.reading import STAGES, Candidates, Hint, candidates, next_stage
from desk_app.ui.openings.wording import reason_words, speaks_for, why_not_named
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Words, button, clear, column, row, rule, unmarked

_KINDS = ("opening", "candidacy", "consent", "person")
_NAMING = STAGES.index("named")


class CandidatesPart(QWidget):
    """Who is considered for the opening, and who might be."""

    def __init__(self, id: UUID, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._inside = column(self, gap=2 * UNIT)
        self.read: Candidates | None = None
        today = kit.clock().astimezone().date()
        keep(self, kit, _KINDS, lambda desk: candidates(desk, id, today), self._show)

    def _show(self, read: Candidates) -> None:
        self.read = read
        clear(self._inside)
        card = Card()
        head = row()
        head.addWidget(Words(label(KINDS["candidacy"].plural), "large", wrap=False))
        head.addWidget(Words(number(len(read.candidacies)), "small", wrap=False))
        head.addStretch(1)
        card.column.addLayout(head)
        if not read.candidacies:
            card.column.addWidget(Words(t("Nobody is considered yet."), "muted"))
        for place, record in enumerate(read.candidacies):
            if place:
                card.column.addWidget(rule())
            self._candidate(card, record, read)
        self._inside.addWidget(card)
        self._inside.addWidget(self._suggestions(read))

    def _candidate(self, card: Card, record: Record[Candidacy], read: Candidates) -> None:
        content = record.content
        name = read.names.get(str(content.person), "") or t("(not here)")
        line = row()
        words = column(gap=2)
        go = partial(self._kit.ways.record.emit, "person", content.person)
        words.addWidget(button(name, go, look="link"), alignment=Qt.AlignmentFlag.AlignLeft)
        for said in (content.why, content.notes):
            if said:
                words.addWidget(Words(said, "small", copied=True))
        line.addLayout(words, 1)
        line.addWidget(_stage_chip(content))
        standing = read.naming.get(content.person, "unknown") if content.person else "unknown"
        ahead = next_stage(content.stage)
        names = bool(ahead) and STAGES.index(ahead) >= _NAMING
        if names and standing != "agreed":
            words.addWidget(Words(why_not_named(standing), "problem"))
            line.addWidget(self._consent(record, name))
        elif ahead:
            line.addWidget(self._ahead(record, ahead, name))
        if content.stage not in ("closed", "hired"):
            line.addWidget(self._close(record, name))
        card.column.addLayout(line)

    def _ahead(self, record: Record[Candidacy], stage: str, name: str) -> QPushButton:
        """Return the button that takes a candidacy one stage on."""
        words = label(KINDS["candidacy"].fields["stage"].choice(stage))
        made = button(words, partial(self._move, record, stage), picture="forward")
        made.setAccessibleName(f"{words}: {name}")
        return made

    def _move(self, record: Record[Candidacy], stage: str) -> None:
        fields: Plain = {"stage": stage}
        if stage == "named":
            fields["named_on"] = self._kit.clock().astimezone().date().isoformat()
        self._kit.acts.do(self, Act((Change(record.id, fields),), t("Stage of a candidacy")))

    def _consent(self, record: Record[Candidacy], name: str) -> QPushButton:
        fields: Plain = {
            "person": str(record.content.person),
            "purpose": "share_firms",
            "on": self._kit.clock().astimezone().date().isoformat(),
        }
        preset = {"fields": fields, "names": {str(record.content.person): name}}
        ask = partial(self._kit.ways.create.emit, "consent", preset)
        made = button(t("Note their answer …"), ask, picture="consent")
        made.setAccessibleName(t("Note whether {name} agrees to be named", name=name))
        return made

    def _close(self, record: Record[Candidacy], name: str) -> QPushButton:
        made = button(t("Close"), look="quiet")
        made.setAccessibleName(t("Close the candidacy of {name}", name=name))
        menu = QMenu(made)
        for choice in CLOSINGS:
            action = menu.addAction(unmarked(label(choice.label)))
            end = partial(self._end, record, choice.code)
            action.triggered.connect(lambda _checked=False, end=end: end())
        made.setMenu(menu)
        return made

    def _end(self, record: Record[Candidacy], closing: str) -> None:
        deed = Change(record.id, {"stage": "closed", "closing": closing})
        self._kit.acts.do(self, Act((deed,), t("Close a candidacy")))

    def _suggestions(self, read: Candidates) -> Card:
        card = Card()
        card.column.addWidget(Words(t("Who might take it"), "large"))
        if read.opening.content.state != "open":
            card.column.addWidget(Words(t("The opening is not open."), "muted"))
        elif not read.hints:
            words = t("Nobody the desk knows has a skill that is asked for and may be contacted.")
            card.column.addWidget(Words(words, "muted"))
        for place, hint in enumerate(read.hints):
            if place:
                card.column.addWidget(rule())
            self._hint(card, hint, read)
        if read.more:
            more = n("{count} more person fits.", "{count} more people fit.", read.more)
            card.column.addWidget(Words(more, "small"))
        return card

    def _hint(self, card: Card, hint: Hint, read: Candidates) -> None:
        line = row()
        words = column(gap=2)
        go = partial(self._kit.ways.record.emit, "person", hint.person)
        words.addWidget(button(hint.name, go, look="link"), alignment=Qt.AlignmentFlag.AlignLeft)
        flow = Flow(gap=6)
        for why, about in hint.reasons:
            said = reason_words(why, about, self._kit.lookups.skills)
            flow.addWidget(Chip(said, "good" if speaks_for(why) else "quiet"))
        words.addLayout(flow)
        if hint.naming != "agreed":
            words.addWidget(Words(why_not_named(hint.naming), "small"))
        line.addLayout(words, 1)
        take = button(t("Consider"), partial(self._take, hint, read), picture="plus")
        take.setAccessibleName(t("Consider {name}", name=hint.name))
        line.addWidget(take, alignment=Qt.AlignmentFlag.AlignTop)
        card.column.addLayout(line)

    def _take(self, hint: Hint, read: Candidates) -> None:
        told = (
            reason_words(*r, self._kit.lookups.skills) for r in hint.reasons if speaks_for(r[0])
        )
        fields: Plain = {
            "opening": str(read.opening.id),
            "person": str(hint.person),
            "stage": "suggested",
            "why": ", ".join(told),
        }

        def write(id: UUID) -> None:
            self._kit.acts.do(self, Act((Create(id, "candidacy", fields),), t("New candidacy")))

        self._kit.jobs.read(self, lambda desk: desk.new_id(), write, self._kit.acts.failed.emit)


def _stage_chip(content: Candidacy) -> Chip:
    fields = KINDS["candidacy"].fields
    words = label(fields["stage"].choice(content.stage))
    if content.stage == "closed":
        closing = label(fields["closing"].choice(content.closing)) if content.closing else ""
        return Chip(": ".join(part for part in (words, closing) if part), "quiet")
    if content.named_on is not None and STAGES.index(content.stage) >= _NAMING:
        words = t("{stage}, named {day}", stage=words, day=short_day(content.named_on))
    return Chip(words, "good" if content.stage == "hired" else "plain")
