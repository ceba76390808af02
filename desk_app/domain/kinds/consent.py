"""Consent: what a person agreed to, for which purpose, and how we know."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.registry import Content, kind

PURPOSES = choices(
    keep=("Keep my details", "তথ্য সংরক্ষণ"),
    contact=("Contact me", "যোগাযোগ"),
    share_missions=("Share with other missions", "অন্যান্য মিশনকে জানানো"),
    share_firms=("Share with firms", "প্রতিষ্ঠানকে জানানো"),
    introduce=("Ask me to introduce", "পরিচয় করিয়ে দিতে অনুরোধ"),
)

ANSWERS = choices(
    agreed=("Agreed", "সম্মত"),
    refused=("Refused", "অসম্মত"),
    withdrawn=("Withdrawn", "প্রত্যাহৃত"),
)

BASES = choices(
    consent=("Consent", "সম্মতি"),
    public=("Public office or published by the person", "পদাধিকার বা নিজ প্রকাশিত তথ্য"),
    contract=("Contract or request", "চুক্তি বা অনুরোধ"),
)

HOW = choices(
    paper=("Signed slip", "স্বাক্ষরিত পত্র"),
    email=("E-mail", "ই-মেইল"),
    spoken=("Said in person", "সাক্ষাতে মৌখিক"),
    phone=("Said by phone", "ফোনে মৌখিক"),
    web=("Web form", "ওয়েব ফরম"),
)


@kind(
    "consent",
    11,
    ("Consent", "Consents"),
    ("সম্মতি", "সম্মতিসমূহ"),
    title=("person", "purpose"),
    part=True,
)
class Consent(Content, frozen=True):
    """One person's answer for one purpose; no record at all means *unknown*."""

    person: Annotated[
        UUID | None,
        declare.link(
            "Person", "ব্যক্তি", links=("person",), required=True, subject=True, column=True
        ),
    ] = None
    purpose: Annotated[
        str, declare.choice("Purpose", "উদ্দেশ্য", choices=PURPOSES, required=True, column=True)
    ] = ""
    answer: Annotated[
        str, declare.choice("Answer", "উত্তর", choices=ANSWERS, required=True, column=True)
    ] = ""
    basis: Annotated[str, declare.choice("Basis", "ভিত্তি", choices=BASES)] = ""
    how: Annotated[str, declare.choice("How obtained", "যেভাবে পাওয়া", choices=HOW)] = ""
    text_version: Annotated[str, declare.line("Text version", "পাঠের সংস্করণ", limit=40)] = ""
    text_language: Annotated[str, declare.line("Text language", "পাঠের ভাষা", limit=10)] = ""
    on: Annotated[date | None, declare.day("Given on", "প্রদানের তারিখ", required=True)] = None
    until: Annotated[date | None, declare.day("Valid until", "মেয়াদ", column=True)] = None
    withdrawn: Annotated[date | None, declare.day("Withdrawn on", "প্রত্যাহারের তারিখ")] = None
    notes: Annotated[str, declare.prose("Notes", "টীকা", seen="desk")] = ""
