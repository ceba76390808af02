"""A firm's own answer: the form it fills in, and what its answer changes in the book."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.domain.acts import Change, Create
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.capacity import Capacity
from desk_app.domain.registry import plain
from desk_app.domain.values import Figure, Plain
from desk_app.exchange.reading import Intake
from desk_app.exchange.tablewriting import Sheet, Value, write_workbook
from desk_app.matching.skills import SkillTree

ASKED = ("skill", "level", "employed", "free", "free_from", "day_rate", "languages")
"""What a firm is asked of each line; the evidence and the day are the desk's."""

_ROOM = 20
"""Empty rows for skills the desk does not know of yet."""


class Answer(Struct, frozen=True):
    """What a filled form says: lines as they were, changed, new, not answered, and mistakes."""

    confirmed: tuple[UUID, ...]
    changed: tuple[tuple[UUID, Plain], ...]
    new: tuple[Plain, ...]
    silent: tuple[UUID, ...]
    problems: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to take over."""
        return not (self.confirmed or self.changed or self.new)


def form(firm: str, lines: Sequence[Capacity], tree: SkillTree) -> bytes:
    """Return the form as a workbook, filled with what the desk knows now."""
    fields = KINDS["capacity"].fields
    heads = [fields[name].label.en for name in ASKED]
    rows = [_row(line, tree) for line in lines] + [[""] * len(ASKED) for _ in range(_ROOM)]
    content, _cut = write_workbook([Sheet("Capacity", heads, rows)], firm)
    return content


def _row(line: Capacity, tree: SkillTree) -> list[Value]:
    skill = tree.skill(line.skill)
    level = KINDS["capacity"].fields["level"].choice(line.level).en if line.level else ""
    rate = "" if line.day_rate is None else _rate(line.day_rate)
    languages = ", ".join(line.languages)
    name = skill.name if skill else line.skill
    return [name, level, line.employed, line.free, line.free_from, rate, languages]


def _rate(figure: Figure) -> str:
    high = f"-{figure.high}" if figure.high != figure.low else ""
    return f"{figure.unit} {figure.low}{high}".strip()


def answered(
    data: bytes,
    name: str,
    lines: Mapping[UUID, Capacity],
    tree: SkillTree,
    *,
    today: date,
) -> Answer:
    """Read a filled form against the `lines` of the firm that are in the book.

    Raises:
        FileTrouble: it is no table, or none with such headings.

    """
    confirmed: list[UUID] = []
    changed: list[tuple[UUID, Plain]] = []
    new: list[Plain] = []
    problems: list[str] = []
    known = {(tree.code(c.skill) or c.skill, c.level): id for id, c in lines.items()}
    for row in Intake(data, name).rows("capacity"):
        told = {field: value for field, value in row.fields.items() if field in ASKED}
        wrong = [w for w in row.wrong if w.field in ASKED]
        if wrong or not told.get("skill"):
            problems += [f"{row.line}: {w.heading}: {w.text}" for w in wrong]
            continue
        told["skill"] = tree.code(str(told["skill"])) or str(told["skill"])
        id = known.pop((told["skill"], str(told.get("level", ""))), None)
        if id is None:
            new.append({**told, "evidence": "declared", "as_of": today.isoformat()})
        elif difference := _difference(lines[id], told):
            changed.append((id, difference))
        else:
            confirmed.append(id)
    silent = tuple(known.values())
    return Answer(tuple(confirmed), tuple(changed), tuple(new), silent, tuple(problems))


def _difference(line: Capacity, told: Plain) -> Plain:
    """Return the asked fields that are told otherwise; one left empty tells nothing."""
    before = plain(line)
    return {
        name: value
        for name, value in told.items()
        if name not in ("skill", "level") and value != before.get(name)
    }


def deeds(
    answer: Answer,
    firm: UUID,
    lines: Mapping[UUID, Capacity],
    ids: Sequence[UUID],
    today: date,
) -> tuple[Create | Change, ...]:
    """Return what takes an answer over; `ids` are fresh ones, one for each new line.

    What is confirmed keeps its evidence; what is told otherwise is the firm's word alone.
    """
    day = today.isoformat()
    made: list[Create | Change] = [
        Change(id, {"as_of": day, **_unended(lines[id], today)}) for id in answer.confirmed
    ]
    made += [
        Change(id, {**told, "as_of": day, "evidence": "declared", **_unended(lines[id], today)})
        for id, told in answer.changed
    ]
    made += [
        Create(id, "capacity", {**told, "firm": str(firm)})
        for id, told in zip(ids, answer.new, strict=True)
    ]
    return tuple(made)


def _unended(line: Capacity, today: date) -> Plain:
    """A line that had run out has no end until somebody tells one."""
    return {"until": None} if line.until is not None and line.until < today else {}
