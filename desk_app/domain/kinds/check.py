"""Check: one thing looked into about a firm; all of a firm's checks are its integrity folio."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.kinds.lists import EVIDENCE
from desk_app.domain.labels import Label
from desk_app.domain.registry import Content, kind

CHECKS = choices(
    registry=("Company registry", "কোম্পানি নিবন্ধন"),
    tax=("Tax", "কর"),
    debarment=("Debarment lists", "নিষিদ্ধ-তালিকা"),
    owner=("Owners", "মালিকানা"),
    contract=("Past public contract", "পূর্বের সরকারি চুক্তি"),
    visit=("Site visit", "সরেজমিন পরিদর্শন"),
)

RESULTS = choices(
    open=("Still open", "চলমান"),
    clear=("Nothing against them", "আপত্তিকর কিছু নেই"),
    failed=("Failed", "অনুত্তীর্ণ"),
    refused=("They refused", "প্রতিষ্ঠান অস্বীকৃতি জানিয়েছে"),
)


@kind(
    "check",
    18,
    ("Check", "Checks"),
    ("যাচাই", "যাচাইসমূহ"),
    title=("firm", "nature"),
    order="-on",
    part=True,
)
class Check(Content, frozen=True):
    """What was searched, on which day, against which list, and what was found.

    `domain.integrity` tells what the checks of a firm come to.
    """

    firm: Annotated[
        UUID | None,
        declare.link("Firm", "প্রতিষ্ঠান", links=("firm",), required=True, carried=True, column=True),
    ] = None
    nature: Annotated[
        str, declare.choice("Check", "যাচাইয়ের বিষয়", choices=CHECKS, required=True, column=True)
    ] = ""
    against: Annotated[
        str,
        declare.line(
            "Searched in",
            "যেখানে খোঁজা হয়েছে",
            column=True,
            help=Label("The register or list by its name", "নিবন্ধন বা তালিকার নাম"),
        ),
    ] = ""
    list_date: Annotated[date | None, declare.day("Date of the list", "তালিকার তারিখ")] = None
    on: Annotated[
        date | None, declare.day("Searched on", "খোঁজার তারিখ", required=True, column=True)
    ] = None
    result: Annotated[
        str, declare.choice("Result", "ফলাফল", choices=RESULTS, required=True, column=True)
    ] = "open"
    evidence: Annotated[str, declare.choice("Evidence", "প্রমাণ", choices=EVIDENCE)] = "document"
    found: Annotated[str, declare.prose("What was found", "যা পাওয়া গেছে", limit=4_000)] = ""
    by: Annotated[
        UUID | None, declare.link("Checked by", "যাচাইকারী", links=("officer",), column=True)
    ] = None
    second: Annotated[
        UUID | None,
        declare.link(
            "Second signature",
            "দ্বিতীয় স্বাক্ষর",
            links=("officer",),
            help=Label("Another officer than the first", "প্রথমজন ছাড়া অন্য কর্মকর্তা"),
        ),
    ] = None
    signed: Annotated[date | None, declare.day("Signed on", "স্বাক্ষরের তারিখ")] = None
    until: Annotated[date | None, declare.day("Valid until", "মেয়াদ", column=True)] = None
    notes: Annotated[str, declare.prose("Notes", "টীকা", seen="desk")] = ""
