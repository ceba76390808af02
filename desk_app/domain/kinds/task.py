"""Task: something to do; a promise, ours or theirs, is a task somebody was told of."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.registry import Content, kind

PROMISED_BY = choices(
    us=("We promised", "আমাদের প্রতিশ্রুতি"),
    them=("They promised", "তাঁদের প্রতিশ্রুতি"),
)


@kind("task", 6, ("Task", "Tasks"), ("কাজ", "কাজসমূহ"), title=("what",), order="due")
class Task(Content, frozen=True):
    """What is to be done, by whom, until when; done once `done` has a date."""

    what: Annotated[str, declare.line("What", "কাজ", required=True, search="main", limit=500)] = ""
    what_bn: Annotated[
        str, declare.line("What, in Bangla", "বাংলায় কাজ", search="main", limit=500)
    ] = ""
    promised_by: Annotated[
        str, declare.choice("Promise", "প্রতিশ্রুতি", choices=PROMISED_BY, column=True)
    ] = ""
    owner: Annotated[
        UUID | None, declare.link("Who", "দায়িত্বে", links=("officer", "person"), column=True)
    ] = None
    due: Annotated[date | None, declare.day("Due", "সময়সীমা", column=True)] = None
    meeting: Annotated[
        UUID | None, declare.link("From the meeting", "যে সভা থেকে", links=("meeting",))
    ] = None
    about: Annotated[
        tuple[UUID, ...],
        declare.links("About", "প্রসঙ্গ", links=("person", "firm", "hub", "demand"), column=True),
    ] = ()
    done: Annotated[date | None, declare.day("Done on", "সম্পন্নের তারিখ", column=True)] = None
    notes: Annotated[str, declare.prose("Notes", "টীকা", seen="desk")] = ""
