"""Edits: taken once, wholly, merged or disputed or refused, and never lost."""

from datetime import timedelta
from uuid import UUID

import msgspec

from desk_app.contract.messages import VERSION, Round
from desk_app.domain.edits import Edit
from desk_app.domain.errors import DeskError, OtherContract
from desk_app.ministry.conformance.cases import Bench, case
from desk_app.ministry.conformance.plain_desk import PlainDesk, expect, grouped

YEAR = timedelta(days=365)


def new_firm(desk: PlainDesk, **fields: object) -> UUID:
    """Make a firm and return its identifier."""
    edit = desk.create("firm", {"name": "Example Works", "side": "foreign", **fields})
    verdicts = desk.send(edit)
    expect(verdicts[0].outcome == "accepted", "a record that fits is accepted")
    return edit.record


@case
def a_record_comes_back_as_it_was_typed(bench: Bench) -> None:
    """The newest state of every record that is answered about comes with the answer."""
    desk = bench.desk()
    firm = new_firm(desk, name_bn="উদাহরণ", domains=["ai", "fintech"])
    expect(desk.held[firm].fields["name_bn"] == "উদাহরণ", "fields come back")
    expect(desk.held[firm].envelope.owner == desk.mission, "a record is its mission's")
    desk.pull()


@case
def a_batch_sent_twice_counts_once(bench: Bench) -> None:
    """As when the answer to the first sending was lost."""
    desk = bench.desk()
    edit = desk.create("firm", {"name": "Once", "side": "foreign"})
    first = desk.send(edit)
    again = desk.again(edit, batch=desk.batch)
    expect(list(again.verdicts) == first, "the same batch gets the same verdicts")
    expect(again.notice == "", "a batch sent again is nothing to warn of")
    expect(desk.held[edit.record].version == first[0].version, "nothing was changed again")
    desk.pull()


@case
def an_edit_in_another_batch_counts_once(bench: Bench) -> None:
    """The identifier of the edit decides, whatever carries it."""
    desk = bench.desk()
    edit = desk.create("firm", {"name": "Once more", "side": "foreign"})
    first = desk.send(edit)
    later = desk.create("firm", {"name": "Later", "side": "foreign"})
    second = desk.send(edit, later)
    expect(second[0] == first[0], "an edit gets the same verdict in another batch")
    expect(second[1].outcome == "accepted", "what came beside it is taken")


@case
def a_batch_number_used_twice_is_noticed(bench: Bench) -> None:
    """A store that was copied or restored sends other edits under an old number; none is lost."""
    desk = bench.desk()
    new_firm(desk)
    other = desk.create("firm", {"name": "From the copy", "side": "foreign"})
    answer = desk.again(other, batch=desk.batch)
    expect(answer.notice == "copied-store", "a copied store is noticed")
    expect(answer.verdicts[0].outcome == "accepted", "what the copy typed is taken")


@case
def a_group_is_taken_wholly_or_not_at_all(bench: Bench) -> None:
    """One refused edit refuses its group; other groups of the batch stand."""
    desk = bench.desk()
    good = desk.create("person", {"name": "Ada Example"})
    bad = desk.create("task", {"what": "", "due": "tomorrow"})
    alone = desk.create("person", {"name": "Bob Example"})
    verdicts = desk.send(*grouped(desk, [good, bad]), alone)
    outcomes = [(v.outcome, v.reason) for v in verdicts]
    expect(outcomes[0] == ("refused", "group"), "the good half of a group is refused with it")
    expect(outcomes[1] == ("refused", "invalid"), "the bad half says why")
    expect(outcomes[2][0] == "accepted", "another group stands")
    expect(good.record not in desk.held, "nothing of a refused group is kept")
    desk.pull()


@case
def edits_of_one_group_may_build_on_each_other(bench: Bench) -> None:
    """A record made in a group can be changed in it."""
    desk = bench.desk()
    made = desk.create("firm", {"name": "First", "side": "foreign"})
    renamed = Edit(
        id=desk.new_id(),
        group=made.group,
        record=made.record,
        kind="firm",
        operation="set",
        at=desk.clock(),
        by="",
        fields={"name": "Second"},
        was={"name": "First"},
    )
    outcomes = [v.outcome for v in desk.send(made, renamed)]
    expect(outcomes == ["accepted", "accepted"], "edits of a group see each other")
    expect(desk.held[made.record].fields["name"] == "Second", "the last one holds")


@case
def different_fields_merge(bench: Bench) -> None:
    """Two desks of a mission change different fields of one record without knowing."""
    one, two = bench.desk(), bench.desk()
    firm = new_firm(one)
    two.pull()
    town, page = one.change(firm, {"city": "Delft"}), two.change(firm, {"name_bn": "নমুনা"})
    one.send(town)
    verdict = two.send(page)[0]
    expect(verdict.outcome == "accepted", "fields that differ do not meet")
    one.pull()
    for desk in (one, two):
        fields = desk.held[firm].fields
        expect(fields["city"] == "Delft", "the first side's field is there")
        expect(fields["name_bn"] == "নমুনা", "the second side's field is there")


