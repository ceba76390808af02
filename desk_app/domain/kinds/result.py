"""Target and win: what is aimed at, and what came of the work."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.labels import Label
from desk_app.domain.registry import Content, kind
from desk_app.domain.values import Figure

MEASURES = choices(
    exports=("Exports", "রপ্তানি"),
    wins=("Wins", "অর্জন"),
    win_value=("Value of wins", "অর্জনের মূল্য"),
    meetings=("Meetings held", "অনুষ্ঠিত সভা"),
    demands=("Demands found", "চিহ্নিত চাহিদা"),
    introductions=("Introductions made", "করানো পরিচয়"),
    hires=("People hired", "নিয়োগ"),
)

CONFIRMATIONS = choices(
    none=("Not asked yet", "এখনও চাওয়া হয়নি"),
    asked=("Asked", "চাওয়া হয়েছে"),
    card=("Signed card", "স্বাক্ষরিত কার্ড"),
    letter=("Letter or e-mail", "চিঠি বা ই-মেইল"),
    refused=("Client will not confirm", "গ্রাহক নিশ্চিত করবেন না"),
)

WITHOUT_US = choices(
    not_at_all=("Would not have happened", "হতো না"),
    later=("Later or smaller", "দেরিতে বা কম পরিসরে"),
    perhaps=("Perhaps", "হয়তো হতো"),
    anyway=("Would have happened anyway", "এমনিতেই হতো"),
    unknown=("Client does not say", "গ্রাহক জানাননি"),
)


@kind(
    "target",
    45,
    ("Target", "Targets"),
    ("লক্ষ্যমাত্রা", "লক্ষ্যমাত্রাসমূহ"),
    title=("year", "measure", "country"),
)
class Target(Content, frozen=True):
    """So much of a measure in a year, for a country or, without one, for all of them."""

    year: Annotated[int | None, declare.number("Year", "বছর", required=True, column=True)] = None
    country: Annotated[str, declare.country("Country", "দেশ", column=True)] = ""
    measure: Annotated[
        str, declare.choice("Measure", "পরিমাপ", choices=MEASURES, required=True, column=True)
    ] = ""
    value: Annotated[
        Figure | None, declare.figure("Target", "লক্ষ্যমাত্রা", required=True, column=True)
    ] = None
    source: Annotated[str, declare.line("Source", "উৎস", limit=500)] = ""
    notes: Annotated[str, declare.prose("Notes", "টীকা", search="text")] = ""


@kind("win", 46, ("Win", "Wins"), ("অর্জন", "অর্জনসমূহ"), title=("name",), order="-on")
class Win(Content, frozen=True):
    """Business that came about; it counts once the client has confirmed it.

    `year_1` to `year_5` are the values of each year from `on`; `share` is this mission's part
    of the credit in percent.
    """

    name: Annotated[
        str, declare.line("Title", "শিরোনাম", required=True, search="main", group="win")
    ] = ""
    name_bn: Annotated[
        str, declare.line("Title in Bangla", "বাংলায় শিরোনাম", search="main", group="win")
    ] = ""
    demand: Annotated[
        UUID | None, declare.link("Demand", "চাহিদা", links=("demand",), column=True, group="win")
    ] = None
    client: Annotated[
        UUID | None, declare.link("Client", "গ্রাহক", links=("firm",), column=True, group="win")
    ] = None
    firms: Annotated[
        tuple[UUID, ...],
        declare.links("Firms that won it", "যারা পেয়েছে", links=("firm",), group="win"),
    ] = ()
    on: Annotated[
        date | None, declare.day("Signed on", "স্বাক্ষরের তারিখ", column=True, group="win")
    ] = None
    year_1: Annotated[
        Figure | None, declare.figure("Value, year 1", "মূল্য, ১ম বছর", group="value")
    ] = None
    year_2: Annotated[
        Figure | None, declare.figure("Value, year 2", "মূল্য, ২য় বছর", group="value")
    ] = None
    year_3: Annotated[
        Figure | None, declare.figure("Value, year 3", "মূল্য, ৩য় বছর", group="value")
    ] = None
    year_4: Annotated[
        Figure | None, declare.figure("Value, year 4", "মূল্য, ৪র্থ বছর", group="value")
    ] = None
    year_5: Annotated[
        Figure | None, declare.figure("Value, year 5", "মূল্য, ৫ম বছর", group="value")
    ] = None
    heads: Annotated[int | None, declare.number("Heads", "জনবল", group="value")] = None
    share: Annotated[
        int | None,
        declare.number(
            "Our share of the credit, %",
            "কৃতিত্বে আমাদের অংশ, %",
            column=True,
            group="credit",
            help=Label("100 when nobody else took part", "অন্য কেউ না থাকলে ১০০"),
        ),
    ] = None
    shared_with: Annotated[
        tuple[UUID, ...],
        declare.links("Shared with", "যাদের সঙ্গে", links=("mission", "hub"), group="credit"),
    ] = ()
    confirmation: Annotated[
        str,
        declare.choice(
            "Client's confirmation",
            "গ্রাহকের নিশ্চয়তা",
            choices=CONFIRMATIONS,
            column=True,
            group="credit",
        ),
    ] = "none"
    confirmed_on: Annotated[
        date | None, declare.day("Confirmed on", "নিশ্চিতকরণের তারিখ", group="credit")
    ] = None
    confirmed_by: Annotated[str, declare.line("Confirmed by", "নিশ্চিতকারী", group="credit")] = ""
    without_us: Annotated[
        str,
        declare.choice("Without us", "আমাদের ছাড়া", choices=WITHOUT_US, group="credit"),
    ] = "unknown"
    notes: Annotated[
        str, declare.prose("Notes", "টীকা", search="text", seen="desk", group="credit")
    ] = ""
