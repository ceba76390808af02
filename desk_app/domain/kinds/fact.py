"""Fact: a statement about a country, with its source and its age."""

from datetime import date
from typing import Annotated

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.registry import Content, kind

TOPICS = choices(
    export=("Exports", "রপ্তানি"),
    tax=("Tax", "কর"),
    incentive=("Incentives", "প্রণোদনা"),
    payment=("Payments", "অর্থপ্রদান"),
    visa=("Visa", "ভিসা"),
    data_law=("Data law", "ডেটা আইন"),
    market=("Market", "বাজার"),
    parks=("Hi-tech parks", "হাই-টেক পার্ক"),
    certification=("Certification", "সনদায়ন"),
    trade=("Trade terms", "বাণিজ্য শর্ত"),
)

CERTAINTIES = choices(
    official=("Official figure", "সরকারি হিসাব"),
    industry=("Industry figure", "শিল্পসংগঠনের হিসাব"),
    reported=("Reported", "প্রতিবেদিত"),
    estimate=("Estimate", "প্রাক্কলন"),
)


@kind(
    "fact",
    7,
    ("Country fact", "Country facts"),
    ("দেশভিত্তিক তথ্য", "দেশভিত্তিক তথ্যসমূহ"),
    title=("statement",),
)
class Fact(Content, frozen=True):
    """What may be said in a meeting, and on whose word; past `until` it is out of date."""

    country: Annotated[str, declare.country("Country", "দেশ", required=True, column=True)] = ""
    topic: Annotated[
        str, declare.choice("Topic", "বিষয়", choices=TOPICS, required=True, column=True)
    ] = ""
    statement: Annotated[
        str, declare.line("Statement", "তথ্য", required=True, search="main", limit=1_000)
    ] = ""
    statement_bn: Annotated[
        str, declare.line("Statement in Bangla", "বাংলায় তথ্য", search="main", limit=1_000)
    ] = ""
    value: Annotated[str, declare.line("Figure", "পরিমাণ", column=True)] = ""
    period: Annotated[str, declare.line("Period", "সময়কাল", column=True)] = ""
    certainty: Annotated[
        str, declare.choice("Certainty", "নিশ্চয়তা", choices=CERTAINTIES, column=True)
    ] = "reported"
    source: Annotated[str, declare.line("Source", "উৎস", required=True, limit=500)] = ""
    checked: Annotated[
        date | None, declare.day("Checked on", "যাচাইয়ের তারিখ", required=True, column=True)
    ] = None
    until: Annotated[date | None, declare.day("Valid until", "মেয়াদ", column=True)] = None
