"""Referral: what one mission hands to another or to Dhaka; answer: what they did about it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.labels import Label
from desk_app.domain.registry import Content, kind

REFERRAL_STATES = choices(open=("Open", "চলমান"), closed=("Closed", "সমাপ্ত"))


@kind("referral", 49, ("Referral", "Referrals"), ("রেফারেল", "রেফারেলসমূহ"), title=("name",))
class Referral(Content, frozen=True):
    """Handed on, and closed by a meeting."""

    name: Annotated[
        str,
        declare.line(
            "What it is about",
            "বিষয়",
            required=True,
            search="main",
            help=Label(
                "Every mission reads this: name nobody who has not agreed.",
                "সব মিশন এটি পড়বে: সম্মতি ছাড়া কারও নাম দেবেন না।",
            ),
        ),
    ] = ""
    to: Annotated[
        UUID | None,
        declare.link(
            "To the mission",
            "যে মিশনে",
            links=("mission",),
            column=True,
            help=Label("Empty: to the ministry in Dhaka", "খালি: ঢাকায় মন্ত্রণালয়ে"),
        ),
    ] = None
    about: Annotated[
        tuple[UUID, ...],
        declare.links("About", "প্রসঙ্গ", links=("person", "firm", "hub", "demand")),
    ] = ()
    why: Annotated[str, declare.prose("Why", "কারণ", search="text", limit=4_000)] = ""
    on: Annotated[date | None, declare.day("Handed on", "হস্তান্তরের তারিখ", column=True)] = None
    due: Annotated[date | None, declare.day("Due", "সময়সীমা", column=True)] = None
    state: Annotated[
        str, declare.choice("State", "অবস্থা", choices=REFERRAL_STATES, column=True)
    ] = "open"
    meeting: Annotated[
        UUID | None, declare.link("Closed by the meeting", "যে সভায় সমাপ্ত", links=("meeting",))
    ] = None


@kind(
    "answer",
    25,
    ("Answer to a referral", "Answers to referrals"),
    ("রেফারেলের উত্তর", "রেফারেলের উত্তরসমূহ"),
    title=("referral",),
    order="-on",
    part=True,
)
class ReferralAnswer(Content, frozen=True):
    """What the mission it was handed to did."""

    referral: Annotated[
        UUID | None,
        declare.link("Referral", "রেফারেল", links=("referral",), required=True, carried=True),
    ] = None
    text: Annotated[
        str, declare.prose("What was done", "যা করা হয়েছে", search="text", column=True, limit=4_000)
    ] = ""
    on: Annotated[date | None, declare.day("On", "তারিখ", required=True, column=True)] = None
    closes: Annotated[bool, declare.yes_no("It is closed", "সমাপ্ত", column=True)] = False
