"""Views: who sees what, from when, until when; how a desk reads, and proves that it read all."""

from datetime import timedelta
from hashlib import sha256
from random import Random
from uuid import UUID

from desk_app.contract.messages import VERSION, Round
from desk_app.domain.edits import Edit
from desk_app.domain.errors import NoSuchRecord
from desk_app.ministry.conformance.cases import Bench, case
from desk_app.ministry.conformance.edits import new_firm
from desk_app.ministry.conformance.plain_desk import PlainDesk, expect, grouped


def new_person(desk: PlainDesk, *, agrees: bool, audience: str = "all") -> tuple[UUID, UUID]:
    """Make a person and a consent about sharing; return both identifiers."""
    person = desk.create("person", {"name": "Ada Example"}, audience=audience)
    consent = desk.create("consent", _answer(desk, person.record, agrees=agrees), audience="all")
    for verdict in desk.send(*grouped(desk, [person, consent])):
        expect(verdict.outcome == "accepted", "a person with a consent is accepted")
    return person.record, consent.record


def _answer(desk: PlainDesk, person: UUID, *, agrees: bool) -> dict[str, object]:
    return {
        "person": str(person),
        "purpose": "share_missions",
        "answer": "agreed" if agrees else "refused",
        "on": (desk.clock() - timedelta(days=30)).date().isoformat(),
    }


@case
def another_mission_sees_what_is_for_all(bench: Bench) -> None:
    """And nothing that is for the mission or the ministry."""
    home, abroad = bench.desk(), bench.desk("abroad")
    seen = {audience: new_firm_for(home, audience) for audience in ("mission", "ministry", "all")}
    abroad.pull()
    expect(seen["all"] in abroad.held, "what is for all missions reaches them")
    expect(seen["ministry"] not in abroad.held, "what is for the ministry does not")
    expect(seen["mission"] not in abroad.held, "what is for the mission does not")


def new_firm_for(desk: PlainDesk, audience: str) -> UUID:
    """Make a firm for an audience."""
    edit = desk.create("firm", {"name": audience, "side": "foreign"}, audience=audience)
    desk.send(edit)
    return edit.record


@case
def another_mission_does_not_write_it(bench: Bench) -> None:
    """What a mission may read is not what it may write."""
    home, abroad = bench.desk(), bench.desk("abroad")
    open_, closed = new_firm_for(home, "all"), new_firm_for(home, "mission")
    abroad.pull()
    verdict = abroad.send(abroad.change(open_, {"city": "Elsewhere"}))[0]
    expect((verdict.outcome, verdict.reason) == ("refused", "not-yours"), "it is not theirs")
    guess = abroad.other(closed, "firm", "archive", why="x")
    verdict = abroad.send(guess)[0]
    expect(verdict.reason == "unknown-record", "what is not seen is not there")
    foreign = abroad.create("firm", {"name": "X", "side": "foreign"}, owner=home.mission)
    expect(abroad.send(foreign)[0].reason == "not-yours", "nobody types in another's name")


@case
def a_narrowed_audience_is_forgotten(bench: Bench) -> None:
    """A record that leaves a view comes as forget, and comes back when it is widened again."""
    home, abroad = bench.desk(), bench.desk("abroad")
    firm = new_firm_for(home, "all")
    abroad.pull()
    home.send(home.change(firm, {}, audience="ministry"))
    expect(home.held[firm].envelope.audience == "ministry", "the audience is the new one")
    abroad.pull()
    expect(firm not in abroad.held, "what left the view is forgotten")
    home.send(home.change(firm, {}, audience="all"))
    abroad.pull()
    expect(firm in abroad.held, "what comes back into view is sent, however old")


@case
def a_person_goes_to_others_only_by_consent(bench: Bench) -> None:
    """An audience of all missions is not enough; the person must agree."""
    home, abroad = bench.desk(), bench.desk("abroad")
    person, consent = new_person(home, agrees=False)
    job = home.create("position", {"person": str(person), "organisation": str(new_firm(home))})
    home.send(job)
    home.send(home.change(job.record, {}, audience="all"))
    abroad.pull()
    about = (person, consent, job.record)
    expect(not any(id_ in abroad.held for id_ in about), "without consent nothing of them goes")
    home.pull()
    home.send(home.change(consent, {"answer": "agreed"}))
    abroad.pull()
    expect(all(id_ in abroad.held for id_ in about), "with consent all about them goes")


@case
def a_withdrawn_consent_is_forgotten_elsewhere(bench: Bench) -> None:
    """The person, and what tells about them, leaves the other missions at once."""
    home, abroad = bench.desk(), bench.desk("abroad")
    person, consent = new_person(home, agrees=True)
    abroad.pull()
    expect(person in abroad.held, "with consent the person goes")
    home.pull()
    home.send(home.change(consent, {"answer": "withdrawn"}))
    abroad.pull()
    expect(person not in abroad.held, "a withdrawn consent is forgotten elsewhere")
    expect(consent not in abroad.held, "what tells about the person goes with them")
    home.pull()
    expect(person in home.held, "the person's own mission keeps them")