@case
def sets_merge_by_what_was_added_and_removed(bench: Bench) -> None:
    """Additions and removals of two sides both hold."""
    one, two = bench.desk(), bench.desk()
    firm = new_firm(one, domains=["ai", "data"])
    two.pull()
    added = one.change(firm, {"domains": ["ai", "data", "cloud"]})
    removed = two.change(firm, {"domains": ["data", "gaming"]})
    one.send(added)
    expect(two.send(removed)[0].outcome == "merged", "sets of two sides merge")
    domains = set(two.held[firm].fields["domains"])
    expect(domains == {"data", "cloud", "gaming"}, "both sides' changes hold")


@case
def texts_merge_by_line(bench: Bench) -> None:
    """Two sides change different lines of a long text."""
    one, two = bench.desk(), bench.desk()
    firm = new_firm(one, notes="one\ntwo\nthree\nfour")
    two.pull()
    top = one.change(firm, {"notes": "ONE\ntwo\nthree\nfour"})
    end = two.change(firm, {"notes": "one\ntwo\nthree\nfour\nfive"})
    one.send(top)
    expect(two.send(end)[0].outcome == "merged", "lines that do not touch merge")
    expect(two.held[firm].fields["notes"] == "ONE\ntwo\nthree\nfour\nfive", "both lines hold")


@case
def one_field_changed_twice_is_disputed(bench: Bench) -> None:
    """The ministry's value stands, and the verdict tells all three sides and who."""
    one, two = bench.desk(), bench.desk()
    firm = new_firm(one, city="Leiden")
    two.pull()
    mine = two.change(firm, {"city": "Utrecht", "website": "https://works.example"})
    one.send(one.change(firm, {"city": "Delft"}))
    verdict = two.send(mine)[0]
    expect(verdict.outcome == "disputed", "a field that two sides changed is disputed")
    expect(len(verdict.disputes) == 1, "only that field is disputed")
    dispute = verdict.disputes[0]
    sides = (dispute.field, dispute.base, dispute.yours, dispute.theirs)
    expect(sides == ("city", "Leiden", "Utrecht", "Delft"), "a dispute tells all three sides")
    expect(dispute.theirs_by == one.enrolment.officer_name, "a dispute tells who wrote theirs")
    expect(dispute.theirs_at is not None, "a dispute tells when theirs was written")
    fields = two.held[firm].fields
    expect(fields["city"] == "Delft", "the ministry's value stands meanwhile")
    expect(fields["website"] == "https://works.example", "the other field is taken")


@case
def a_settled_dispute_is_taken(bench: Bench) -> None:
    """The officer's decision is an edit made on the ministry's value."""
    one, two = bench.desk(), bench.desk()
    firm = new_firm(one, city="Leiden")
    two.pull()
    mine = two.change(firm, {"city": "Utrecht"})
    one.send(one.change(firm, {"city": "Delft"}))
    two.send(mine)
    verdict = two.send(two.change(firm, {"city": "Utrecht"}))[0]
    expect(verdict.outcome == "accepted", "a decision between two sides is accepted")
    one.pull()
    expect(one.held[firm].fields["city"] == "Utrecht", "the decision reaches the other side")


@case
def the_same_change_twice_is_no_dispute(bench: Bench) -> None:
    """Two desks that type the same agree."""
    one, two = bench.desk(), bench.desk()
    firm = new_firm(one)
    two.pull()
    edits = one.change(firm, {"city": "Delft"}), two.change(firm, {"city": "Delft"})
    one.send(edits[0])
    expect(two.send(edits[1])[0].outcome in ("accepted", "merged"), "equal changes agree")


@case
def fields_nobody_knows_are_kept(bench: Bench) -> None:
    """A newer desk's field survives an older ministry."""
    desk = bench.desk()
    firm = new_firm(desk, something_new={"deep": ["kept", 7]})
    desk.send(desk.change(firm, {"city": "Delft"}))
    kept = desk.held[firm].fields["something_new"]
    expect(kept == {"deep": ["kept", 7]}, "a field nobody knows is kept as it is")


@case
def a_cleared_field_is_empty(bench: Bench) -> None:
    """Clearing a field is a change like any other."""
    desk = bench.desk()
    firm = new_firm(desk, city="Leiden")
    desk.send(desk.change(firm, {"city": ""}))
    expect(not desk.held[firm].fields.get("city"), "a cleared field is empty")


