"""Introduction: one person asked to open a door to another person or a firm."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.labels import Label
from desk_app.domain.registry import Content, kind

INTRODUCTION_STATES = choices(
    considered=("Considered", "বিবেচনাধীন"),
    asked=("Asked", "অনুরোধ করা হয়েছে"),
    agreed=("Agreed", "সম্মত"),
    declined=("Declined", "অসম্মত"),
    made=("Made", "পরিচয় করানো হয়েছে"),
    closed=("Closed", "সমাপ্ত"),
)


@kind(
    "introduction",
    42,
    ("Introduction", "Introductions"),
    ("পরিচয় করানো", "পরিচয় করানোর তালিকা"),
    title=("to", "asked"),
    joiner=" ← ",
)
class Introduction(Content, frozen=True):
    """Asked, agreed, made, and what came of it; every ask counts against a person's budget."""

    to: Annotated[
        UUID | None,
        declare.link(
            "To be introduced to",
            "যার সঙ্গে পরিচয়",
            links=("person", "firm"),
            required=True,
            column=True,
        ),
    ] = None
    asked: Annotated[
        UUID | None,
        declare.link("Who is asked", "যাকে অনুরোধ", links=("person",), required=True, column=True),
    ] = None
    through: Annotated[
        tuple[UUID, ...], declare.links("And through", "যাদের মাধ্যমে", links=("person",))
    ] = ()
    state: Annotated[
        str, declare.choice("State", "অবস্থা", choices=INTRODUCTION_STATES, column=True)
    ] = "considered"
    why: Annotated[
        str,
        declare.prose(
            "What for",
            "উদ্দেশ্য",
            search="text",
            limit=2_000,
            help=Label("What the person is told", "ব্যক্তিকে যা জানানো হয়"),
        ),
    ] = ""
    demand: Annotated[
        UUID | None, declare.link("For the demand", "যে চাহিদার জন্য", links=("demand",))
    ] = None
    asked_on: Annotated[date | None, declare.day("Asked on", "অনুরোধের তারিখ", column=True)] = None
    answered_on: Annotated[date | None, declare.day("Answered on", "উত্তরের তারিখ")] = None
    made_on: Annotated[date | None, declare.day("Made on", "পরিচয়ের তারিখ", column=True)] = None
    meeting: Annotated[
        UUID | None, declare.link("Led to the meeting", "যে সভা হয়েছে", links=("meeting",))
    ] = None
    outcome: Annotated[str, declare.prose("Outcome", "ফলাফল", search="text", limit=4_000)] = ""
    notes: Annotated[str, declare.prose("Notes", "টীকা", seen="desk")] = ""
