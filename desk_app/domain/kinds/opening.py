"""Opening: work offered abroad; candidacy: one person considered for it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.registry import Content, kind
from desk_app.domain.values import Figure, SkillClaim

FOR_WHOM = choices(
    expatriate=("Expatriates", "প্রবাসী"),
    second_generation=("Second generation", "দ্বিতীয় প্রজন্ম"),
    freelancer=("Freelancers", "ফ্রিল্যান্সার"),
    student=("Students", "শিক্ষার্থী"),
)

OPENING_STATES = choices(
    open=("Open", "খোলা"),
    filled=("Filled", "পূরণ হয়েছে"),
    closed=("Closed", "বন্ধ"),
)

WORK_FORMS = choices(
    job=("Job", "চাকরি"),
    contract=("Contract", "চুক্তিভিত্তিক কাজ"),
    internship=("Internship", "শিক্ষানবিশি"),
    project=("Project", "প্রকল্প"),
)

CANDIDACY_STAGES = choices(
    suggested=("Suggested", "প্রস্তাবিত"),
    asked=("Asked", "জিজ্ঞাসা করা হয়েছে"),
    willing=("Willing", "আগ্রহী"),
    named=("Named to the employer", "নিয়োগকর্তাকে নাম দেওয়া হয়েছে"),
    interview=("Interview", "সাক্ষাৎকার"),
    offered=("Offer made", "প্রস্তাব পেয়েছেন"),
    hired=("Hired", "নিয়োগপ্রাপ্ত"),
    closed=("Closed", "সমাপ্ত"),
)

CLOSINGS = choices(
    not_interested=("Not interested", "আগ্রহী নন"),
    no_consent=("No consent to be named", "নাম প্রকাশে সম্মতি নেই"),
    skills=("Skills", "দক্ষতা"),
    language=("Language", "ভাষা"),
    visa=("Visa", "ভিসা"),
    pay=("Pay", "বেতন"),
    place=("Place", "স্থান"),
    other_chosen=("Somebody else was chosen", "অন্য কেউ নির্বাচিত"),
    filled=("The opening was filled", "পদ পূরণ হয়েছে"),
    no_reply=("No reply", "সাড়া নেই"),
)


@kind("opening", 10, ("Opening", "Openings"), ("কাজের সুযোগ", "কাজের সুযোগসমূহ"), title=("name",))
class Opening(Content, frozen=True):
    """Work for expatriates, the second generation, freelancers or students."""

    name: Annotated[
        str, declare.line("Title", "শিরোনাম", required=True, search="main", group="opening")
    ] = ""
    name_bn: Annotated[
        str, declare.line("Title in Bangla", "বাংলায় শিরোনাম", search="main", group="opening")
    ] = ""
    employer: Annotated[
        UUID | None,
        declare.link("Employer", "নিয়োগকর্তা", links=("firm", "hub"), column=True, group="opening"),
    ] = None
    form: Annotated[
        str, declare.choice("Kind", "ধরন", choices=WORK_FORMS, column=True, group="opening")
    ] = "job"
    whom: Annotated[
        tuple[str, ...], declare.several("For", "যাদের জন্য", choices=FOR_WHOM, group="opening")
    ] = ()
    state: Annotated[
        str, declare.choice("State", "অবস্থা", choices=OPENING_STATES, column=True, group="opening")
    ] = "open"
    places: Annotated[
        int | None, declare.number("Number of places", "পদসংখ্যা", group="opening")
    ] = None
    city: Annotated[
        str, declare.line("Town", "শহর", search="text", column=True, group="terms")
    ] = ""
    country: Annotated[str, declare.country("Country", "দেশ", group="terms")] = ""
    remote: Annotated[bool, declare.yes_no("Can be done from afar", "দূর থেকে করা যায়")] = False
    skills: Annotated[
        tuple[SkillClaim, ...],
        declare.skills("Skills", "দক্ষতা", search="text", column=True, group="terms"),
    ] = ()
    languages: Annotated[tuple[str, ...], declare.languages("Languages", "ভাষা", group="terms")] = ()
    visa: Annotated[str, declare.line("Visa or permit", "ভিসা বা অনুমতি", group="terms")] = ""
    pay: Annotated[Figure | None, declare.figure("Pay", "পারিশ্রমিক", group="terms")] = None
    until: Annotated[
        date | None, declare.day("Apply until", "আবেদনের শেষ তারিখ", column=True, group="terms")
    ] = None
    source: Annotated[str, declare.line("Heard from", "সূত্র", group="terms", limit=500)] = ""
    description: Annotated[
        str, declare.prose("The work", "কাজের বিবরণ", search="text", group="story", limit=20_000)
    ] = ""
    notes: Annotated[
        str, declare.prose("Notes", "টীকা", search="text", seen="desk", group="story")
    ] = ""


@kind(
    "candidacy",
    22,
    ("Candidacy", "Candidacies"),
    ("প্রার্থিতা", "প্রার্থিতাসমূহ"),
    title=("opening", "person"),
    part=True,
)
class Candidacy(Content, frozen=True):
    """A person considered for an opening; named to the employer only with consent."""

    opening: Annotated[
        UUID | None,
        declare.link(
            "Opening", "কাজের সুযোগ", links=("opening",), required=True, carried=True, column=True
        ),
    ] = None
    person: Annotated[
        UUID | None,
        declare.link(
            "Person", "ব্যক্তি", links=("person",), required=True, subject=True, column=True
        ),
    ] = None
    stage: Annotated[
        str, declare.choice("Stage", "পর্যায়", choices=CANDIDACY_STAGES, column=True)
    ] = "suggested"
    closing: Annotated[
        str, declare.choice("Closed because of", "সমাপ্তির কারণ", choices=CLOSINGS, column=True)
    ] = ""
    named_on: Annotated[date | None, declare.day("Named on", "নাম দেওয়ার তারিখ")] = None
    why: Annotated[str, declare.prose("Why this person", "কেন এই ব্যক্তি", limit=4_000)] = ""
    notes: Annotated[str, declare.prose("Notes", "টীকা", seen="desk")] = ""
