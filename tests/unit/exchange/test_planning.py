"""What an import would do, seen before it is done."""

from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from msgspec import structs

from desk_app.domain.acts import Change, Create, Deed
from desk_app.domain.fields import Shape
from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Source
from desk_app.domain.registry import plain
from desk_app.exchange.bringing import Left
from desk_app.exchange.contacts import Contact, Employment, FileTrouble, Labelled
from desk_app.exchange.delimited import read_table
from desk_app.exchange.failing import failed_sheet
from desk_app.exchange.fieldtexts import Find
from desk_app.exchange.importing import Deeds, Making
from desk_app.exchange.kindtables import KindRow, KindTable, kind_sheet
from desk_app.exchange.planning import (
    Choice,
    Existing,
    Known,
    Plan,
    Row,
    Rule,
    contact_rows,
    kind_row,
)
from desk_app.exchange.planning import plan as planned_rows
from desk_app.exchange.rows import read_csv
from desk_app.exchange.tables import FAILED, Instructions, Table
from desk_app.exchange.tablewriting import write_csv
from tests.support.sample import records

DAY = date(2026, 11, 21)
MAKING = Making(Source("import", "cards.vcf", "abc"))
KNOWN = Existing(
    UUID(int=1),
    "person",
    {
        "name": "Rahima Khatun",
        "emails": ["r@padma.example"],
        "city": "Dhaka",
        "notes": "Old note",
    },
    ("Padma Soft Ltd.",),
)
FIRM = Existing(UUID(int=2), "firm", {"name": "Padma Soft Limited", "side": "bangladeshi"})


def contact(name: str, **more: Any) -> Contact:
    return Contact(name=name, **more)


def rahima(**more: Any) -> Contact:
    return contact("রহিমা খাতুন", emails=(Labelled("R@padma.example"),), **more)


def plan(rows: list[Row], known: list[Existing], rule: Rule = "update") -> Plan:
    kind = rows[0].kind if rows else "person"
    return planned_rows(rows, Known.of(kind, known), rule)


def done(planned: Plan, choices: dict[int, Choice] | None = None) -> tuple[list[Deed], list[Row]]:
    numbers = count(100)
    known = {KNOWN.id: KNOWN, FIRM.id: FIRM}
    firms = {FIRM.id: "Padma Soft Limited"}
    deeds = Deeds(lambda: UUID(int=next(numbers)), MAKING, firms, known.get)
    made: list[Deed] = []
    left: list[Row] = []
    for item in planned.rows:
        choice = (choices or {}).get(item.row.number, item.choice)
        made += deeds.of(item, choice)
        left += [item.row] if choice in ("ask", "wrong") else []
    return made, left


def read_kind(
    kind: str, table: Table, find: Find, said: Instructions | None = None, country: str = ""
) -> list[KindRow]:
    return list(KindTable(kind, table, find, said=said, country=country))


def nobody(kinds: tuple[str, ...], title: str) -> UUID | None:
    return None


def test_a_person_nobody_knows_is_new_and_the_firm_is_made_once() -> None:
    jobs = (Employment("Jamuna Tech", (), "CTO"),)
    rows = contact_rows(
        [
            contact("Kamal Hossain", employments=jobs, phones=(Labelled("0171 0000001"),), line=1),
            contact("Nusrat Jahan", employments=jobs, line=2),
        ],
        "BD",
    )
    planned = plan(rows, [KNOWN])
    assert planned.counts == {"create": 2}
    deeds = [deed for deed in done(planned)[0] if isinstance(deed, Create)]
    assert [deed.kind for deed in deeds] == ["person", "firm", "position", "person", "position"]
    assert deeds[0].fields["phones"] == ["+8801710000001"]
    assert deeds[0].source == MAKING.source
    assert deeds[2].fields == {
        "person": str(deeds[0].id),
        "organisation": str(deeds[1].id),
        "role": "CTO",
    }
    assert deeds[4].fields["organisation"] == str(deeds[1].id)


def test_a_known_person_is_shown_with_reasons_and_changes_field_by_field() -> None:
    planned = plan(contact_rows([rahima(note="New", line=1)]), [KNOWN])
    (item,) = planned.rows
    assert item.choice == "update"
    assert item.matches[0].id == KNOWN.id
    assert "same e-mail" in item.matches[0].reasons
    changes = {change.field: (change.before, change.after) for change in item.matches[0].changes}
    assert changes["notes"] == ("Old note", "Old note\nNew")
    assert changes["name_bn"] == (None, "রহিমা খাতুন")


def test_blanks_never_wipe_and_filling_changes_no_value_that_is_there() -> None:
    planned = plan(contact_rows([rahima(note="New", line=1)]), [KNOWN])
    (change,) = done(planned, {1: "fill"})[0]
    assert isinstance(change, Change)
    assert "name" not in change.fields
    assert "notes" not in change.fields
    assert "city" not in change.fields
    assert change.fields["name_bn"] == "রহিমা খাতুন"


def test_a_position_somebody_holds_already_is_not_made_again() -> None:
    jobs = (Employment("Padma Soft Limited", (), "Director"),)
    planned = plan(contact_rows([rahima(employments=jobs, line=1)]), [KNOWN])
    assert all(isinstance(deed, Change) for deed in done(planned)[0])


def test_a_firm_the_desk_knows_is_taken_for_a_new_position() -> None:
    jobs = (Employment("Padma Soft (Pvt.) Ltd", (), "Clerk"),)
    planned = plan(contact_rows([contact("Kamal Hossain", employments=jobs, line=1)]), [KNOWN])
    person, position = done(planned)[0]
    assert isinstance(position, Create)
    assert position.fields["organisation"] == str(FIRM.id)
    assert isinstance(person, Create)


