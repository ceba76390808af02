"""Small markets and acquaintances, made by hand or by chance."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from desk_app.domain.consent import may_introduce
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.person import Person
from desk_app.domain.kinds.position import Position
from desk_app.domain.kinds.reference import Skill
from desk_app.domain.kinds.tie import Tie
from desk_app.domain.records import Envelope, Record, Stamp
from desk_app.domain.registry import Content
from desk_app.domain.surroundings import Seat, Surroundings, Tied
from desk_app.matching.skills import SkillTree
from desk_app.matching.terms import Line, Offer, Rules

C = TypeVar("C", bound=Content)
TODAY = date(2027, 1, 15)
TREE = SkillTree(
    [
        Skill(code="software", name="Software"),
        Skill(code="java", name="Java", parent="software"),
        Skill(code="spring", name="Spring Boot", parent="java"),
        Skill(code="react", name="React", parent="software", other_names=("ReactJS", "React.js")),
        Skill(code="react-native", name="React Native", parent="software"),
        Skill(code="csharp", name="C#", parent="software"),
        Skill(code="cpp", name="C++", parent="software"),
        Skill(code="go", name="Go", parent="software", other_names=("Golang",)),
        Skill(code="ai", name="AI", name_bn="কৃত্রিম বুদ্ধিমত্তা"),
    ]
)


def firm(number: int) -> UUID:
    return UUID(int=number)


def an_offer(number: int, of: int, heads: int, skill: str = "java", **more: object) -> Offer:
    known = {"as_of": TODAY, "evidence": "document", "level": "senior", "languages": ("en",)}
    return Offer(
        id=UUID(int=1000 + number),
        firm=firm(of),
        skill=skill,
        heads=heads,
        **{**known, **more},  # type: ignore[arg-type]  # each test names real fields
    )


def a_line(number: int, heads: int, skill: str = "java", **more: object) -> Line:
    known = {"start": date(2027, 2, 1), "weeks": 8, "level": "senior", "languages": ("en",)}
    return Line(
        id=UUID(int=2000 + number),
        skill=skill,
        heads=heads,
        **{**known, **more},  # type: ignore[arg-type]  # each test names real fields
    )


def market(
    seed: int, firms: int, lines: int, heads: tuple[int, int]
) -> tuple[SkillTree, list[Offer], list[Line], Rules]:
    """Make a market: firms of 3 to 60 people with up to six offers over forty skills."""
    random = Random(seed)
    codes = [f"s{number}" for number in range(40)]
    parents = {code: "" if n < 10 else f"s{random.randrange(10)}" for n, code in enumerate(codes)}
    tree = SkillTree(Skill(code=code, name=code, parent=parents[code]) for code in codes)
    offers: list[Offer] = []
    headcounts: dict[UUID, int] = {}
    for of in range(1, firms + 1):
        own = [
            _chance_offer(random, len(offers) + n, of, codes) for n in range(random.randint(1, 6))
        ]
        offers.extend(own)
        headcounts[firm(of)] = max(5, int(sum(o.heads for o in own) * random.uniform(0.6, 2)))
    asked = [
        a_line(
            n,
            random.randint(*heads),
            random.choice(codes),
            level=random.choice(["", "junior", "middle", "senior"]),
            start=TODAY + timedelta(random.randint(10, 120)),
            weeks=random.randint(12, 52),
            must=random.random() < 0.75,
        )
        for n in range(lines)
    ]
    passed = frozenset(id for id in headcounts if random.random() < 0.4)
    return tree, offers, asked, Rules(passed=passed, headcounts=headcounts)


def _chance_offer(random: Random, number: int, of: int, codes: list[str]) -> Offer:
    return an_offer(
        number,
        of,
        max(1, int(random.lognormvariate(1.8, 0.7))),
        random.choice(codes),
        level=random.choice(["junior", "middle", "senior", "lead", ""]),
        free_from=random.choice([None, TODAY + timedelta(random.randint(0, 400))]),
        languages=tuple(random.sample(["en", "bn", "de", "ja"], random.randint(1, 4))),
        evidence=random.choice(["declared", "declared", "document", "visited"]),
        as_of=TODAY - timedelta(random.randint(0, 300)),
    )


def recorded(id: UUID, kind: str, content: C, told: date = TODAY) -> Record[C]:
    stamp = Stamp(at=datetime(told.year, told.month, told.day, tzinfo=UTC))
    envelope = Envelope(owner=None, audience="mission", created=stamp, updated=stamp)
    return Record(id, kind, content, envelope, version=1, state="received")


def person(number: int) -> UUID:
    return UUID(int=10_000_000 + number)


def a_person(number: int, *, do_not_approach: bool = False) -> Record[Person]:
    content = Person(name=f"Person {number}", do_not_approach=do_not_approach)
    return recorded(person(number), "person", content)


def surroundings(
    people: Sequence[Record[Person]],
    ties: Sequence[Record[Tie]],
    positions: Sequence[Record[Position]],
    consents: Sequence[Consent],
) -> Surroundings:
    """Say of whole records what a path needs of them."""
    told: dict[UUID | None, list[Consent]] = {}
    for consent in consents:
        told.setdefault(consent.person, []).append(consent)
    seats = [r.content for r in positions if r.content.person and r.content.organisation]
    return Surroundings(
        people=frozenset(record.id for record in people),
        willing=frozenset(
            record.id
            for record in people
            if may_introduce(record.content, told.get(record.id, ()), TODAY)
        ),
        barred=frozenset(record.id for record in people if record.content.do_not_approach),
        ties=tuple(filter(None, map(_tied, ties))),
        seats=tuple(
            Seat(one.person, one.organisation, one.since, one.until)
            for one in seats
            if one.person and one.organisation
        ),
    )


def _tied(record: Record[Tie]) -> Tied | None:
    tie = record.content
    if tie.person is None or tie.to is None:
        return None
    told = record.envelope.updated.at.date()
    strength = tie.strength or 0
    return Tied(
        record.id, tie.person, tie.to, strength, tie.may_ask, told, tie.told_by, tie.last_asked
    )


def agreed(number: int) -> Consent:
    return Consent(person=person(number), purpose="introduce", answer="agreed", on=TODAY)


def a_tie(number: int, one: UUID, to: UUID, strength: int = 3, **more: object) -> Record[Tie]:
    content = Tie(
        person=one,
        to=to,
        strength=strength,
        **{"may_ask": True, **more},  # type: ignore[arg-type]  # each test names real fields
    )
    return recorded(UUID(int=20_000_000 + number), "tie", content)


def a_position(
    number: int, who: int, where: UUID, since: date | None = None, until: date | None = None
) -> Record[Position]:
    content = Position(person=person(who), organisation=where, since=since, until=until)
    return recorded(UUID(int=30_000_000 + number), "position", content)
