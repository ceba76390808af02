"""Demand: what a foreign firm needs; demand line: heads of one skill within it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.kinds.lists import LEVELS
from desk_app.domain.registry import Content, kind
from desk_app.domain.values import Figure

STAGES = choices(
    identified=("Identified", "চিহ্নিত"),
    qualified=("Qualified", "যাচাইকৃত"),
    matched=("Matched", "সমন্বিত"),
    proposed=("Proposed", "প্রস্তাবিত"),
    negotiating=("Negotiating", "আলোচনাধীন"),
    verify_win=("Verify win", "জয় যাচাই"),
    won=("Won", "অর্জিত"),
    lost=("Lost", "হাতছাড়া"),
)

LOSSES = choices(
    skills=("Skills", "দক্ষতা"),
    scale=("Scale", "পরিসর"),
    price=("Price", "মূল্য"),
    payment=("Payment or legal terms", "অর্থপ্রদান বা আইনি শর্ত"),
    trust=("Trust", "আস্থা"),
    visa=("Visa", "ভিসা"),
    ip=("Intellectual property", "মেধাস্বত্ব"),
    timing=("Timing", "সময়"),
    no_reply=("No reply", "সাড়া নেই"),
    competitor=("Competitor", "প্রতিযোগী"),
)

NEEDS = choices(must=("Must", "আবশ্যিক"), nice=("Nice to have", "কাম্য"))


@kind("demand", 5, ("Demand", "Demands"), ("চাহিদা", "চাহিদাসমূহ"), title=("name",))
class Demand(Content, frozen=True):
    """A firm abroad needs people or work; closing it as lost needs a coded reason."""

    name: Annotated[
        str, declare.line("Title", "শিরোনাম", required=True, search="main", group="demand")
    ] = ""
    name_bn: Annotated[
        str, declare.line("Title in Bangla", "বাংলায় শিরোনাম", search="main", group="demand")
    ] = ""
    client: Annotated[
        UUID | None,
        declare.link("Client", "গ্রাহক", links=("firm",), column=True, group="demand"),
    ] = None
    stage: Annotated[
        str, declare.choice("Stage", "পর্যায়", choices=STAGES, column=True, group="demand")
    ] = "identified"
    value: Annotated[
        Figure | None, declare.figure("Value", "মূল্যমান", column=True, group="demand")
    ] = None
    meeting: Annotated[
        UUID | None,
        declare.link("From the meeting", "যে সভা থেকে", links=("meeting",), group="demand"),
    ] = None
    confidential: Annotated[
        bool,
        declare.yes_no("Client is confidential", "গ্রাহকের নাম গোপনীয়", group="demand"),
    ] = False
    decision: Annotated[
        date | None, declare.day("They decide by", "সিদ্ধান্তের সময়", column=True, group="demand")
    ] = None
    competitors: Annotated[
        tuple[str, ...], declare.words("Competing countries", "প্রতিযোগী দেশ", group="demand")
    ] = ()
    description: Annotated[
        str, declare.prose("What they need", "চাহিদার বিবরণ", search="text", group="story")
    ] = ""
    lost_reason: Annotated[
        str, declare.choice("Lost because of", "হাতছাড়ার কারণ", choices=LOSSES, group="outcome")
    ] = ""
    lost_to: Annotated[str, declare.country("Lost to", "যে দেশ পেয়েছে", group="outcome")] = ""
    would_have_won: Annotated[
        str, declare.prose("What would have won it", "যা হলে পাওয়া যেত", group="outcome", limit=2_000)
    ] = ""
    notes: Annotated[
        str, declare.prose("Notes", "টীকা", search="text", seen="desk", group="story")
    ] = ""


@kind(
    "demand_line",
    17,
    ("Demand line", "Demand lines"),
    ("চাহিদার ধারা", "চাহিদার ধারাসমূহ"),
    title=("skill", "level", "demand"),
    part=True,
)
class DemandLine(Content, frozen=True):
    """So many heads of one skill, from a date, for some weeks."""

    demand: Annotated[
        UUID | None,
        declare.link(
            "Demand", "চাহিদা", links=("demand",), required=True, carried=True, column=True
        ),
    ] = None
    skill: Annotated[
        str, declare.skill("Skill", "দক্ষতা", required=True, search="text", column=True)
    ] = ""
    level: Annotated[str, declare.choice("Level", "স্তর", choices=LEVELS, column=True)] = ""
    heads: Annotated[int | None, declare.number("Heads", "জনবল", required=True, column=True)] = (
        None
    )
    start: Annotated[date | None, declare.day("From", "শুরু", column=True)] = None
    weeks: Annotated[int | None, declare.number("Weeks", "সপ্তাহ", column=True)] = None
    need: Annotated[str, declare.choice("Need", "প্রয়োজন", choices=NEEDS, column=True)] = "must"
    place: Annotated[str, declare.line("Place", "স্থান")] = ""
    languages: Annotated[tuple[str, ...], declare.languages("Languages", "ভাষা")] = ()
