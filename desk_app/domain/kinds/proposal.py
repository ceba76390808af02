"""Proposal to the ministry, question to it, and what it replies."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.labels import Label
from desk_app.domain.registry import Content, kind

PROPOSALS = choices(
    technology=("Technology proposal", "প্রযুক্তি প্রস্তাব"),
    business=("Business proposal", "ব্যবসায়িক প্রস্তাব"),
)

PROPOSAL_STATES = choices(
    draft=("Draft", "খসড়া"),
    submitted=("Submitted", "দাখিলকৃত"),
    acknowledged=("Acknowledged", "প্রাপ্তি স্বীকৃত"),
    returned=("Returned with questions", "প্রশ্নসহ ফেরত"),
    accepted=("Accepted", "গৃহীত"),
    closed=("Closed", "নিষ্পন্ন"),
)

DECISIONS = choices(
    acknowledged=("Acknowledged", "প্রাপ্তি স্বীকৃত"),
    returned=("Returned with questions", "প্রশ্নসহ ফেরত"),
    accepted=("Accepted", "গৃহীত"),
    closed=("Closed", "নিষ্পন্ন"),
    answered=("Answered", "উত্তর দেওয়া হয়েছে"),
)

QUESTION_STATES = choices(open=("Open", "উত্তরের অপেক্ষায়"), answered=("Answered", "উত্তর পাওয়া গেছে"))


@kind("proposal", 9, ("Proposal", "Proposals"), ("প্রস্তাব", "প্রস্তাবসমূহ"), title=("name",))
class Proposal(Content, frozen=True):
    """What the mission proposes to the ministry; the ministry moves `state` on by replying."""

    name: Annotated[
        str, declare.line("Title", "শিরোনাম", required=True, search="main", group="proposal")
    ] = ""
    name_bn: Annotated[
        str, declare.line("Title in Bangla", "বাংলায় শিরোনাম", search="main", group="proposal")
    ] = ""
    form: Annotated[
        str, declare.choice("Kind", "ধরন", choices=PROPOSALS, column=True, group="proposal")
    ] = "business"
    state: Annotated[
        str,
        declare.choice(
            "State",
            "অবস্থা",
            choices=PROPOSAL_STATES,
            column=True,
            group="proposal",
            answered=True,
        ),
    ] = "draft"
    deadline: Annotated[
        date | None, declare.day("Deadline", "শেষ তারিখ", column=True, group="proposal")
    ] = None
    submitted: Annotated[
        date | None, declare.day("Submitted on", "দাখিলের তারিখ", column=True, group="proposal")
    ] = None
    about: Annotated[
        tuple[UUID, ...],
        declare.links(
            "About", "প্রসঙ্গ", links=("firm", "hub", "demand", "person"), group="proposal"
        ),
    ] = ()
    scope: Annotated[
        str, declare.prose("Scope", "পরিসর", search="text", group="story", limit=20_000)
    ] = ""
    asks: Annotated[
        str,
        declare.prose(
            "What is asked of the ministry",
            "মন্ত্রণালয়ের কাছে যা চাওয়া হচ্ছে",
            group="story",
            limit=10_000,
            help=Label("One a line", "প্রতি লাইনে একটি"),
        ),
    ] = ""
    benefit: Annotated[
        str, declare.prose("What Bangladesh gains", "বাংলাদেশের লাভ", group="story", limit=10_000)
    ] = ""
    documents: Annotated[
        tuple[str, ...],
        declare.words(
            "Documents",
            "নথিপত্র",
            group="story",
            help=Label("Name and where it is kept", "নাম ও কোথায় রাখা আছে"),
        ),
    ] = ()
    answers: Annotated[
        str,
        declare.prose(
            "Our answers to the ministry's questions",
            "মন্ত্রণালয়ের প্রশ্নের উত্তর",
            group="outcome",
            limit=20_000,
        ),
    ] = ""
    notes: Annotated[
        str, declare.prose("Notes", "টীকা", search="text", seen="desk", group="outcome")
    ] = ""


@kind(
    "question",
    41,
    ("Question to the ministry", "Questions to the ministry"),
    ("মন্ত্রণালয়ের কাছে প্রশ্ন", "মন্ত্রণালয়ের কাছে প্রশ্নসমূহ"),
    title=("text",),
    order="-on",
)
class Question(Content, frozen=True):
    """A fact to be confirmed, or something only Dhaka knows."""

    text: Annotated[
        str, declare.line("Question", "প্রশ্ন", required=True, search="main", limit=1_000)
    ] = ""
    about: Annotated[
        UUID | None,
        declare.link(
            "About", "প্রসঙ্গ", links=("fact", "dossier", "strategy", "shortfall"), column=True
        ),
    ] = None
    on: Annotated[date | None, declare.day("Asked on", "জিজ্ঞাসার তারিখ", column=True)] = None
    state: Annotated[
        str,
        declare.choice("State", "অবস্থা", choices=QUESTION_STATES, column=True, answered=True),
    ] = "open"


@kind(
    "reply",
    21,
    ("Reply of the ministry", "Replies of the ministry"),
    ("মন্ত্রণালয়ের উত্তর", "মন্ত্রণালয়ের উত্তরসমূহ"),
    title=("decision", "about"),
    order="-on",
    part=True,
    by_ministry=True,
)
class Reply(Content, frozen=True):
    """What the ministry answered to a mission; written there, read at the desk."""

    about: Annotated[
        UUID | None,
        declare.link(
            "To",
            "যার উত্তর",
            links=("proposal", "question"),
            required=True,
            carried=True,
            column=True,
        ),
    ] = None
    decision: Annotated[
        str, declare.choice("Decision", "সিদ্ধান্ত", choices=DECISIONS, required=True, column=True)
    ] = "answered"
    text: Annotated[
        str, declare.prose("What it says", "বক্তব্য", search="text", column=True, limit=20_000)
    ] = ""
    text_bn: Annotated[
        str, declare.prose("What it says, in Bangla", "বাংলায় বক্তব্য", search="text", limit=20_000)
    ] = ""
    on: Annotated[date | None, declare.day("On", "তারিখ", required=True, column=True)] = None
    by: Annotated[str, declare.line("By", "যিনি দিয়েছেন", column=True)] = ""