@case
def what_does_not_fit_is_refused_with_a_reason(bench: Bench) -> None:
    """Each reason the contract knows for one record of one's own."""
    desk = bench.desk()
    firm = new_firm(desk)
    unknown = desk.new_id()
    tries: list[tuple[Edit, str]] = [
        (desk.create("nothing_known", {}), "unknown-kind"),
        (desk.other(unknown, "firm", "archive", why="x"), "unknown-record"),
        (desk.create("person", {}), "invalid"),
        (desk.create("person", {"name": ["no", "text"]}), "invalid"),
        (desk.create("task", {"what": "x", "due": "2026-13-45"}), "invalid"),
        (desk.change(firm, {"name": ""}), "invalid"),
        (desk.create("person", {"name": "x" * 5_000}), "too-large"),
        (desk.create("person", {"name": "Ada", "x": "y" * 1_200_000}), "too-large"),
        (desk.create("person", {"name": "Ada", "x": _deep(30)}), "invalid"),
        (desk.create("skill", {"code": "x", "name": "X"}), "read-only"),
    ]
    for edit, reason in tries:
        verdict = desk.send(edit)[0]
        told = (verdict.outcome, verdict.reason)
        expect(told == ("refused", reason), f"refused as {reason}, not {told}")
    desk.pull()


def _deep(levels: int) -> object:
    value: object = "core"
    for _ in range(levels):
        value = [value]
    return value


@case
def a_refused_edit_is_refused_again(bench: Bench) -> None:
    """A verdict is a verdict, also when it is no."""
    desk = bench.desk()
    edit = desk.create("person", {})
    first = desk.send(edit)
    again = desk.again(edit, batch=desk.batch)
    expect(list(again.verdicts) == first, "a refusal is repeated as it was")


@case
def archived_records_stay_and_come_back(bench: Bench) -> None:
    """An archived record is put away with a reason; edits on it are taken; it can be restored."""
    one, two = bench.desk(), bench.desk()
    firm = new_firm(one)
    two.pull()
    late = two.change(firm, {"city": "Delft"})
    one.send(one.other(firm, "firm", "archive", why="Closed down"))
    archived = one.held[firm].envelope.archived
    expect(archived is not None and archived.why == "Closed down", "the reason is kept")
    expect(two.send(late)[0].outcome == "accepted", "an edit that did not know is taken")
    expect(two.held[firm].envelope.archived is not None, "the record stays archived")
    one.send(one.other(firm, "firm", "restore"))
    two.pull()
    expect(two.held[firm].envelope.archived is None, "a restored record is back everywhere")


@case
def a_clock_that_is_off_is_said_and_loses_nothing(bench: Bench) -> None:
    """A workstation a year behind sends an edit."""
    desk = bench.desk()
    right = desk.clock
    desk.clock = lambda: right() - YEAR
    edit = desk.create("firm", {"name": "Late", "side": "foreign"})
    desk.batch += 1
    answer = desk.again(edit, batch=desk.batch)
    expect(answer.notice == "clock", "a clock that is off is said")
    expect(answer.verdicts[0].outcome == "accepted", "its edits are taken")
    typed = desk.held[edit.record].envelope.created.at
    expect(abs(right() - typed) < timedelta(minutes=5), "the moment is set right")
    expect(abs(right() - answer.clock) < timedelta(minutes=5), "the answer tells the time")


@case
def another_version_is_refused(bench: Bench) -> None:
    """A message of a version nobody knows is not guessed at."""
    desk = bench.desk()
    try:
        desk.ministry.sync(Round(VERSION + 8, desk.clock()))
    except OtherContract:
        return
    except DeskError as error:
        expect(False, f"another version is refused as such, not as {type(error).__name__}")
    expect(False, "another version is refused")


@case
def a_dispute_holds_up_nothing_else(bench: Bench) -> None:
    """Other edits of the same batch are taken."""
    one, two = bench.desk(), bench.desk()
    firm = new_firm(one, city="Leiden")
    two.pull()
    mine = two.change(firm, {"city": "Utrecht"})
    beside = two.create("firm", {"name": "Beside", "side": "foreign"})
    one.send(one.change(firm, {"city": "Delft"}))
    outcomes = [v.outcome for v in two.send(mine, beside)]
    expect(outcomes == ["disputed", "accepted"], "a dispute holds up nothing else")


@case
def hostile_text_is_kept_as_text(bench: Bench) -> None:
    """Markup, quotes, emoji and other scripts come back as typed; what is invisible does not."""
    desk = bench.desk()
    typed = '<img src="file:///etc/passwd"> & \'O"Brien\' 🛰 বাংলা \u0645'
    firm = new_firm(desk, description=f"{typed}\x00\u202e")
    expect(desk.held[firm].fields["description"] == typed, "text is data")
    renamed = msgspec.structs.replace(
        desk.create("person", {"name": "Ada"}), by="Nul\x00 \u202eOfficer"
    )
    desk.send(renamed)
    expect("\x00" not in desk.held[renamed.record].envelope.created.by, "names are cleaned")
