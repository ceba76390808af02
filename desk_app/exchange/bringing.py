"""A file brought in: surveyed first, then written stretch by stretch under one register."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

from msgspec import Struct

from desk_app.domain.acts import Act, Create
from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError, WrongInput
from desk_app.domain.records import Audience, Source
from desk_app.domain.sentences import Sentence
from desk_app.exchange.contacts import Problem
from desk_app.exchange.finding import Finder
from desk_app.exchange.importing import Deeds, Making
from desk_app.exchange.keeping import Acquaintance, Keeper, Nobody, Writing
from desk_app.exchange.planning import (
    SHOWN,
    Choice,
    Plan,
    Planned,
    Planner,
    Progress,
    Row,
    Rule,
    on_and_on,
    plan,
)
from desk_app.exchange.reading import Intake, Rows
from desk_app.exchange.streaming import without_collecting
from desk_app.exchange.tables import Instructions

FIRST_STRETCH, STRETCH = 500, 2_000
"""How many rows are written in one transaction at first, and at most.

An officer's save waits no longer than that. The search index and the lists take in many at once
far quicker than few; the first ones are few, so that trouble shows early.
"""

TOLD = 500
"""After so many rows progress is told, and an officer may stop it."""

_NO_CHOICES: Mapping[int, Choice] = {}
_NO_TARGETS: Mapping[int, UUID] = {}


class Order(Struct, frozen=True, kw_only=True):
    """What an officer asks of an import.

    `rule` says what becomes of rows the desk knows, `unsure` of those it may know; `choices`
    decide single rows by their number, `targets` which of the records that it may be a row is.
    Without `said` a table is understood by itself.
    """

    kind: str = "person"
    said: Instructions | None = None
    country: str = ""
    rule: Rule = "fill"
    unsure: Literal["ask", "create", "skip", "match"] = "ask"
    audience: Audience = "ministry"
    side: str = "foreign"
    choices: Mapping[int, Choice] = _NO_CHOICES
    targets: Mapping[int, UUID] = _NO_TARGETS

    def chosen(self, item: Planned) -> Choice:
        """Return what becomes of a row."""
        choice = self.choices.get(item.row.number, item.choice)
        if choice != "ask" or self.unsure == "ask":
            return choice
        return self.rule if self.unsure == "match" else self.unsure


class Survey(Struct, frozen=True):
    """What an import would do: the plan, and what to know about the file."""

    plan: Plan
    problems: tuple[Problem, ...]


class Left(Struct, frozen=True, gc=False):
    """A row that did not come in, and why."""

    row: Row
    why: str


class Outcome(Struct, frozen=True):
    """What an import came to; `id` takes it back.

    `stopped` tells that it was broken off: by an officer, or by the world's `trouble`. What had
    come in then stays until it is taken back; the same file again adds only what is missing.
    """

    id: UUID
    counts: Mapping[str, int]
    left: tuple[Left, ...]
    problems: tuple[Problem, ...]
    changes: Changes
    stopped: bool = False
    trouble: DeskError | None = None


def survey(
    intake: Intake,
    order: Order,
    keeper: Keeper | None,
    progress: Progress = on_and_on,
    shown: int = SHOWN,
) -> Survey:
    """Return what an import would do; nothing is written. Without a keeper nobody is known.

    Of rows that are simply new the plan holds the first `shown`.

    Raises:
        FileTrouble: the file cannot be read.
    """
    with without_collecting():
        rows, known = _prepared(intake, order, keeper)
        planned = plan(rows, known.known(), order.rule, progress, len(rows), shown)
    return Survey(planned, rows.problems)


def bring(
    intake: Intake, order: Order, keeper: Writing, progress: Progress = on_and_on
) -> Outcome:
    """Bring a file in as `order` says, and return what came of every row.

    Where `progress` answers no, what came in so far stays, under its register.

    Raises:
        FileTrouble: the file cannot be read; nothing came in.
        StoreTrouble, DiskFull: the disk did not let it, and nothing came in.
    """
    with without_collecting():
        return _brought(intake, order, keeper, progress)


def _brought(intake: Intake, order: Order, keeper: Writing, progress: Progress) -> Outcome:
    rows, known = _prepared(intake, order, keeper)
    source = Source("import", intake.name, intake.sha256)
    id = keeper.begin_import(intake.name, intake.sha256, order.kind)
    bringing = Bringing(id, order, keeper, known, source)
    stopped = False
    try:
        for place, row in enumerate(rows):
            if place % TOLD == 0 and not progress(place, len(rows)):
                stopped = True
                break
            bringing.take(row)
        return bringing.ended(rows.problems, stopped=stopped)
    except DeskError as error:
        if not bringing.wrote:
            raise
        return bringing.broken(rows.problems, error)


def _prepared(intake: Intake, order: Order, keeper: Keeper | None) -> tuple[Rows, Acquaintance]:
    keeper = keeper or Nobody()
    known = Acquaintance(keeper, order.kind)
    find = Finder(keeper.titled, keeper.new_id)
    rows = intake.rows(order.kind, order.said, country=order.country, side=order.side, find=find)
    return rows, known


Pending = tuple[Row, Choice, Act]
"""A row that is decided but not written, and what it does."""


class Bringing:
    """One import under way: rows are decided one after another and written in stretches."""

    def __init__(
        self, id: UUID, order: Order, keeper: Writing, known: Acquaintance, source: Source
    ) -> None:
        self._id = id
        self._order = order
        self._keeper = keeper
        self._known = known
        self._planner = Planner(known.known(), order.rule)
        making = Making(source, order.audience, order.side)
        self._deeds = Deeds(keeper.new_id, making, known.organisations, known.look)
        self._pending: list[Pending] = []
        self._stretch = FIRST_STRETCH
        self._left: list[Left] = []
        self._lost: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self._changes = Changes()

    def take(self, row: Row) -> None:
        """Decide one row, and write a stretch once there are enough."""
        item = self._planner.planned(row)
        choice = self._order.chosen(item)
        self._counts[choice] += 1
        if why := _why_not(item, choice):
            self._left.append(Left(row, why))
        else:
            self._lost += [Problem(row.line, text) for text in row.lost]
        if deeds := self._deeds.of(item, choice, self._order.targets.get(row.number)):
            self._pending.append((row, choice, Act(deeds, "Import")))
        if len(self._pending) >= self._stretch:
            self._write()
            self._stretch = min(2 * self._stretch, STRETCH)

    def _write(self) -> None:
        pending, self._pending = self._pending, []
        if pending:
            self._bring(pending)
            self._deeds.taken()
            self._known.wrote()

    def _bring(self, pending: Sequence[Pending]) -> None:
        """Write rows in one transaction; where the desk refuses one, the others all the same."""
        try:
            self._do([act for _, _, act in pending])
        except WrongInput as refusal:
            if len(pending) == 1:
                self._refused(*pending[0], refusal)
                return
            half = len(pending) // 2
            self._bring(pending[:half])
            self._bring(pending[half:])

    def _do(self, acts: Sequence[Act]) -> None:
        self._changes = _counted(self._changes, self._keeper.bring(self._id, acts, {}))

    def _refused(self, row: Row, choice: Choice, act: Act, refusal: WrongInput) -> None:
        """Give a row back; the firms that were made for it stay, for later rows name them too."""
        self._left.append(Left(row, Sentence(refusal.sentence, **refusal.values)))
        self._counts[choice] -= 1
        self._counts += Counter({"wrong": 1})
        firms = [d for d in act.deeds if isinstance(d, Create) and d.kind == "firm" != row.kind]
        if firms:
            self._do([Act(tuple(firms), act.label)])

    def ended(self, problems: tuple[Problem, ...], *, stopped: bool) -> Outcome:
        """Write what is left and close the register."""
        self._write()
        counts = dict(+self._counts) | ({"stopped": 1} if stopped else {})
        self._keeper.end_import(self._id, counts)
        told = (*problems, *self._lost)
        return Outcome(self._id, counts, tuple(self._left), told, self._changes, stopped)

    def broken(self, problems: tuple[Problem, ...], trouble: DeskError) -> Outcome:
        """Tell what had come in when the world broke the import off; its register stays open."""
        counts = {"written": len(self._changes.records)}
        return Outcome(
            self._id, counts, (), problems, self._changes, stopped=True, trouble=trouble
        )

    @property
    def wrote(self) -> bool:
        """Whether anything came in yet."""
        return bool(self._changes.kinds)


def _why_not(item: Planned, choice: Choice) -> str:
    if choice == "wrong":
        return " ".join(f"{one.heading or one.field}: {one.text}" for one in item.row.wrong)
    return "It may be somebody the desk knows; nobody decided." if choice == "ask" else ""


def _counted(before: Changes, more: Changes) -> Changes:
    """Join changes; of very many records only the kinds are told."""
    if len(before.records) > 10_000:
        return Changes(before.kinds | more.kinds, before.records, standing=True)
    return before.and_also(more)
