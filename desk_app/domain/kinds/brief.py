"""Printed brief: what went to paper, for which meeting, and its fingerprint."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.registry import Content, kind

BRIEFS = choices(
    partnership=("Partnership brief", "অংশীদারত্বের সারপত্র"),
    firm=("Firm brief", "প্রতিষ্ঠান-সারপত্র"),
    hub=("Hub visit brief", "হাব পরিদর্শনের সারপত্র"),
    person=("Person brief", "ব্যক্তি-সারপত্র"),
    country=("Country brief", "দেশ-সারপত্র"),
    demand=("Demand brief", "চাহিদা-সারপত্র"),
    consent=("Consent slip", "সম্মতিপত্র"),
    dossier=("Domain dossier", "ক্ষেত্রভিত্তিক ডোসিয়ার"),
    agenda=("Meeting agenda", "সভার আলোচ্যসূচি"),
    delegation=("Delegation book", "প্রতিনিধিদলের পুস্তিকা"),
    monthly=("Monthly report", "মাসিক প্রতিবেদন"),
    handover=("Hand-over pack", "দায়িত্ব হস্তান্তর নথি"),
    win=("Confirmation card", "নিশ্চিতকরণ কার্ড"),
)

LENGTHS = choices(
    points=("Points", "মূল বিষয়"),
    brief=("Brief", "সারপত্র"),
    book=("Book", "পুস্তিকা"),
)

CLASSES = choices(
    internal=("Official – internal", "দাপ্তরিক – অভ্যন্তরীণ"),
    handout=("May be handed out", "হস্তান্তরযোগ্য"),
)


@kind(
    "brief",
    8,
    ("Printed brief", "Printed briefs"),
    ("মুদ্রিত সারপত্র", "মুদ্রিত সারপত্রসমূহ"),
    title=("name",),
    order="-printed",
)
class PrintedBrief(Content, frozen=True):
    """The register of what was printed; the next brief says what changed since."""

    name: Annotated[str, declare.line("Title", "শিরোনাম", required=True, search="main")] = ""
    form: Annotated[str, declare.choice("Kind", "ধরন", choices=BRIEFS, column=True)] = (
        "partnership"
    )
    length: Annotated[str, declare.choice("Length", "দৈর্ঘ্য", choices=LENGTHS, column=True)] = (
        "brief"
    )
    language: Annotated[str, declare.line("Language", "ভাষা", column=True, limit=10)] = ""
    classification: Annotated[str, declare.choice("Marking", "শ্রেণি", choices=CLASSES)] = (
        "internal"
    )
    meeting: Annotated[
        UUID | None, declare.link("Meeting", "সভা", links=("meeting",), column=True)
    ] = None
    about: Annotated[
        tuple[UUID, ...],
        declare.links(
            "About",
            "প্রসঙ্গ",
            links=("firm", "hub", "person", "demand", "country", "dossier", "mission", "win"),
        ),
    ] = ()
    printed: Annotated[
        datetime | None, declare.moment("Printed", "মুদ্রণের সময়", required=True, column=True)
    ] = None
    pages: Annotated[int | None, declare.number("Pages", "পৃষ্ঠা")] = None
    sha256: Annotated[str, declare.line("Fingerprint", "আঙুলছাপ", limit=64)] = ""
    said: Annotated[str, declare.prose("What it said", "বিষয়বস্তু", seen="desk", limit=100_000)] = ""
