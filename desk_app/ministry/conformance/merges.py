"""Merged records: one survivor for every desk, no twin that comes back, consent of all heard."""

from uuid import UUID

from desk_app.domain.records import Merger
from desk_app.ministry.conformance.cases import Bench, case
from desk_app.ministry.conformance.plain_desk import PlainDesk, expect


def new_person(desk: PlainDesk, name: str) -> UUID:
    """Make a person that every mission may see, and return the identifier."""
    edit = desk.create("person", {"name": name}, audience="all")
    desk.send(edit)
    return edit.record


def survivor(desk: PlainDesk, record: UUID) -> UUID | None:
    """Tell into which record one was merged, as this desk hears it."""
    desk.pull()
    away = desk.held[record].envelope.archived
    return None if away is None else away.into


@case
def a_merged_record_names_its_survivor_and_keeps_what_is_typed_on_it(bench: Bench) -> None:
    """What an offline desk typed stays on the merged record, which stays merged."""
    one, two = bench.desk(), bench.desk()
    keep, gone = new_person(one, "Ada"), new_person(one, "Ada L.")
    two.pull()
    late = two.change(gone, {"city": "Delft"})
    kept = Merger(was={"city": "Leiden"}, took={"city": "Utrecht"})
    one.send(one.other(gone, "person", "archive", why="Twin", into=keep, merger=kept))
    expect(two.send(late)[0].outcome == "accepted", "an edit that did not know is taken")
    for desk in (one, two):
        expect(survivor(desk, gone) == keep, "the record stays merged")
        away = desk.held[gone].envelope.archived
        expect(away is not None and away.merger == kept, "the way back is kept")
        expect(desk.held[gone].fields.get("city") == "Delft", "the edit changed the merged one")
        expect("city" not in desk.held[keep].fields, "the edit did not change the survivor")


@case
def the_first_of_several_merges_holds(bench: Bench) -> None:
    """Into two at once, or in a circle: the ministry's order decides, for all desks alike."""
    one, two = bench.desk(), bench.desk()
    a, b, c = (new_person(one, name) for name in ("A", "B", "C"))
    two.pull()
    one.send(one.other(b, "person", "archive", into=a))
    answers = two.send(
        two.other(b, "person", "archive", into=c),
        two.other(a, "person", "archive", into=b),
    )
    expect([v.outcome for v in answers] == ["accepted"] * 2, "a merge that came late is answered")
    for desk in (one, two):
        expect(survivor(desk, b) == a, "the first merge holds")
        expect(survivor(desk, a) is None, "nobody is merged in a circle")


@case
def only_who_knows_of_a_merge_takes_it_back(bench: Bench) -> None:
    """A restore names the survivor; one that does not was typed before the merge was known."""
    one, two = bench.desk(), bench.desk()
    keep, gone = new_person(one, "Ada"), new_person(one, "Ada L.")
    two.pull()
    one.send(one.other(gone, "person", "archive", into=keep))
    two.send(two.other(gone, "person", "restore"))
    expect(survivor(two, gone) == keep, "a restore that did not know changes nothing")
    two.send(two.other(gone, "person", "restore", into=keep))
    one.pull()
    expect(one.held[gone].envelope.archived is None, "a merge is taken back by its survivor")


@case
def nobody_merges_what_is_not_theirs_or_not_alike(bench: Bench) -> None:
    """Another mission's record, another kind, the record itself, or one that is not there."""
    home, abroad = bench.desk(), bench.desk("abroad")
    ours, theirs = new_person(home, "Ours"), new_person(abroad, "Theirs")
    firm = home.create("firm", {"name": "Example Works", "side": "foreign"})
    home.send(firm)
    for into in (theirs, firm.record, ours, home.new_id()):
        verdict = home.send(home.other(ours, "person", "archive", into=into))[0]
        expect(verdict.outcome == "refused", "a merge that cannot be is refused")
        expect((verdict.reason, verdict.field) == ("invalid", "into"), "and the reason is said")


@case
def what_one_of_merged_persons_said_counts_for_all(bench: Bench) -> None:
    """A no that was said to one of them hides both from other missions, until they part."""
    home, abroad = bench.desk(), bench.desk("abroad")
    keep, gone = new_person(home, "Ada"), new_person(home, "Ada L.")
    said = {"purpose": "share_missions", "answer": "agreed", "on": "2026-01-01"}
    home.send(*(home.create("consent", {"person": str(p), **said}) for p in (keep, gone)))
    abroad.pull()
    expect({keep, gone} <= abroad.held.keys(), "who agreed is seen")
    home.send(home.other(gone, "person", "archive", into=keep))
    no = home.create("consent", {"person": str(gone), **said, "answer": "refused"})
    home.send(no)
    abroad.pull()
    expect(not {keep, gone} & abroad.held.keys(), "the no of one hides both")
    home.send(home.other(gone, "person", "restore", into=keep))
    abroad.pull()
    expect(keep in abroad.held, "taken apart, each answers for themselves")
    expect(gone not in abroad.held, "taken apart, each answers for themselves")


@case
def an_erasure_takes_merged_persons_along(bench: Bench) -> None:
    """Who asked to be erased is erased under every name."""
    desk = bench.desk()
    keep, gone = new_person(desk, "Ada"), new_person(desk, "Ada L.")
    said = {"person": str(gone), "purpose": "keep", "answer": "agreed", "on": "2026-01-01"}
    consent = desk.create("consent", said)
    desk.send(consent, desk.other(gone, "person", "archive", into=keep))
    desk.send(desk.other(keep, "person", "erase"))
    desk.pull()
    expect(not {keep, gone, consent.record} & desk.held.keys(), "nothing of either is left")
