"""Where a demand stands, how it came there, and the next step by one key."""

from functools import partial
from uuid import UUID

from msgspec import Struct
from PySide6.QtWidgets import QPushButton, QWidget

from desk_app.domain.acts import Act, Change
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.demand import STAGES, Demand
from desk_app.domain.kinds.result import Win
from desk_app.domain.kinds.stage import Stage
from desk_app.domain.records import Record
from desk_app.i18n import label, short_day, t
from desk_app.ui.demands.closing import ask_confirmation, ask_loss, verify_win
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import only, pointing
from desk_app.ui.forms.chips import Flow
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.theme.colours import Tone
from desk_app.ui.words import Card, Chip, Words, button, clear, column, row

_LIVE = ("identified", "qualified", "matched", "proposed", "negotiating")
_NAMES = {choice.code: choice.label for choice in STAGES}


class Way(Struct, frozen=True):
    """A demand, the log of its stages, the oldest first, and its win where there is one."""

    demand: Record[Demand]
    log: tuple[Record[Stage], ...]
    win: Record[Win] | None


def way(desk: DeskStore, id: UUID) -> Way:
    """Read where demand `id` stands.

    Raises:
        NoSuchRecord: it is not here.

    """
    (demand,) = only([desk.record(id)], Demand)
    log = sorted(pointing(desk, [id], Stage), key=lambda r: (r.envelope.created.at, r.id))
    wins = pointing(desk, [id], Win)
    return Way(demand, tuple(log), max(wins, key=lambda r: r.id, default=None))


class StageStrip(QWidget):
    """Shows the stages as a strip, the log beneath it, and what may be done now."""

    def __init__(self, id: UUID, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.way: Way | None = None
        self._inside = column(self)
        kinds = ("demand", "stage", "win")
        keep(self, kit, kinds, lambda desk: way(desk, id), self._show)

    def _show(self, read: Way) -> None:
        self.way = read
        clear(self._inside)
        card = Card()
        flow = Flow(gap=4)
        for chip in _strip(read):
            flow.addWidget(chip)
        card.column.addLayout(flow)
        if read.demand.envelope.archived is None:
            line = row()
            for action in self._steps(read):
                line.addWidget(action)
            line.addStretch(1)
            card.column.addLayout(line)
        for entry in reversed(read.log):
            card.column.addWidget(Words(log_words(entry.content), "small"))
        self._inside.addWidget(card)

    def _steps(self, read: Way) -> list[QPushButton]:
        kit, stage = self._kit, read.demand.content.stage
        made: list[QPushButton] = []
        if stage in _LIVE[:-1]:
            ahead = _LIVE[_LIVE.index(stage) + 1]
            go = partial(self._move, read.demand, ahead)
            made.append(button(label(_NAMES[ahead]), go, look="main", picture="forward"))
        if stage in _LIVE or (stage == "verify_win" and read.win is None):
            verify = partial(verify_win, read.demand, kit)
            made.append(button(t("Verify win"), verify, picture="check"))
        if stage == "verify_win" and read.win is not None:
            made += self._winning(read.win)
        if stage not in ("won", "lost"):
            lose = partial(ask_loss, (read.demand.id,), kit, self)
            made.append(button(t("Lost …"), lose, look="quiet"))
        return made

    def _winning(self, win: Record[Win]) -> list[QPushButton]:
        confirm = partial(ask_confirmation, win, self._kit, self)
        card = partial(self._kit.ways.brief.emit, win.id)
        look = partial(self._kit.ways.record.emit, "win", win.id)
        return [
            button(t("The client has confirmed …"), confirm, look="main", picture="check"),
            button(t("Print the client's card"), card, picture="print"),
            button(t("The win"), look, look="quiet"),
        ]

    def _move(self, record: Record[Demand], stage: str) -> None:
        act = Act((Change(record.id, {"stage": stage}),), t("Stage of a demand"))
        self._kit.acts.do(self, act)


def _strip(read: Way) -> list[Chip]:
    """Return a chip for each stage: passed, present, ahead; a lost one says why."""
    demand = read.demand.content
    passed = {entry.content.before for entry in read.log} | {
        entry.content.after for entry in read.log
    }
    chips: list[Chip] = []
    for choice in STAGES:
        here = choice.code == demand.stage
        if choice.code == "lost" and not here:
            continue
        words = label(choice.label)
        if here:
            chips.append(Chip(f"▶ {words}", _TONES.get(choice.code, "notice")))
        else:
            been = choice.code in passed
            chips.append(Chip(f"✓ {words}" if been else words, "plain" if been else "quiet"))
    return chips


_TONES: dict[str, Tone] = {"won": "good", "lost": "alert"}


def log_words(entry: Stage) -> str:
    """Return a line of the log: when, from where to where, by whom, why."""
    stages = " → ".join(label(_NAMES[s]) for s in (entry.before, entry.after) if s in _NAMES)
    parts = [short_day(entry.on) if entry.on else "", stages, entry.by]
    if entry.reason:
        parts.append(label(KINDS["stage"].fields["reason"].choice(entry.reason)))
    return "  ·  ".join(part for part in parts if part)
