"""Who is known around somebody: enough of the store for every best path, and no more."""

import re
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from desk_app.domain.acts import Act, Archive, Create
from desk_app.domain.consent import may_introduce
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.person import Person
from desk_app.domain.kinds.position import Position
from desk_app.domain.kinds.tie import Tie
from desk_app.domain.surroundings import Seat, Surroundings, Tied
from desk_app.matching.acquaintance import Acquaintance
from desk_app.matching.introductions import introductions
from desk_app.store.store import Store
from tests.integration.store.making import NOW, opened

TODAY = NOW.date()


def creation(store: Store, kind: str, **fields: Any) -> Create:
    told = {name: str(v) if isinstance(v, UUID) else v for name, v in fields.items()}
    return Create(store.new_id(), kind, told)


def some_world(store: Store, random: Random) -> list[UUID]:
    """Fill a store with people, firms, ties, seats and meetings; return whom to ask about."""
    people = [creation(store, "person", name=f"Person {n}") for n in range(12)]
    firms = [creation(store, "firm", name=f"Firm {n}", side="foreign") for n in range(3)]
    store.do(Act((*people, *firms)))
    everybody = [one.id for one in people]
    deeds: list[Create] = []
    for person in everybody:
        if random.random() < 0.85:
            answer = {"purpose": "introduce", "answer": "agreed", "on": "2026-01-01"}
            deeds.append(creation(store, "consent", person=person, **answer))
    for _ in range(16):
        one, other = random.sample(everybody, 2)
        to = other if random.random() < 0.8 else random.choice(firms).id
        strength = random.randint(1, 5)
        deeds.append(creation(store, "tie", person=one, to=to, strength=strength, may_ask=True))
    for _ in range(6):
        who, where = random.choice(everybody), random.choice(firms).id
        deeds.append(creation(store, "position", person=who, organisation=where))
    met = [str(person) for person in random.sample(everybody, 3)]
    when = (NOW - timedelta(9)).isoformat()
    told = {"subject": "Met", "standing": "held", "when": when, "people": met}
    deeds.append(creation(store, "meeting", **told))
    store.do(Act(tuple(deeds)))
    return [*everybody, *(one.id for one in firms)]


def everything(store: Store) -> Surroundings:
    """Say of the whole store what a path needs."""
    people = {r.id: r.content for r in store.all("person") if isinstance(r.content, Person)}
    consents = [r.content for r in store.all("consent") if isinstance(r.content, Consent)]
    told = {id: [c for c in consents if c.person == id] for id in people}
    ties = [(r, r.content) for r in store.all("tie") if isinstance(r.content, Tie)]
    seats = [r.content for r in store.all("position") if isinstance(r.content, Position)]
    return Surroundings(
        people=frozenset(people),
        willing=frozenset(id for id in people if may_introduce(people[id], told[id], TODAY)),
        ties=tuple(
            Tied(r.id, t.person, t.to, t.strength or 0, t.may_ask, r.envelope.updated.at.date())
            for r, t in ties
            if t.person and t.to
        ),
        seats=tuple(Seat(s.person, s.organisation) for s in seats if s.person and s.organisation),
    )


@pytest.mark.parametrize("seed", range(8))
def test_no_better_path_is_missed_by_reading_little(seed: int, tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        targets = some_world(store, Random(seed))
        whole = Acquaintance(everything(store), today=TODAY)
        for target in targets:
            around = store.around(target)
            graph = Acquaintance(around, today=TODAY)
            met = {person: 1.0 for person, _ in around.met}
            found = introductions(graph, target, known=met or None)
            if not met:
                continue
            best = introductions(whole, target, known=met)
            assert [p.first for p in found.paths] == [p.first for p in best.paths]
            assert [p.likely for p in found.paths] == pytest.approx([p.likely for p in best.paths])


def test_who_knows_whom_is_read_from_the_indexes_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        asked: list[str] = []
        store._raw.set_trace_callback(asked.append)
        for target in some_world(store, Random(4)):
            store.around(target)
        store._raw.set_trace_callback(None)
        steps = {sql for sql in asked if re.match(r"SELECT t\..* FROM (tie|position) t ", sql)}
        unwalked = {sql for sql in steps if "json_extract" not in sql}
        plans = [store._raw.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall() for sql in unwalked]
    assert len(unwalked) > 4
    assert all("USING COVERING INDEX" in plan[0][3] for plan in plans)


def test_nobody_who_has_not_agreed_is_asked_or_passed_through(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        one, two, three = (creation(store, "person", name=name) for name in ("A", "B", "C"))
        agreed = {"purpose": "introduce", "answer": "agreed", "on": "2026-01-01"}
        ties = [(three, two), (two, one)]
        store.do(Act((one, two, three)))
        store.do(
            Act(
                (
                    creation(store, "consent", person=three.id, **agreed),
                    *(creation(store, "tie", person=a.id, to=b.id) for a, b in ties),
                )
            )
        )
        assert store.around(one.id).people == {one.id}
        store.do(Act((creation(store, "consent", person=two.id, **agreed),)))
        assert store.around(one.id).people == {one.id, two.id, three.id}


def test_who_was_met_leads_there_or_anybody_who_agreed(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        targets = some_world(store, Random(3))
        (meeting,) = store.all("meeting")
        before = [store.around(target) for target in targets]
        store.do(Act((Archive(meeting.id, "Typed by mistake."),)))
        after = [store.around(target) for target in targets]
    assert any(one.met for one in before)
    assert not any(one.met for one in after)
    assert any(one.people for one in after)


def test_what_was_put_away_leads_nowhere(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        one, other = (creation(store, "person", name=name) for name in ("Ada", "Ben"))
        agreed = {"purpose": "introduce", "answer": "agreed", "on": "2026-01-01"}
        consent = creation(store, "consent", person=one.id, **agreed)
        tie = creation(store, "tie", person=one.id, to=other.id, strength=4)
        store.do(Act((one, other)))
        store.do(Act((consent, tie)))
        assert [known.id for known in store.around(other.id).ties] == [tie.id]
        asked = creation(store, "introduction", to=other.id, asked=one.id, asked_on="2026-10-01")
        store.do(Act((asked,)))
        assert [person for person, _ in store.around(other.id).asks] == [one.id]
        store.do(Act((Archive(tie.id, "They fell out."),)))
        assert store.around(other.id).ties == ()
