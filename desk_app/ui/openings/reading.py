"""An opening with its candidates and who else might take it, read on the store lane."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.domain.consent import Standing
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.opening import CANDIDACY_STAGES, Candidacy, Opening
from desk_app.domain.kinds.person import Person
from desk_app.domain.kinds.reference import Skill
from desk_app.domain.records import Record
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import every, only, pointing
from desk_app.ui.showing import worded

SHOWN = 10
"""How many suggestions are shown."""
STAGES = tuple(choice.code for choice in CANDIDACY_STAGES if choice.code != "closed")


class Hint(Struct, frozen=True):
    """A suggested person by name, with sentences' codes."""

    person: UUID
    name: str
    reasons: "tuple[tuple[str, str], ...]"
    naming: Standing


class Candidates(Struct, frozen=True):
    """Who is considered for an opening, and who might be; `naming` tells who may be named."""

    opening: Record[Opening]
    candidacies: tuple[Record[Candidacy], ...]
    naming: dict[UUID, Standing]
    hints: tuple[Hint, ...]
    more: int
    names: dict[str, str]


def candidates(desk: DeskStore, id: UUID, today: date) -> Candidates:
    """Read an opening's candidates and suggestions.

    Raises:
        NoSuchRecord: it is not here.

    """
    from desk_app.matching.openings import may_be_named

    (opening,) = only([desk.record(id)], Opening)
    considered = pointing(desk, [id], Candidacy)
    chosen = {r.content.person for r in considered if r.content.person is not None}
    consents = _by_person(pointing(desk, chosen, Consent))
    found = _hints(desk, opening.content, chosen, today)
    wanted = {*chosen, *(hint.person for hint in found[:SHOWN])}
    return Candidates(
        opening=opening,
        candidacies=tuple(sorted(considered, key=_order)),
        naming={person: may_be_named(consents.get(person, ()), today) for person in chosen},
        hints=found[:SHOWN],
        more=max(0, len(found) - SHOWN),
        names={str(id): name for id, name in desk.titles(wanted).items()},
    )


def _order(record: Record[Candidacy]) -> tuple[bool, int, UUID]:
    stage = record.content.stage
    place = STAGES.index(stage) if stage in STAGES else 0
    return stage == "closed", -place, record.id


def _hints(desk: DeskStore, opening: Opening, chosen: set[UUID], today: date) -> tuple[Hint, ...]:
    from desk_app.matching.openings import suggested
    from desk_app.matching.skills import SkillTree

    if opening.state != "open":
        return ()
    people = {r.id: r.content for r in every(desk, Person) if r.id not in chosen}
    consents = _by_person(every(desk, Consent))
    tree = SkillTree(r.content for r in every(desk, Skill))
    found = suggested(opening, people, consents, tree, today=today)
    return tuple(
        Hint(
            one.person,
            worded(people[one.person], "name"),
            tuple((reason.why.value, reason.words) for reason in one.reasons),
            one.naming,
        )
        for one in found
    )


def _by_person(consents: Iterable[Record[Consent]]) -> dict[UUID, list[Consent]]:
    found: dict[UUID, list[Consent]] = {}
    for record in consents:
        if record.content.person is not None:
            found.setdefault(record.content.person, []).append(record.content)
    return found


def next_stage(stage: str) -> str:
    """Return the stage after `stage`, or an empty text at the end."""
    if stage not in STAGES or stage == STAGES[-1]:
        return ""
    return STAGES[STAGES.index(stage) + 1]