@case
def a_consent_that_ran_out_shares_nothing(bench: Bench) -> None:
    """A consent until yesterday is none."""
    home, abroad = bench.desk(), bench.desk("abroad")
    person, consent = new_person(home, agrees=True)
    home.pull()
    yesterday = (home.clock() - timedelta(days=2)).date().isoformat()
    home.send(home.change(consent, {"until": yesterday}))
    abroad.pull()
    expect(person not in abroad.held, "a consent that ran out shares nothing")


@case
def a_no_to_consent_holds_against_a_yes(bench: Bench) -> None:
    """Two desks hear different answers: the no holds at once."""
    one, two, abroad = bench.desk(), bench.desk(), bench.desk("abroad")
    person, consent = new_person(one, agrees=False)
    for desk in (one, two):
        desk.pull()
    yes, no = (
        one.change(consent, {"answer": "agreed"}),
        two.change(consent, {"answer": "withdrawn"}),
    )
    one.send(yes)
    abroad.pull()
    expect(person in abroad.held, "the yes was heard first")
    two.send(no)
    abroad.pull()
    expect(person not in abroad.held, "the no holds at once")


@case
def an_erased_record_is_erased_everywhere(bench: Bench) -> None:
    """Content goes, with all that tells about the person; the identifier cannot be used again."""
    home, second, abroad = bench.desk(), bench.desk(), bench.desk("abroad")
    person, consent = new_person(home, agrees=True)
    for desk in (second, abroad):
        desk.pull()
    late = second.change(person, {"name": "Somebody Else"})
    home.batch += 1
    answer = home.again(home.other(person, "person", "erase"), batch=home.batch)
    erased = {forget.id for forget in answer.forgets if forget.why == "erased"}
    expect({person, consent} <= erased, "whoever erases hears of all that was erased")
    for desk in (second, abroad):
        desk.pull()
        expect(not {person, consent} & desk.held.keys(), "an erased person is erased everywhere")
    verdict = second.send(late)[0]
    expect((verdict.outcome, verdict.reason) == ("refused", "erased"), "it stays erased")
    again = home.create("person", {"name": "Back"})
    again = Edit(
        again.id, again.group, person, "person", "create", again.at, "", fields={"name": "B"}
    )
    expect(home.send(again)[0].reason == "erased", "its identifier is not used again")


@case
def a_record_handed_to_another_mission_leaves(bench: Bench) -> None:
    """A new owner reads it; the old one forgets it."""
    home, abroad = bench.desk(), bench.desk("abroad")
    firm = new_firm_for(home, "mission")
    home.send(home.change(firm, {}, owner=abroad.mission))
    abroad.pull()
    home.pull()
    expect(firm in abroad.held, "the new owner has it")
    expect(firm not in home.held, "the old one forgot it")


@case
def pages_tell_everything_once(bench: Bench) -> None:
    """Read one record at a time; a page says whether there is more."""
    home, reader = bench.desk(), bench.desk()
    edits = [home.create("firm", {"name": f"F{n}", "side": "foreign"}) for n in range(7)]
    home.send(*edits)
    home.send(home.change(edits[0].record, {"city": "Delft"}))
    told: list[UUID] = []
    while True:
        asked = Round(VERSION, reader.clock(), reader.cursor, limit=1)
        answer = reader.ministry.sync(asked)
        expect(len(answer.changes) + len(answer.forgets) <= 1, "a page is no larger than asked")
        told += [change.id for change in answer.changes]
        reader.apply(answer)
        if not answer.more:
            break
    mine = [id_ for id_ in told if id_ in {edit.record for edit in edits}]
    expect(len(mine) == len(set(mine)) == 7, "every record comes once, as it is now")
    expect(answer.digests == reader.digests(), "the last page has the digests")


@case
def an_answer_brings_what_it_judges(bench: Bench) -> None:
    """Also where the page of changes is too short for it."""
    home, other = bench.desk(), bench.desk()
    for _ in range(4):
        new_firm(home)
    edit = other.create("firm", {"name": "Mine", "side": "foreign"})
    other.send(edit, limit=1)
    expect(edit.record in other.held, "the state of what was judged comes with the verdict")
    other.pull()


@case
def a_cursor_that_was_touched_is_not_believed(bench: Bench) -> None:
    """It leads to a comparison, never to a gap."""
    desk = bench.desk()
    good = desk.cursor
    middle = len(good) // 2
    flipped = "A" if good[middle] != "A" else "B"
    for cursor in (good[:middle] + flipped + good[middle + 1 :], "nonsense", "é/ü", good * 50):
        answer = desk.ministry.sync(Round(VERSION, desk.clock(), cursor))
        expect(answer.notice == "reconcile", "a cursor that is none leads to a comparison")
        expect(answer.snapshot is not None, "and a snapshot is offered for it")


