"""Skills that a meeting's or a demand's own words speak of, offered to be noted."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from msgspec import Struct, to_builtins
from PySide6.QtWidgets import QMenu, QPushButton

from desk_app.domain.acts import Act, Change
from desk_app.domain.kinds.demand import Demand, DemandLine
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.kinds.person import Person
from desk_app.domain.kinds.reference import Skill
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.domain.values import SkillClaim
from desk_app.i18n import t
from desk_app.ui.desk import DeskStore
from desk_app.ui.kit import Kit
from desk_app.ui.showing import skill_name, worded
from desk_app.ui.words import Card, Words, button, row

_MOST = 8
"""How many skills are offered; more are seldom meant."""


class Holder(Struct, frozen=True):
    """Somebody or something a skill may be noted with: a person here, or a demand."""

    id: UUID
    kind: str
    name: str
    skills: tuple[SkillClaim, ...] = ()


class Mentions(Struct, frozen=True):
    """Codes of the skills spoken of that nothing here has yet, and who may take them."""

    skills: tuple[str, ...] = ()
    holders: tuple[Holder, ...] = ()


def mentions(
    desk: DeskStore, record: Record[Content], around: Iterable[Record[Content]]
) -> Mentions:
    """Find the skills that the texts of a meeting or a demand speak of; none for other kinds."""
    match record.content:
        case Meeting() as meeting:
            texts = (
                *(meeting.objective, meeting.asks, meeting.offers, meeting.points),
                *(meeting.outcome, meeting.notes, meeting.next_step),
            )
            ids = (*meeting.people, *meeting.demands)
            return _offered(desk, texts, desk.records(ids).values(), desk.linked_records(ids))
        case Demand() as demand:
            return _offered(desk, (demand.description, demand.notes), (record,), around)
        case _:
            return Mentions()


def _offered(
    desk: DeskStore,
    texts: Iterable[str],
    near: Iterable[Record[Content]],
    around: Iterable[Record[Content]],
) -> Mentions:
    from desk_app.matching.skills import SkillTree  # only where there is something to read

    text = "\n".join(filter(None, texts))
    if not text:
        return Mentions()
    tree = SkillTree(r.content for r in desk.all("skill") if isinstance(r.content, Skill))
    holders = tuple(filter(None, map(_holder, near)))
    known = {claim.skill for holder in holders for claim in holder.skills}
    known |= {r.content.skill for r in around if isinstance(r.content, DemandLine)}
    found = (code for code in tree.spoken_of(text) if code not in known)
    return Mentions(tuple(found)[:_MOST], holders)


def _holder(record: Record[Content]) -> Holder | None:
    match record.content:
        case Person() as person:
            return Holder(record.id, record.kind, worded(person, "name"), person.skills)
        case Demand() as demand:
            return Holder(record.id, record.kind, worded(demand, "name"))
        case _:
            return None


def mentions_card(found: Mentions, kit: Kit) -> Card | None:
    """Return the card that offers them, or None where there is nothing to offer."""
    if not found.skills or not found.holders:
        return None
    card = Card()
    card.column.addWidget(Words(t("Skills mentioned here"), "heading"))
    card.column.addWidget(
        Words(t("They stand in the text only. Note each with whom it belongs."), "muted")
    )
    for code in found.skills:
        name = skill_name(code, kit.lookups.skills)
        line = row()
        line.addWidget(Words(name, wrap=False), 1)
        add = button(t("Note with …"), look="quiet", picture="plus")
        add.setAccessibleName(t("Note {skill} with somebody", skill=name))
        add.setMenu(_menu(add, code, found.holders, kit))
        line.addWidget(add)
        card.column.addLayout(line)
    return card


def _menu(owner: QPushButton, code: str, holders: Iterable[Holder], kit: Kit) -> QMenu:
    menu = QMenu(owner)
    for holder in holders:
        words = (
            holder.name
            if holder.kind == "person"
            else t("A line of the demand: {name}", name=holder.name)
        )
        action = menu.addAction(words.replace("&", "&&"))
        note = partial(_note, owner, code, holder, kit)
        action.triggered.connect(lambda _checked=False, note=note: note())
    return menu


def _note(owner: QPushButton, code: str, holder: Holder, kit: Kit) -> None:
    if holder.kind == "demand":
        preset = {"demand": str(holder.id), "skill": code}
        kit.ways.create.emit(
            "demand_line", {"fields": preset, "names": {str(holder.id): holder.name}}
        )
        return
    claims = [*holder.skills, SkillClaim(code)]
    deed = Change(holder.id, {"skills": to_builtins(claims)})
    skill = skill_name(code, kit.lookups.skills)
    kit.acts.do(owner, Act((deed,), t("Skill {skill} noted", skill=skill)))
