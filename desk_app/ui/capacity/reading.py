"""The capacity book of all Bangladeshi firms, read and added up on the store lane."""

from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds.capacity import Capacity
from desk_app.domain.kinds.firm import Firm
from desk_app.domain.kinds.reference import Skill
from desk_app.domain.kinds.task import Task
from desk_app.domain.labels import Label
from desk_app.matching.capacity import Cell, book, to_confirm
from desk_app.matching.months import month_of, written
from desk_app.matching.skills import SkillTree
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import every, pointing
from desk_app.ui.showing import worded

MONTHS = 12
CONFIRM = Label("Ask the firm to confirm its capacity", "প্রতিষ্ঠানকে সক্ষমতা নিশ্চিত করতে বলুন")
"""What the task says that a button here makes; by it the task is known again."""


class Line(Struct, frozen=True):
    """One skill: how deep in the tree, and its heads in each month."""

    skill: str
    depth: int
    cells: tuple[Cell, ...]


class Old(Struct, frozen=True):
    """A firm whose lines ask to be confirmed: how many, how old the oldest is, whether asked."""

    firm: UUID
    name: str
    lines: int
    days: int | None
    asked: bool


class Book(Struct, frozen=True):
    """The table, a line a skill and a column a month (2027-03), and what is old in it."""

    months: tuple[str, ...]
    lines: tuple[Line, ...]
    old: tuple[Old, ...]
    firms: int


def capacity_book(desk: DeskStore, today: date) -> Book:
    """Read the book for the coming twelve months."""
    firms = {r.id: r for r in every(desk, Firm) if r.content.side != "foreign"}
    found = {r.id: r.content for r in every(desk, Capacity) if r.content.firm in firms}
    tree = SkillTree(r.content for r in every(desk, Skill))
    first = month_of(today)
    span = tuple(range(first, first + MONTHS))
    heads = {
        id: max(1, record.content.headcount.low)
        for id, record in firms.items()
        if record.content.headcount is not None
    }
    table = book(found.values(), tree, span, today=today, headcounts=heads)
    lines = [
        Line(skill, len(tree.ancestors(skill)), tuple(row[month] for month in span))
        for skill, row in sorted(table.items(), key=lambda entry: _path(tree, entry[0]))
    ]
    names = {id: worded(record.content, "name") for id, record in firms.items()}
    return Book(
        months=tuple(written(month) for month in span),
        lines=tuple(lines),
        old=_old(desk, found, names, today),
        firms=len({line.firm for line in found.values()}),
    )


def _path(tree: SkillTree, skill: str) -> tuple[str, ...]:
    """Return where a skill stands in the tree, so that narrower ones follow the wider one."""
    return (*reversed(tree.ancestors(skill)), skill)


def _old(
    desk: DeskStore, lines: dict[UUID, Capacity], names: dict[UUID, str], today: date
) -> tuple[Old, ...]:
    counts: dict[UUID, int] = {}
    oldest: dict[UUID, int | None] = {}
    for one in to_confirm(lines, today):  # the oldest come first
        counts[one.firm] = counts.get(one.firm, 0) + 1
        oldest.setdefault(one.firm, one.days)
    asked = {
        firm
        for task in pointing(desk, counts, Task)
        if task.content.done is None and task.content.what in (CONFIRM.en, CONFIRM.bn)
        for firm in task.content.about
    }
    return tuple(
        Old(firm, names.get(firm, ""), count, oldest[firm], firm in asked)
        for firm, count in counts.items()
    )
