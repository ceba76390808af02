"""A firm's lines of the capacity book, its answer form out and its answer in."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.domain.acts import Act, Change
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.capacity import Capacity
from desk_app.domain.kinds.reference import Skill
from desk_app.domain.kinds.task import Task
from desk_app.domain.records import Record
from desk_app.i18n import label, n, number, short_day, t
from desk_app.matching.capacity import Age, age, is_evidenced
from desk_app.matching.skills import SkillTree
from desk_app.ui import messages
from desk_app.ui.capacity.answer import Answer, answered, deeds, form
from desk_app.ui.capacity.reading import CONFIRM
from desk_app.ui.charts import Hatching, Sample
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import every, pointing
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.results.saving import save_bytes
from desk_app.ui.showing import skill_name
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Words, button, clear, column, row

_FIELDS = KINDS["capacity"].fields


class Bench(Struct, frozen=True):
    """What is known of one firm's people; `asked` are the open tasks of asking it to confirm."""

    firm: str
    lines: tuple[Record[Capacity], ...]
    skills: tuple[Skill, ...]
    asked: tuple[UUID, ...]


def bench(desk: DeskStore, firm: UUID) -> Bench:
    """Read the lines of `firm`."""
    tasks = pointing(desk, [firm], Task)
    return Bench(
        firm=desk.titles([firm]).get(firm, ""),
        lines=tuple(pointing(desk, [firm], Capacity)),
        skills=tuple(r.content for r in every(desk, Skill)),
        asked=tuple(
            r.id
            for r in tasks
            if r.content.done is None and r.content.what in (CONFIRM.en, CONFIRM.bn)
        ),
    )


