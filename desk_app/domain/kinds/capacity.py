"""Capacity: how many people of which skill a firm has, and how many are free."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.kinds.lists import EVIDENCE, LEVELS
from desk_app.domain.registry import Content, kind
from desk_app.domain.values import Figure


@kind(
    "capacity",
    14,
    ("Capacity", "Capacity lines"),
    ("সক্ষমতা", "সক্ষমতার বিবরণ"),
    title=("firm", "skill", "level"),
    part=True,
)
class Capacity(Content, frozen=True):
    """One line of the capacity book: firm, skill and level."""

    firm: Annotated[
        UUID | None,
        declare.link("Firm", "প্রতিষ্ঠান", links=("firm",), required=True, carried=True, column=True),
    ] = None
    skill: Annotated[
        str, declare.skill("Skill", "দক্ষতা", required=True, search="text", column=True)
    ] = ""
    level: Annotated[str, declare.choice("Level", "স্তর", choices=LEVELS, column=True)] = ""
    employed: Annotated[
        int | None,
        declare.number(
            "Heads employed", "কর্মরত জনবল", column=True, aliases=("heads", "headcount", "staff")
        ),
    ] = None
    free: Annotated[
        int | None,
        declare.number(
            "Heads free", "প্রাপ্য জনবল", column=True, aliases=("free heads", "available", "bench")
        ),
    ] = None
    free_from: Annotated[
        date | None,
        declare.day("Free from", "যখন থেকে প্রাপ্য", column=True, aliases=("available from",)),
    ] = None
    day_rate: Annotated[
        Figure | None,
        declare.figure("Day rate", "দৈনিক হার", seen="desk", aliases=("rate", "daily rate")),
    ] = None
    languages: Annotated[tuple[str, ...], declare.languages("Languages", "ভাষা")] = ()
    evidence: Annotated[
        str, declare.choice("Evidence", "প্রমাণ", choices=EVIDENCE, required=True, column=True)
    ] = "declared"
    as_of: Annotated[
        date | None, declare.day("As of", "তথ্যের তারিখ", required=True, column=True)
    ] = None
    until: Annotated[date | None, declare.day("Valid until", "মেয়াদ")] = None
    notes: Annotated[str, declare.prose("Notes", "টীকা", seen="desk")] = ""
