"""Consortium: firms that together answer a demand; member: one firm's part in it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.kinds.lists import LEVELS
from desk_app.domain.registry import Content, kind
from desk_app.domain.values import Figure

CONSORTIUM_STANDINGS = choices(
    draft=("Draft", "খসড়া"),
    chosen=("Chosen", "নির্বাচিত"),
    offered=("Offered to the client", "গ্রাহককে প্রস্তাবিত"),
    dropped=("Dropped", "বাতিল"),
)

MEMBER_ROLES = choices(lead=("Lead", "প্রধান"), member=("Member", "সদস্য"))

MEMBER_ANSWERS = choices(
    not_asked=("Not asked yet", "এখনও জিজ্ঞাসা করা হয়নি"),
    asked=("Asked", "জিজ্ঞাসা করা হয়েছে"),
    accepted=("Accepted", "সম্মত"),
    declined=("Declined", "অসম্মত"),
)


@kind(
    "consortium",
    19,
    ("Consortium", "Consortia"),
    ("কনসোর্টিয়াম", "কনসোর্টিয়ামসমূহ"),
    title=("demand", "number"),
    part=True,
)
class Consortium(Content, frozen=True):
    """One version of an answer to a demand: proposed by the program, decided by people.

    `covered` of `asked` head-months of the must lines are covered; the texts are what was said
    when it was made, one reason a line.
    """

    demand: Annotated[
        UUID | None,
        declare.link(
            "Demand", "চাহিদা", links=("demand",), required=True, carried=True, column=True
        ),
    ] = None
    number: Annotated[
        int | None, declare.number("Version", "সংস্করণ", required=True, column=True)
    ] = None
    standing: Annotated[
        str, declare.choice("State", "অবস্থা", choices=CONSORTIUM_STANDINGS, column=True)
    ] = "draft"
    made: Annotated[date | None, declare.day("Made on", "তৈরির তারিখ", column=True)] = None
    covered: Annotated[
        int | None, declare.number("Head-months covered", "প্রাপ্ত জন-মাস", column=True)
    ] = None
    asked: Annotated[
        int | None, declare.number("Head-months asked for", "চাহিত জন-মাস", column=True)
    ] = None
    why: Annotated[str, declare.prose("Why these firms", "কেন এই প্রতিষ্ঠান", limit=10_000)] = ""
    risks: Annotated[str, declare.prose("What it risks", "ঝুঁকি", limit=10_000)] = ""
    uncovered: Annotated[
        str, declare.prose("What stays uncovered", "যা অপূর্ণ থাকে", limit=10_000)
    ] = ""
    notes: Annotated[str, declare.prose("Notes", "টীকা", seen="desk")] = ""


@kind(
    "member",
    20,
    ("Consortium member", "Consortium members"),
    ("কনসোর্টিয়াম সদস্য", "কনসোর্টিয়াম সদস্যবৃন্দ"),
    title=("firm", "skill", "level"),
    part=True,
)
class Member(Content, frozen=True):
    """What one firm puts on one line of the demand."""

    consortium: Annotated[
        UUID | None,
        declare.link(
            "Consortium", "কনসোর্টিয়াম", links=("consortium",), required=True, carried=True
        ),
    ] = None
    firm: Annotated[
        UUID | None,
        declare.link("Firm", "প্রতিষ্ঠান", links=("firm",), required=True, column=True),
    ] = None
    role: Annotated[str, declare.choice("Role", "ভূমিকা", choices=MEMBER_ROLES, column=True)] = (
        "member"
    )
    line: Annotated[
        UUID | None, declare.link("Demand line", "চাহিদার ধারা", links=("demand_line",))
    ] = None
    skill: Annotated[str, declare.skill("Skill", "দক্ষতা", search="text", column=True)] = ""
    level: Annotated[str, declare.choice("Level", "স্তর", choices=LEVELS)] = ""
    heads: Annotated[int | None, declare.number("Heads", "জনবল", column=True)] = None
    evidenced: Annotated[
        int | None, declare.number("Of them evidenced", "এর মধ্যে প্রমাণিত", column=True)
    ] = None
    start: Annotated[date | None, declare.day("From", "শুরু", column=True)] = None
    until: Annotated[date | None, declare.day("Until", "পর্যন্ত", column=True)] = None
    day_rate: Annotated[Figure | None, declare.figure("Day rate", "দৈনিক হার", seen="desk")] = None
    answer: Annotated[
        str, declare.choice("Answer", "উত্তর", choices=MEMBER_ANSWERS, column=True)
    ] = "not_asked"
    asked_on: Annotated[date | None, declare.day("Asked on", "জিজ্ঞাসার তারিখ")] = None
    answered_on: Annotated[date | None, declare.day("Answered on", "উত্তরের তারিখ")] = None
    notes: Annotated[str, declare.prose("Notes", "টীকা", seen="desk")] = ""
