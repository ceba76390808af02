"""What an officer does is kept whole: record, list, search, history, edit and journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.acts import Act, Archive, Change, Create, Erase, Restore
from desk_app.domain.errors import NoSuchRecord, StoreTrouble, WrongInput
from desk_app.store.store import Store
from desk_app.store.values import Filter
from tests.integration.store.making import NOW, changed, created, names, opened, person, shown
from tests.support.clock import Clock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


def test_an_act_leaves_record_edit_history_and_journal(store: Store) -> None:
    id = person(store, city="Delft")
    changed(store, id, city="Leiden")
    assert shown(store, id)["city"] == "Leiden"
    create, change = store.waiting()
    assert (create.operation, create.fields) == (
        "create",
        {"name": "Tanvir Hossain", "city": "Delft"},
    )
    assert (change.fields, change.was, change.base) == ({"city": "Leiden"}, {"city": "Delft"}, 0)
    newest, first = store.history(id)
    assert (newest.field, newest.before, newest.after) == ("city", "Delft", "Leiden")
    assert (newest.stamp.by, newest.stamp.device) == ("Rahima Khatun", "Front desk")
    assert first.how == "created"
    assert store._journal.read().edits == (create, change)


def test_an_act_with_one_wrong_deed_does_nothing(store: Store) -> None:
    good, bad = store.new_id(), store.new_id()
    act = Act(
        (
            Create(good, "person", {"name": "Nusrat"}),
            Create(bad, "person", {"name": "X", "emails": ["no address"]}),
        )
    )
    with pytest.raises(WrongInput, match="E-mail: This is not an e-mail address"):
        store.do(act)
    assert names(store) == []
    assert store.waiting() == ()
    assert store._journal.read().edits == ()


def test_a_change_to_the_same_value_is_no_change(store: Store) -> None:
    id = person(store, city="Delft")
    assert not store.do(Act((Change(id, {"city": "Delft"}),))).records
    assert len(store.waiting()) == 1


def test_a_cleared_field_is_sent_as_nothing(store: Store) -> None:
    id = person(store, city="Delft")
    changed(store, id, city="")
    assert store.waiting()[-1].fields == {"city": None}
    assert "city" not in shown(store, id)


def test_records_of_the_ministry_are_not_changed_here(store: Store) -> None:
    with pytest.raises(WrongInput, match="kept by the ministry"):
        created(store, "skill", code="x", name="X")


def test_a_record_that_is_not_here_cannot_be_changed(store: Store) -> None:
    with pytest.raises(NoSuchRecord):
        changed(store, store.new_id(), city="Delft")


def test_a_note_too_long_to_keep_is_refused_with_a_sentence(store: Store) -> None:
    with pytest.raises(WrongInput, match="too long"):
        person(store, notes="x" * 10_000_000)


@pytest.mark.parametrize(
    "text", ["a\x00b", "<b>&\"'", '<img src="file:///etc/passwd">', "\u202eevil", "😀", "';--"]
)
def test_any_text_is_data(store: Store, text: str) -> None:
    id = person(store, f"Name {text}", notes=text)
    assert store.page("person").rows[0].id == id
    store.search(text)
    changed(store, id, notes="")


def test_an_archived_record_leaves_the_list_and_comes_back(store: Store) -> None:
    id = person(store)
    store.do(Act((Archive(id, "Moved to Canada"),), "Archive"))
    assert names(store) == []
    assert store.count("person", words="tanvir") == 0
    archived = store.record(id).envelope.archived
    assert archived is not None
    assert archived.why == "Moved to Canada"
    assert store.page("person", archived=True).rows[0].archived
    store.do(Act((Restore(id),), "Restore"))
    assert names(store) == ["Tanvir Hossain"]
    assert store.count("person", words="tanvir") == 1


def test_a_list_names_links_and_follows_a_renaming(store: Store) -> None:
    who = person(store)
    firm = created(store, "firm", name="Polder Systems", side="foreign")
    job = created(store, "position", person=str(who), organisation=str(firm), role="Director")
    assert store.page("person").rows[0].detail == "Director, Polder Systems"
    changed(store, firm, name="Delta Systems")
    (row,) = store.page("position").rows
    assert (row.id, row.title) == (job, "Director, Delta Systems")
    assert row.cells["person"] == "Tanvir Hossain"
    assert store.page("person").rows[0].detail == "Director, Delta Systems"
    assert names(store, words="delta") == ["Tanvir Hossain"]
    assert names(store, words="polder") == []


def test_a_position_that_ended_is_not_the_current_one(store: Store) -> None:
    who = person(store)
    for role, since, until in (
        ("Engineer", "2019-01-01", "2024-01-01"),
        ("Director", "2024-02-01", None),
    ):
        firm = created(store, "firm", name=f"{role} house", side="foreign")
        created(
            store,
            "position",
            person=str(who),
            organisation=str(firm),
            role=role,
            since=since,
            until=until,
        )
    assert store.page("person").rows[0].detail == "Director, Director house"


def test_the_newest_meeting_comes_first_and_one_without_a_date_last(store: Store) -> None:
    for day in ("2026-11-03", "2026-12-01", "2025-01-01"):
        created(store, "meeting", subject=f"On {day}", when=f"{day}T09:00:00Z")
    assert names(store, "meeting") == ["On 2026-12-01", "On 2026-11-03", "On 2025-01-01"]
    weeks = store.between("meeting", "when", "2026-11-01", "2026-11-08")
    assert [shown(store, record.id)["subject"] for record in weeks] == ["On 2026-11-03"]


def test_a_filter_narrows_by_value_set_link_and_state(store: Store) -> None:
    first = person(store, "A", country="NL", roles=["diaspora", "student"])
    second = person(store, "B", country="BD", roles=["official"])
    firm = created(store, "firm", name="Polder", side="foreign")
    created(store, "position", person=str(first), organisation=str(firm))
    for values, found in (
        ({"country": ("NL",)}, [first]),
        ({"roles": ("student", "official")}, [first, second]),
        ({"country": ("DE",)}, []),
    ):
        page = store.page("person", only=Filter(values=values))
        assert [row.id for row in page.rows] == found
        assert store.count("person", only=Filter(values=values)) == len(found)
    assert len(store.page("position", only=Filter(linked=first)).rows) == 1
    assert len(store.page("person", only=Filter(states=("received",))).rows) == 0


def test_undo_takes_back_the_last_act_and_then_the_one_before(store: Store) -> None:
    id = person(store, city="Delft")
    changed(store, id, city="Leiden")
    label, _ = store.undo()
    assert label == "Change"
    assert shown(store, id)["city"] == "Delft"
    label, _ = store.undo()
    assert label == "New person"
    assert names(store) == []
    with pytest.raises(WrongInput, match="nothing to undo"):
        store.undo()


def test_undo_of_something_changed_since_is_refused(store: Store) -> None:
    id = person(store, city="Delft")
    changed(store, id, city="Leiden")
    group = store.waiting()[-1].group
    changed(store, id, city="Utrecht")
    with pytest.raises(WrongInput, match="changed again"):
        store.undo(group)
    assert shown(store, id)["city"] == "Utrecht"


def test_an_erased_record_that_was_never_sent_leaves_no_edit(store: Store) -> None:
    id = person(store)
    store.do(Act((Erase(id),), "Erase"))
    assert store.waiting() == ()
    with pytest.raises(NoSuchRecord):
        store.record(id)


def test_a_second_connection_sees_a_commit_at_once(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as two:
        id = person(one)
        assert names(two) == ["Tanvir Hossain"]
        changed(two, id, city="Delft")
        assert shown(one, id)["city"] == "Delft"
        assert len(one._journal.read().edits) == len(one.waiting()) == 2


def test_what_is_open_again_is_as_it_was(tmp_path: Path) -> None:
    with opened(tmp_path, Clock(NOW)) as store:
        id = person(store, city="Delft", verified="2026-10-01", languages=["bn", "en"])
        before = store.record(id)
    with opened(tmp_path) as store:
        assert store.record(id) == before


def test_material_of_a_meeting_holds_what_hangs_on_it(store: Store) -> None:
    who, introducer = person(store, "Anna de Vries"), person(store, "Tanvir Hossain")
    client = created(store, "firm", name="Polder", side="foreign", country="NL")
    maker = created(store, "firm", name="Dhaka Soft", side="bangladeshi", country="BD")
    stranger = created(store, "firm", name="Khulna Soft", side="bangladeshi", country="BD")
    demand = created(store, "demand", name="300 developers", client=str(client))
    line = created(store, "demand_line", demand=str(demand), skill="python", heads=300)
    capacity = created(
        store, "capacity", firm=str(maker), skill="python", evidence="declared", as_of="2026-01-01"
    )
    created(
        store,
        "capacity",
        firm=str(stranger),
        skill="cobol",
        evidence="declared",
        as_of="2026-01-01",
    )
    tie = created(store, "tie", person=str(introducer), to=str(who))
    consent = created(
        store,
        "consent",
        person=str(introducer),
        purpose="introduce",
        answer="agreed",
        on="2026-01-01",
    )
    meeting = created(
        store,
        "meeting",
        subject="Polder",
        when="2026-11-05T09:00:00Z",
        organisations=[str(client)],
        people=[str(who)],
        demands=[str(demand)],
    )
    material = store.material(meeting)
    held = {record.id for record in material.records}
    assert material.kind() == "meeting"
    assert {who, introducer, client, maker, demand, line, capacity, tie, consent} <= held
    assert stranger not in held


def test_an_act_that_the_second_journal_cannot_take_is_not_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        (tmp_path / "journal").mkdir()
        with pytest.raises(StoreTrouble, match="was not kept"):
            person(store)
        assert names(store) == []
        assert store.waiting() == ()
        (tmp_path / "journal").rmdir()
        person(store)
        assert names(store) == ["Tanvir Hossain"]


def test_who_has_a_task_is_a_field_of_the_task_and_not_whose_record_it_is(store: Store) -> None:
    rahima, task = person(store, "Rahima Khatun"), created(store, "task", what="Call")
    mission = store.record(task).envelope.owner
    changed(store, task, owner=str(rahima))
    assert shown(store, task)["owner"] == str(rahima)
    assert store.record(task).envelope.owner == mission
    store.undo()
    assert "owner" not in shown(store, task)
