"""What went to the ministry about one proposal and what came back, and the next step."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from desk_app.domain.acts import Act, Change
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.proposal import Proposal, Reply
from desk_app.domain.records import Record
from desk_app.i18n import label, short_day, t
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.proposals.reading import STATES, Entry, entry
from desk_app.ui.showing import worded
from desk_app.ui.theme.colours import Tone
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Words, button, clear, column, row


class ProposalThread(QWidget):
    """The state, the ministry's replies in their order, our answers, and what to do."""

    def __init__(self, id: UUID, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._inside = column(self, gap=UNIT)
        keep(self, kit, ("proposal", "reply"), lambda desk: entry(desk, id), self._show)

    def _show(self, read: Entry) -> None:
        clear(self._inside)
        card = Card("notice" if read.proposal.content.state == "returned" else "true")
        line = row()
        line.addWidget(state_chip(read.proposal.content))
        line.addWidget(Words(step_words(read.proposal.content), "muted"), 1)
        for action in steps(read, self._kit):
            line.addWidget(action)
        card.column.addLayout(line)
        add_replies(card, read)
        self._inside.addWidget(card)


def state_chip(proposal: Proposal) -> Chip:
    """Return the state as a chip."""
    tones: dict[str, Tone] = {"returned": "alert", "accepted": "good", "draft": "notice"}
    return Chip(label(STATES[proposal.state].label), tones.get(proposal.state, "plain"))


def step_words(proposal: Proposal) -> str:
    """Say whose turn it is."""
    match proposal.state:
        case "draft":
            return t("Not submitted yet.")
        case "returned":
            return t("The ministry asks: answer and submit again.")
        case "submitted" | "acknowledged" if proposal.submitted is not None:
            return t("With the ministry since {day}.", day=short_day(proposal.submitted))
        case _:
            return ""


def steps(read: Entry, kit: Kit) -> list[QPushButton]:
    """Return the buttons of what an officer may do with a proposal now."""
    record = read.proposal
    name = worded(record.content, "name")
    made: list[QPushButton] = []
    if record.envelope.archived is not None:
        return made
    if record.content.state == "returned":
        write = partial(kit.ways.edit.emit, "proposal", record.id)
        made.append(button(t("Answer …"), write, picture="edit"))
        made[-1].setAccessibleName(t("Answer: {name}", name=name))
    if record.content.state in ("draft", "returned"):
        again = record.content.state == "returned"
        words = t("Submit again") if again else t("Submit")
        send = partial(submit, record, kit)
        made.append(button(words, send, look="main", picture="send"))
        made[-1].setAccessibleName(f"{words}: {name}")
    return made


def submit(record: Record[Proposal], kit: Kit) -> None:
    """Submit a proposal; it goes to the ministry with the next exchange."""
    today = kit.clock().astimezone().date()
    deed = Change(record.id, {"state": "submitted", "submitted": today.isoformat()})
    kit.acts.do(kit.ways, Act((deed,), t("Submit the proposal")))


def add_replies(card: Card, read: Entry) -> None:
    """Add the thread: each reply with its day, then our answers."""
    for reply in read.replies:
        card.column.addWidget(_reply(reply.content))
    if answers := read.proposal.content.answers:
        card.column.addWidget(Words(t("Our answers"), "label"))
        card.column.addWidget(Words(answers, copied=True))


def _reply(reply: Reply) -> QWidget:
    box = QWidget()
    lines = column(box, gap=2)
    lines.setContentsMargins(2 * UNIT, 0, 0, 0)
    decision = label(KINDS["reply"].fields["decision"].choice(reply.decision))
    head = [decision, short_day(reply.on) if reply.on else "", reply.by]
    lines.addWidget(Words("  ·  ".join(part for part in head if part), "label"))
    text = worded(reply, "text")
    if text:
        lines.addWidget(Words(text, copied=True))
    return box
