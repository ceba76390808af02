"""Meeting: an interaction of any kind, planned or held."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.kinds.lists import DOMAINS
from desk_app.domain.labels import Label
from desk_app.domain.registry import Content, kind

FORMS = choices(
    meeting=("Meeting", "সভা"),
    call=("Call", "ফোনালাপ"),
    email=("E-mail", "ই-মেইল"),
    visit=("Visit", "পরিদর্শন"),
    event=("Event", "অনুষ্ঠান"),
)

STANDINGS = choices(
    planned=("Planned", "নির্ধারিত"),
    held=("Held", "অনুষ্ঠিত"),
    cancelled=("Cancelled", "বাতিল"),
)


@kind("meeting", 4, ("Meeting", "Meetings"), ("সভা", "সভাসমূহ"), title=("subject",), order="-when")
class Meeting(Content, frozen=True):
    """Whom the desk meets or met, what for, and what came of it."""

    subject: Annotated[
        str, declare.line("Subject", "বিষয়", required=True, search="main", group="meeting")
    ] = ""
    form: Annotated[
        str, declare.choice("Form", "ধরন", choices=FORMS, column=True, group="meeting")
    ] = "meeting"
    standing: Annotated[
        str, declare.choice("State", "অবস্থা", choices=STANDINGS, column=True, group="meeting")
    ] = "planned"
    when: Annotated[
        datetime | None, declare.moment("When", "সময়", required=True, column=True, group="meeting")
    ] = None
    where: Annotated[str, declare.line("Where", "স্থান", search="text", group="meeting")] = ""
    organisations: Annotated[
        tuple[UUID, ...],
        declare.links("Organisations", "প্রতিষ্ঠান", links=("firm", "hub"), column=True, group="who"),
    ] = ()
    people: Annotated[
        tuple[UUID, ...], declare.links("People", "ব্যক্তিবর্গ", links=("person",), group="who")
    ] = ()
    officers: Annotated[
        tuple[UUID, ...],
        declare.links("Our officers", "আমাদের কর্মকর্তা", links=("officer",), group="who"),
    ] = ()
    demands: Annotated[
        tuple[UUID, ...], declare.links("Demands", "চাহিদা", links=("demand",), group="who")
    ] = ()
    themes: Annotated[
        tuple[str, ...], declare.several("Themes", "বিষয়ক্ষেত্র", choices=DOMAINS, group="what")
    ] = ()
    objective: Annotated[
        str, declare.prose("Objective", "উদ্দেশ্য", search="text", group="what", limit=2_000)
    ] = ""
    asks: Annotated[
        str,
        declare.prose(
            "What we ask",
            "আমাদের প্রত্যাশা",
            group="what",
            limit=4_000,
            help=Label("One a line", "প্রতি লাইনে একটি"),
        ),
    ] = ""
    offers: Annotated[
        str,
        declare.prose(
            "What we offer",
            "আমাদের প্রস্তাব",
            group="what",
            limit=4_000,
            help=Label("One a line", "প্রতি লাইনে একটি"),
        ),
    ] = ""
    points: Annotated[
        str,
        declare.prose(
            "Points to make",
            "উপস্থাপনীয় বিষয়",
            group="what",
            limit=4_000,
            help=Label("One a line", "প্রতি লাইনে একটি"),
        ),
    ] = ""
    avoid: Annotated[
        str, declare.prose("Not to raise", "যা তোলা হবে না", seen="desk", group="what", limit=2_000)
    ] = ""
    next_step: Annotated[
        str, declare.prose("Next step", "পরবর্তী পদক্ষেপ", group="outcome", limit=2_000)
    ] = ""
    outcome: Annotated[str, declare.prose("Outcome", "ফলাফল", search="text", group="outcome")] = ""
    notes: Annotated[
        str, declare.prose("Notes", "টীকা", search="text", seen="desk", group="outcome")
    ] = ""
    subject_bn: Annotated[
        str, declare.line("Subject in Bangla", "বাংলায় বিষয়", search="main", group="bangla")
    ] = ""
    objective_bn: Annotated[
        str,
        declare.prose("Objective in Bangla", "বাংলায় উদ্দেশ্য", group="bangla", limit=2_000),
    ] = ""
    asks_bn: Annotated[
        str,
        declare.prose("What we ask, in Bangla", "বাংলায় আমাদের প্রত্যাশা", group="bangla", limit=4_000),
    ] = ""
    offers_bn: Annotated[
        str,
        declare.prose("What we offer, in Bangla", "বাংলায় আমাদের প্রস্তাব", group="bangla", limit=4_000),
    ] = ""
    points_bn: Annotated[
        str,
        declare.prose(
            "Points to make, in Bangla", "বাংলায় উপস্থাপনীয় বিষয়", group="bangla", limit=4_000
        ),
    ] = ""
    avoid_bn: Annotated[
        str,
        declare.prose(
            "Not to raise, in Bangla", "বাংলায় যা তোলা হবে না", group="bangla", limit=2_000, seen="desk"
        ),
    ] = ""
    next_step_bn: Annotated[
        str,
        declare.prose("Next step in Bangla", "বাংলায় পরবর্তী পদক্ষেপ", group="bangla", limit=2_000),
    ] = ""
