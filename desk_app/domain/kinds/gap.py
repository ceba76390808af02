"""Shortfall: heads nobody could offer, told to the ministry; cohort: what is trained for it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.kinds.demand import NEEDS
from desk_app.domain.kinds.lists import LEVELS
from desk_app.domain.registry import Content, kind


@kind(
    "shortfall",
    47,
    ("Shortfall", "Shortfalls"),
    ("ঘাটতি", "ঘাটতিসমূহ"),
    title=("skill", "level", "month"),
    order="-month",
)
class Shortfall(Content, frozen=True):
    """Heads of one skill and level missing in one month.

    It names no demand, client or meeting, so that nobody can be inferred from it.
    """

    skill: Annotated[
        str, declare.skill("Skill", "দক্ষতা", required=True, search="main", column=True)
    ] = ""
    level: Annotated[str, declare.choice("Level", "স্তর", choices=LEVELS, column=True)] = ""
    month: Annotated[date | None, declare.day("Month", "মাস", required=True, column=True)] = None
    heads: Annotated[
        int | None, declare.number("Heads missing", "ঘাটতি জনবল", required=True, column=True)
    ] = None
    need: Annotated[str, declare.choice("Need", "প্রয়োজন", choices=NEEDS, column=True)] = "must"
    told: Annotated[date | None, declare.day("Told on", "জানানোর তারিখ", column=True)] = None


@kind(
    "cohort",
    48,
    ("Training cohort", "Training cohorts"),
    ("প্রশিক্ষণ ব্যাচ", "প্রশিক্ষণ ব্যাচসমূহ"),
    title=("skill", "level", "body"),
    order="-certified",
)
class Cohort(Content, frozen=True):
    """What a training body does about a shortfall: so many heads, certified by a day."""

    skill: Annotated[
        str, declare.skill("Skill", "দক্ষতা", required=True, search="main", column=True)
    ] = ""
    level: Annotated[str, declare.choice("Level", "স্তর", choices=LEVELS, column=True)] = ""
    heads: Annotated[int | None, declare.number("Heads", "জনবল", required=True, column=True)] = (
        None
    )
    certified: Annotated[
        date | None, declare.day("Certified by", "সনদপ্রাপ্তির সময়", required=True, column=True)
    ] = None
    body: Annotated[
        str, declare.line("Training body", "প্রশিক্ষণ প্রতিষ্ঠান", search="text", column=True)
    ] = ""
    hub: Annotated[UUID | None, declare.link("Its record", "প্রতিষ্ঠানের নথি", links=("hub",))] = None
    text: Annotated[str, declare.prose("What it says", "বক্তব্য", search="text", limit=4_000)] = ""
    text_bn: Annotated[
        str, declare.prose("What it says, in Bangla", "বাংলায় বক্তব্য", search="text", limit=4_000)
    ] = ""
    told: Annotated[date | None, declare.day("Told on", "জানানোর তারিখ", column=True)] = None
