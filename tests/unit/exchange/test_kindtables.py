"""Lists of firms, capacity and the like as associations and predecessors write them."""

from uuid import UUID

import pytest

from desk_app.domain.values import Plain
from desk_app.exchange.delimited import read_table
from desk_app.exchange.kindtables import KindTable

ONE = UUID(int=1)


def read(kind: str, text: str) -> list[Plain]:
    return [row.fields for row in table(kind, text)]


def table(kind: str, text: str) -> KindTable:
    return KindTable(kind, read_table(text.encode()), lambda _kinds, _title: ONE, country="BD")


def test_a_members_list_of_an_association_brings_firms() -> None:
    text = (
        "Members of the association,,,,,,\n"
        "Sl. No.,Company Name,Phone No.,Mobile,E-mail Address,Web site,No. of Employees,"
        "Established\n"
        "1,Padma Soft,+880 2 55012345,01711000001,a@p.example,p.example,120,2004\n"
    )
    found = table("firm", text)
    assert [row.fields for row in found] == [
        {
            "name": "Padma Soft",
            "phones": ["+880255012345", "+8801711000001"],
            "emails": ["a@p.example"],
            "website": "https://p.example",
            "headcount": {"low": 120, "high": 120},
            "founded": "2004-01-01",
        }
    ]
    assert found.problems == ()


def test_the_desks_own_words_come_before_those_of_others() -> None:
    (fields,) = read(
        "capacity", "Firm,Company,Skill,Heads employed,Nos,As of\nA,B,java,3,4,2026-01-02\n"
    )
    assert fields["employed"] == 3


def test_bangla_headings_of_firms_are_understood() -> None:
    text = "প্রতিষ্ঠানের নাম,মোবাইল নম্বর,ই-মেইল,ঠিকানা\nপদ্মা সফট,01711000001,a@p.example,বাড়ি ১\n"
    (fields,) = read("firm", text)
    assert (fields["name"], fields["phones"]) == ("পদ্মা সফট", ["+8801711000001"])
    assert (fields["emails"], fields["address"]) == (["a@p.example"], "বাড়ি ১")


@pytest.mark.parametrize(
    ("dates", "read_as"),
    [
        (["1/12/2026", "25/12/2026"], ["2026-12-01", "2026-12-25"]),
        (["1/12/2026", "12/25/2026"], ["2026-01-12", "2026-12-25"]),
    ],
)
def test_the_order_of_day_and_month_is_learnt_from_the_column(
    dates: list[str], read_as: list[str]
) -> None:
    rows = "".join(f"A,java,{text}\n" for text in dates)
    found = read("capacity", f"Firm,Technology,Available from\n{rows}")
    assert [fields["free_from"] for fields in found] == read_as