def test_a_likely_match_is_asked_about_and_left_out_until_somebody_says() -> None:
    planned = plan(contact_rows([contact("Mst. Rahima Khatun", line=7)]), [KNOWN])
    assert planned.rows[0].choice == "ask"
    nothing, left = done(planned)
    assert (nothing, [row.line for row in left]) == ([], [7])
    assert len(done(planned, {7: "create"})[0]) == 1
    sheet = failed_sheet([Left(row, "Nobody decided.") for row in left])
    assert list(next(iter(sheet.rows))) == ["Mst. Rahima Khatun", "Nobody decided."]


def test_a_person_twice_in_the_file_becomes_one() -> None:
    first = contact("Kamal Hossain", emails=(Labelled("k@x.example"),), line=1)
    again = contact("কামাল হোসেন", emails=(Labelled("K@x.example"),), note="Met", line=2)
    planned = plan(contact_rows([first, again]), [])
    assert [(item.choice, item.twin) for item in planned.rows] == [("create", 0), ("join", 1)]
    (deed,) = done(planned)[0]
    assert isinstance(deed, Create)
    assert deed.fields["name"] == "Kamal Hossain"
    assert deed.fields["notes"] == "Met"


def test_what_a_person_has_no_field_for_goes_into_the_notes() -> None:
    (row,) = contact_rows(
        [
            contact(
                "A",
                birthday="1980-01-02",
                phones=(Labelled("Tel privat", "home"),),
                emails=(Labelled("no address"),),
                extra=(("Hobby", "Chess"),),
                line=1,
            )
        ]
    )
    assert row.wrong == ()
    assert row.fields["notes"].splitlines() == [
        "E-mail: no address",
        "Phone (home): Tel privat",
        "Hobby: Chess",
    ]
    assert row.fields["birthday"] == "1980-01-02"


def test_a_row_without_a_name_comes_back_to_be_mended() -> None:
    reading = read_csv(b"Name,Note\n,only a note\n")
    planned = plan(contact_rows(reading.contacts), [])
    (item,) = planned.rows
    assert item.choice == "wrong"
    assert [(wrong.heading, wrong.text) for wrong in item.row.wrong] == [
        ("Name", "This is needed.")
    ]
    sheet = failed_sheet([Left(item.row, "Name: This is needed.")])
    assert list(sheet.headings) == ["Notes", FAILED]
    assert list(sheet.rows) == [["only a note", "Name: This is needed."]]
    again = read_csv(write_csv(sheet))
    assert [contact.note for contact in again.contacts] == ["only a note"]
    assert again.contacts[0].extra == ()


def test_planning_stops_when_it_is_told_to() -> None:
    rows = contact_rows([contact(f"Person {n}", line=n) for n in range(500)])
    told = planned_rows(rows, Known("person"), progress=lambda done, _of: done < 200)
    assert len(told.rows) == 200


def test_firms_of_an_association_list_are_read_with_their_cells_checked() -> None:
    table = read_table(
        b"Company Name,Side,Country,Head-count,Founded,Client sectors,Town\n"
        b"Padma Soft,Bangladeshi firm,Bangladesh,10-20,2012,banks; telecom,Dhaka\n"
        b"Vrij BV,foreign,Nederland,about 300,31.1.1999,,Delft\n"
        b"Bad,neither,Nowhere,many,soon,,\n"
    )
    reading = read_kind("firm", table, nobody)
    assert reading[0].fields == {
        "name": "Padma Soft",
        "side": "bangladeshi",
        "country": "BD",
        "headcount": {"low": 10, "high": 20},
        "founded": "2012-01-01",
        "sectors": ["banks", "telecom"],
        "city": "Dhaka",
    }
    assert reading[1].fields["headcount"] == {"low": 300, "high": 300, "estimated": True}
    assert [wrong.field for wrong in reading[1].wrong] == ["country"]
    assert {wrong.heading for wrong in reading[2].wrong} == {
        "Side",
        "Country",
        "Head-count",
        "Founded",
    }
    planned = plan([kind_row("firm", row) for row in reading], [FIRM])
    assert planned.counts == {"wrong": 2, "update": 1}


def test_columns_of_a_kind_are_mapped_as_told() -> None:
    table = read_table(b"A,B\nPadma,foreign\n")
    reading = read_kind("firm", table, nobody, said=Instructions({"A": "name", "2": "side"}))
    assert reading[0].fields == {"name": "Padma", "side": "foreign"}
    for mapping in ({"A": "shoe"}, {"Z": "name"}):
        with pytest.raises(FileTrouble):
            read_kind("firm", table, nobody, said=Instructions(dict(mapping)))
    with pytest.raises(FileTrouble, match="map the columns"):
        read_kind("firm", table, nobody)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_sample_records_of_every_kind_survive_the_way_out_and_back(kind: str) -> None:
    kept = [record for record in records(DAY) if record.kind == kind]
    sheet = kind_sheet(kind, kept, str)
    reading = read_kind(kind, read_table(write_csv(sheet)), nobody, country="BD")
    assert len(reading) == len(kept)
    for row, record in zip(reading, kept, strict=True):
        assert row.wrong == ()
        expected = plain(record.content)
        assert _comparable(kind, row.fields) == _comparable(kind, expected)


def _comparable(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Every field with its default where it is not said; sets without their order."""
    whole: dict[str, Any] = structs.asdict(KINDS[kind].read(fields))
    sets = {n for n, f in KINDS[kind].fields.items() if f.many and f.shape is not Shape.SKILLS}
    return {n: sorted(v) if n in sets else v for n, v in whole.items()}