@case
def a_cursor_of_another_view_is_not_believed(bench: Bench) -> None:
    """A mission cannot read on from where another one stands."""
    home, abroad = bench.desk(), bench.desk("abroad")
    answer = home.ministry.sync(Round(VERSION, home.clock(), abroad.cursor))
    expect(answer.notice == "reconcile", "a cursor belongs to a view")


@case
def a_snapshot_is_resumed_at_the_byte(bench: Bench) -> None:
    """Any stretch of it is what it was, whatever was written meanwhile."""
    home = bench.desk()
    for _ in range(3):
        new_firm(home)
    fresh = bench.desk()
    fresh.cursor, fresh.held = "", {}
    answer = fresh.ministry.sync(Round(VERSION, fresh.clock()))
    offer = answer.snapshot
    expect(offer is not None, "who begins is offered a snapshot")
    if offer is None:
        return
    half = offer.size // 2
    start = fresh.ministry.snapshot(offer.name, 0, half)
    new_firm(home)
    rest = fresh.ministry.snapshot(offer.name, half, offer.size)
    whole = sha256(start + rest).hexdigest()
    expect((len(start), whole) == (half, offer.sha256), "both halves are the snapshot")
    fresh.fetch(offer, 97)
    fresh.pull()
    expect(fresh.held.keys() == home.held.keys(), "snapshot and later rounds make the whole")


@case
def a_snapshot_is_for_its_view_alone(bench: Bench) -> None:
    """Another mission does not fetch it, and one that never was is not there."""
    home, abroad = bench.desk(), bench.desk("abroad")
    answer = home.ministry.sync(Round(VERSION, home.clock(), want_snapshot=True))
    if answer.snapshot is None:
        return
    for desk, name in ((abroad, answer.snapshot.name), (home, "0" * 40), (home, "x y")):
        try:
            desk.ministry.snapshot(name, 0, 10)
        except NoSuchRecord:
            continue
        expect(False, "a snapshot is for its view alone")


@case
def a_snapshot_begins_with_the_week(bench: Bench) -> None:
    """After reference data: this week's meetings with their people, before everything else."""
    home = bench.desk()
    person = home.create("person", {"name": "Zoe Example"})
    soon = (home.clock() + timedelta(days=2)).isoformat().replace("+00:00", "Z")
    fields = {"subject": "Soon", "when": soon, "people": [str(person.record)]}
    meeting = home.create("meeting", fields)
    other = home.create("person", {"name": "Not this week"})
    home.send(other, person, meeting)
    home.send(home.other(new_firm(home), "firm", "erase"))
    fresh = bench.desk()
    fresh.cursor, fresh.held = "", {}
    fresh.first()
    order = list(fresh.held)
    if meeting.record not in fresh.held:
        return  # the server offers an older snapshot; what came later follows in rounds
    places = [order.index(edit.record) for edit in (person, meeting, other)]
    expect(places[2] == max(places), "this week's meeting and its people come first")


@case
def digests_tell_what_a_desk_holds_after_anything(bench: Bench) -> None:
    """A long run of acts of three desks, chosen by a seed; they read now and then."""
    random = Random(20261121)  # noqa: S311 - a repeatable course, no secret
    desks = [bench.desk(), bench.desk(), bench.desk("abroad")]
    mine: dict[int, list[UUID]] = {0: [], 1: [], 2: []}
    for step in range(60):
        index = random.randrange(3)
        desk = desks[index]
        desk.send(_anything(desk, mine[index], step, random))
        if random.random() < 0.4:
            desks[random.randrange(3)].pull(limit=random.choice((1, 3, 1_000)))
    for desk in desks:
        desk.pull()
    fresh = bench.desk("abroad")
    desks[2].pull()
    expect(fresh.held.keys() == desks[2].held.keys(), "who begins now holds the same")


def _anything(desk: PlainDesk, mine: list[UUID], step: int, random: Random) -> Edit:
    held = [id_ for id_ in mine if id_ in desk.held]
    audience = random.choice(("mission", "ministry", "all"))
    if not held or random.random() < 0.35:
        edit = desk.create("person", {"name": f"P{step}"}, audience=audience)
        mine.append(edit.record)
        return edit
    record = random.choice(held)
    match random.randrange(6):
        case 0:
            return desk.change(record, {}, audience=audience)
        case 1:
            return desk.other(record, "person", "archive", why="x")
        case 2 if random.random() < 0.5:
            return desk.other(record, "person", "erase")
        case 3 | 4:
            fields = _answer(desk, record, agrees=random.random() < 0.7)
            return desk.create("consent", fields, audience="all")
        case _:
            return desk.change(record, {"city": f"T{step}", "name": f"P{random.randrange(9)}"})