class FirmCapacity(QWidget):
    """Lists the lines with their age; the form goes out, the answer comes in in one act."""

    def __init__(self, firm: UUID, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._firm = firm
        self.read: Bench | None = None
        self.answer: Answer | None = None
        self._answered = column()
        self._inside = column()
        page = column(self, gap=2 * UNIT)
        page.addLayout(self._answered)
        page.addLayout(self._inside)
        kinds = ("capacity", "task", "skill")
        keep(self, kit, kinds, lambda desk: bench(desk, firm), self._show)

    def save(self) -> None:
        """Ask for a file and write the firm's form into it."""
        usual = str(Path.home() / f"{t('Capacity')} {self._today():%Y-%m-%d}.xlsx")
        chosen, _filter = QFileDialog.getSaveFileName(
            self, t("Save the answer form"), usual, "Excel (*.xlsx)"
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, file: Path) -> None:
        """Write the form into `file`."""
        read = self.read
        if read is None:
            return
        lines = [record.content for record in read.lines]
        work = partial(_save_form, file, read, lines)
        self._aside(work, self._on_saved)

    def _on_saved(self, _nothing: None) -> None:
        self._kit.acts.said.emit(t("The form is saved."))

    def choose(self) -> None:
        """Ask for a filled form and read it."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self, t("Bring in the firm's answer"), str(Path.home()), "Excel, CSV (*.xlsx *.csv)"
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, file: Path) -> None:
        """Read a filled form, and show what it says before anything is changed."""
        read = self.read
        if read is not None:
            self._aside(partial(_read_answer, file, read, self._today()), self._on_answer)

    def _aside(self, work: Callable[[], object], done: Callable[..., object]) -> None:
        def finish(found: object) -> None:
            done(found)

        self._kit.jobs.aside(self, work, finish, partial(messages.trouble, self))

    def _on_answer(self, answer: Answer) -> None:
        self.answer = answer
        clear(self._answered)
        card = Card("notice")
        card.column.addWidget(Words(t("What the firm answers"), "large"))
        for words in answer_words(answer):
            card.column.addWidget(Words(words))
        line = row()
        if not answer.empty:
            line.addWidget(button(t("Take it over"), self._take_over, look="main"))
        line.addWidget(button(t("Leave it"), self._drop, look="quiet"))
        line.addStretch(1)
        card.column.addLayout(line)
        self._answered.addWidget(card)

    def _drop(self) -> None:
        self.answer = None
        clear(self._answered)

    def _take_over(self) -> None:
        answer, read, today = self.answer, self.read, self._today()
        if answer is None or read is None:
            return
        lines = {record.id: record.content for record in read.lines}

        def write(ids: list[UUID]) -> None:
            made = deeds(answer, self._firm, lines, ids, today)
            done = tuple(Change(task, {"done": today.isoformat()}) for task in read.asked)
            act = Act((*made, *done), t("The firm's answer"))
            self._kit.acts.do(self, act, done=lambda _changes: self._drop())

        self._kit.jobs.read(
            self,
            lambda desk: [desk.new_id() for _ in answer.new],
            write,
            self._kit.acts.failed.emit,
        )

    def _show(self, read: Bench) -> None:
        self.read = read
        clear(self._inside)
        card = Card()
        head = row()
        head.addWidget(Words(label(KINDS["capacity"].plural), "large", wrap=False))
        head.addWidget(Words(number(len(read.lines)), "small", wrap=False))
        head.addStretch(1)
        head.addWidget(button(t("Save the answer form …"), self.save, picture="save"))
        head.addWidget(button(t("Bring in the answer …"), self.choose, picture="restore"))
        card.column.addLayout(head)
        if not read.lines:
            card.column.addWidget(Words(t("None recorded."), "muted"))
        for record in read.lines:
            card.column.addWidget(self._line(record))
        self._inside.addWidget(card)

    def _line(self, record: Record[Capacity]) -> QWidget:
        line, today = record.content, self._today()
        old = age(line.as_of, line.until, today)
        box = QWidget()
        across = row(box)
        if old is not Age.FRESH:
            across.addWidget(Hatching())
        across.addWidget(Sample("full" if is_evidenced(line.evidence) else "empty"))
        words = column(gap=0)
        skill = skill_name(line.skill, self._kit.lookups.skills)
        level = label(_FIELDS["level"].choice(line.level)) if line.level else ""
        go = partial(self._kit.ways.record.emit, "capacity", record.id)
        name = " · ".join(part for part in (skill, level) if part)
        words.addWidget(button(name, go, look="link"), alignment=Qt.AlignmentFlag.AlignLeft)
        words.addWidget(Words(line_words(line), "small"))
        across.addLayout(words, 1)
        if old is not Age.FRESH:
            across.addWidget(Chip(t("To be confirmed"), "notice"))
        return box

    def _today(self) -> date:
        return self._kit.clock().astimezone().date()


def line_words(line: Capacity) -> str:
    """Say a line: heads, from when, on what evidence, of which day."""
    parts = [
        t("{count} employed", count=line.employed) if line.employed is not None else "",
        t("{count} free", count=line.free) if line.free is not None else "",
        t("from {day}", day=short_day(line.free_from)) if line.free_from else "",
        label(_FIELDS["evidence"].choice(line.evidence)),
        t("as of {day}", day=short_day(line.as_of)) if line.as_of else "",
    ]
    return "  ·  ".join(part for part in parts if part)


def answer_words(answer: Answer) -> list[str]:
    """Say what an answer confirms, changes and adds, what it leaves out, and its mistakes."""
    counts = [
        n("{count} line as before", "{count} lines as before", len(answer.confirmed)),
        n("{count} line changed", "{count} lines changed", len(answer.changed)),
        n("{count} new line", "{count} new lines", len(answer.new)),
        n("{count} line not answered", "{count} lines not answered", len(answer.silent)),
    ]
    said = [", ".join(counts)]
    if answer.problems:
        said.append(t("Not understood and left out:"))
        said += answer.problems
    return said


def _save_form(file: Path, read: Bench, lines: list[Capacity]) -> None:
    save_bytes(file, form(read.firm, lines, SkillTree(read.skills)))


def _read_answer(file: Path, read: Bench, today: date) -> Answer:
    from desk_app.exchange.files import contents

    lines = {record.id: record.content for record in read.lines}
    return answered(contents(file), file.name, lines, SkillTree(read.skills), today=today)
