"""Who might take work offered abroad: suggested with reasons, never scored for an officer to read.

A person is suggested where the opening is for people like them, they may be contacted, and at
least one skill asked for is theirs. Whether their name may leave the desk is said beside.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from desk_app.domain.consent import Standing, standing
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.lists import LEVELS
from desk_app.domain.kinds.opening import Opening
from desk_app.domain.kinds.person import Person
from desk_app.domain.values import SkillClaim
from desk_app.matching.skills import SkillTree

FOR = {
    "expatriate": "diaspora",
    "second_generation": "second_generation",
    "freelancer": "freelancer",
    "student": "student",
}
"""Which role of a person an opening for somebody means."""

_ORDER = {choice.code: place for place, choice in enumerate(LEVELS)}


class Why(StrEnum):
    """What speaks for somebody, or against."""

    SKILL = "skill"  # `words`: the skill asked for
    PROVEN = "proven"  # the same, and somebody besides the person says so
    BELOW = "below"  # has the skill, at a lower level than asked for
    LACKS = "lacks"  # a skill asked for that is not told of
    SPEAKS = "speaks"  # `words`: a language asked for
    NOT_SPOKEN = "not-spoken"
    TOWN = "town"
    COUNTRY = "country"
    AFAR = "afar"  # lives elsewhere, and the work can be done from there
    MOVE = "move"  # lives elsewhere, and the work cannot


class Reason(Struct, frozen=True):
    """One thing to be said; `words` is a code of a skill or a language, or a place."""

    why: Why
    words: str = ""


class Suggestion(Struct, frozen=True):
    """A person for an opening: why, and whether firms may be told who it is."""

    person: UUID
    reasons: tuple[Reason, ...]
    naming: Standing


def may_be_named(consents: Iterable[Consent], today: date) -> Standing:
    """Return where a person stands on being named to firms; only *agreed* allows it."""
    return standing(consents, "share_firms", today)


def suggested(
    opening: Opening,
    people: Mapping[UUID, Person],
    consents: Mapping[UUID, Sequence[Consent]],
    tree: SkillTree,
    *,
    today: date,
) -> tuple[Suggestion, ...]:
    """Return everybody who might take the opening, the best fitting first.

    More skills at the level asked for come first, then proof, languages, nearness, and who may
    be named; equal ones in the order of their identifiers.
    """
    found: list[tuple[tuple[int, ...], UUID, Suggestion]] = []
    for id, person in people.items():
        own = consents.get(id, ())
        if not _may_be_asked(person, own, today) or not _meant(opening, person):
            continue
        reasons = tuple(_reasons(opening, person, tree))
        if opening.skills and not _has_any(reasons):
            continue
        one = Suggestion(id, reasons, may_be_named(own, today))
        found.append((_rank(one), id, one))
    return tuple(one for _rank_, _id, one in sorted(found, key=lambda entry: entry[:2]))


def _may_be_asked(person: Person, consents: Sequence[Consent], today: date) -> bool:
    """Tell whether nothing forbids to ask; nobody having asked yet forbids nothing."""
    if person.do_not_approach:
        return False
    purposes = (standing(consents, "contact", today), standing(consents, "keep", today))
    return not {"refused", "withdrawn"} & set(purposes)


def _meant(opening: Opening, person: Person) -> bool:
    wanted = {FOR[code] for code in opening.whom if code in FOR} or set(FOR.values())
    return bool(wanted & set(person.roles))


def _has_any(reasons: Iterable[Reason]) -> bool:
    return any(reason.why in (Why.SKILL, Why.PROVEN, Why.BELOW) for reason in reasons)


def _reasons(opening: Opening, person: Person, tree: SkillTree) -> Iterator[Reason]:
    for asked in opening.skills:
        yield Reason(_skill(asked, person.skills, tree), asked.skill)
    for language in opening.languages:
        spoken = language in person.languages
        yield Reason(Why.SPEAKS if spoken else Why.NOT_SPOKEN, language)
    yield from _place(opening, person)


def _skill(asked: SkillClaim, claims: Iterable[SkillClaim], tree: SkillTree) -> Why:
    """Return how somebody answers a skill asked for; a narrower skill serves for a wider one."""
    code = tree.code(asked.skill) or asked.skill
    fitting = [claim for claim in claims if _serves(claim.skill, code, tree)]
    if not fitting:
        return Why.LACKS
    enough = [claim for claim in fitting if _level(claim) >= _level(asked) or not claim.level]
    if not enough:
        return Why.BELOW
    proven = any(claim.evidence not in ("", "declared") for claim in enough)
    return Why.PROVEN if proven else Why.SKILL


def _serves(own: str, asked: str, tree: SkillTree) -> bool:
    code = tree.code(own) or own
    return code == asked or asked in tree.ancestors(code)


def _level(claim: SkillClaim) -> int:
    return _ORDER.get(claim.level, -1)


def _place(opening: Opening, person: Person) -> Iterator[Reason]:
    if opening.city and person.city.casefold() == opening.city.casefold():
        yield Reason(Why.TOWN, person.city)
    elif opening.country and person.country == opening.country:
        yield Reason(Why.COUNTRY, person.country)
    elif opening.country and person.country:
        yield Reason(Why.AFAR if opening.remote else Why.MOVE, person.country)


_SKILL_WORTH = {Why.PROVEN: 3, Why.SKILL: 3, Why.BELOW: 1}
_NAMING = {"agreed": 0, "unknown": 1, "expired": 2}
_NEAR = {Why.TOWN: 0, Why.COUNTRY: 1, Why.AFAR: 1}


def _rank(one: Suggestion) -> tuple[int, ...]:
    whys = [reason.why for reason in one.reasons]
    return (
        -sum(_SKILL_WORTH.get(why, 0) for why in whys),
        whys.count(Why.NOT_SPOKEN),
        min((_NEAR.get(why, 2) for why in whys), default=2),
        -whys.count(Why.PROVEN),
        _NAMING.get(one.naming, 3),
    )
