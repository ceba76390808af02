"""Tie: who knows whom."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.labels import Label
from desk_app.domain.registry import Content, kind

TIES = choices(
    colleague=("Worked together", "সহকর্মী"),
    family=("Family", "পরিবার"),
    studied=("Studied together", "সহপাঠী"),
    friend=("Friend", "বন্ধু"),
    client=("Client or supplier", "গ্রাহক বা সরবরাহকারী"),
    board=("Board or adviser", "পর্ষদ বা উপদেষ্টা"),
    met=("Have met", "পরিচিত"),
)


@kind(
    "tie",
    13,
    ("Tie", "Ties"),
    ("সম্পর্ক", "সম্পর্কসমূহ"),
    title=("person", "to"),
    joiner=" – ",
    part=True,
)
class Tie(Content, frozen=True):
    """One person's acquaintance with a person or firm, as somebody told it."""

    person: Annotated[
        UUID | None,
        declare.link(
            "Person", "ব্যক্তি", links=("person",), required=True, subject=True, column=True
        ),
    ] = None
    to: Annotated[
        UUID | None,
        declare.link("Knows", "যাঁকে চেনেন", links=("person", "firm"), required=True, column=True),
    ] = None
    nature: Annotated[str, declare.choice("Nature", "ধরন", choices=TIES, column=True)] = ""
    strength: Annotated[
        int | None,
        declare.number(
            "Strength (1-5)",
            "ঘনিষ্ঠতা (১-৫)",
            column=True,
            help=Label(
                "1 has met once, 5 would pick up the phone at night",
                "১ একবার দেখা, ৫ অত্যন্ত ঘনিষ্ঠ",
            ),
        ),
    ] = None
    since: Annotated[date | None, declare.day("Since", "শুরু")] = None
    told_by: Annotated[
        UUID | None, declare.link("Who says so", "তথ্যদাতা", links=("person", "officer"))
    ] = None
    may_ask: Annotated[bool, declare.yes_no("May be asked", "অনুরোধ করা যাবে")] = False
    last_asked: Annotated[date | None, declare.day("Last asked", "সর্বশেষ অনুরোধ")] = None
    notes: Annotated[str, declare.prose("Notes", "টীকা", seen="desk")] = ""
