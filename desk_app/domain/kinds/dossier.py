"""Dossier: what is to be known of a domain; paper: one text in it; note: what the desk adds."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.kinds.lists import DOMAINS
from desk_app.domain.registry import Content, kind


@kind("dossier", 43, ("Dossier", "Dossiers"), ("ডোসিয়ার", "ডোসিয়ারসমূহ"), title=("name",))
class Dossier(Content, frozen=True):
    """Who leads a domain, who knows it, what the law says, and what Bangladesh's line is.

    Published by the ministry and the associations, read by all, annotated at the desk.
    """

    name: Annotated[
        str, declare.line("Title", "শিরোনাম", required=True, search="main", group="dossier")
    ] = ""
    name_bn: Annotated[
        str, declare.line("Title in Bangla", "বাংলায় শিরোনাম", search="main", group="dossier")
    ] = ""
    domain: Annotated[
        str,
        declare.choice(
            "Domain", "ক্ষেত্র", choices=DOMAINS, required=True, column=True, group="dossier"
        ),
    ] = ""
    publisher: Annotated[
        str, declare.line("Published by", "প্রকাশক", column=True, group="dossier")
    ] = ""
    checked: Annotated[
        date | None,
        declare.day("Checked on", "যাচাইয়ের তারিখ", required=True, column=True, group="dossier"),
    ] = None
    until: Annotated[
        date | None, declare.day("Valid until", "মেয়াদ", column=True, group="dossier")
    ] = None
    summary: Annotated[
        str, declare.prose("In short", "সংক্ষেপে", search="text", group="story", limit=10_000)
    ] = ""
    forces: Annotated[
        str, declare.prose("Dominant forces", "প্রভাবশালী শক্তি", search="text", group="story")
    ] = ""
    experts: Annotated[
        str, declare.prose("Who knows it", "বিশেষজ্ঞ", search="text", group="story")
    ] = ""
    legal: Annotated[
        str, declare.prose("Legal position", "আইনি অবস্থান", search="text", group="story")
    ] = ""
    line: Annotated[
        str, declare.prose("Bangladesh's line", "বাংলাদেশের অবস্থান", search="text", group="story")
    ] = ""
    risks: Annotated[str, declare.prose("Risks", "ঝুঁকি", search="text", group="story")] = ""
    sources: Annotated[str, declare.prose("Sources", "সূত্র", group="story", limit=20_000)] = ""
    summary_bn: Annotated[
        str,
        declare.prose("In short, in Bangla", "বাংলায় সংক্ষেপে", search="text", group="bangla"),
    ] = ""
    forces_bn: Annotated[
        str,
        declare.prose(
            "Dominant forces, in Bangla", "বাংলায় প্রভাবশালী শক্তি", search="text", group="bangla"
        ),
    ] = ""
    legal_bn: Annotated[
        str,
        declare.prose(
            "Legal position, in Bangla", "বাংলায় আইনি অবস্থান", search="text", group="bangla"
        ),
    ] = ""
    line_bn: Annotated[
        str,
        declare.prose(
            "Bangladesh's line, in Bangla", "বাংলায় বাংলাদেশের অবস্থান", search="text", group="bangla"
        ),
    ] = ""
    risks_bn: Annotated[
        str, declare.prose("Risks, in Bangla", "বাংলায় ঝুঁকি", search="text", group="bangla")
    ] = ""


@kind(
    "paper",
    23,
    ("Paper", "Papers"),
    ("নিবন্ধ", "নিবন্ধসমূহ"),
    title=("name",),
    order="-on",
    part=True,
)
class Paper(Content, frozen=True):
    """A text of a dossier, whole, so that it can be read without a link."""

    dossier: Annotated[
        UUID | None,
        declare.link("Dossier", "ডোসিয়ার", links=("dossier",), required=True, carried=True),
    ] = None
    name: Annotated[
        str, declare.line("Title", "শিরোনাম", required=True, search="main", column=True)
    ] = ""
    author: Annotated[str, declare.line("Author", "লেখক", search="text", column=True)] = ""
    on: Annotated[date | None, declare.day("Dated", "তারিখ", column=True)] = None
    text: Annotated[str, declare.prose("Text", "পাঠ", search="text")] = ""
    url: Annotated[str, declare.url("Where it was published", "প্রকাশের ঠিকানা")] = ""


@kind("note", 24, ("Note", "Notes"), ("টীকা", "টীকাসমূহ"), title=("text",), order="-on", part=True)
class Note(Content, frozen=True):
    """What an officer adds to something that others wrote."""

    about: Annotated[
        UUID | None,
        declare.link(
            "About",
            "প্রসঙ্গ",
            links=("dossier", "paper", "fact", "strategy", "cohort"),
            required=True,
            carried=True,
        ),
    ] = None
    text: Annotated[
        str, declare.line("Note", "টীকা", required=True, search="text", column=True, limit=4_000)
    ] = ""
    on: Annotated[date | None, declare.day("On", "তারিখ", column=True)] = None


@kind(
    "strategy",
    44,
    ("Strategy", "Strategies"),
    ("কৌশলপত্র", "কৌশলপত্রসমূহ"),
    title=("name",),
)
class Strategy(Content, frozen=True):
    """What is wanted of a country or a region, and how it is argued there."""

    name: Annotated[
        str, declare.line("Title", "শিরোনাম", required=True, search="main", group="strategy")
    ] = ""
    name_bn: Annotated[
        str, declare.line("Title in Bangla", "বাংলায় শিরোনাম", search="main", group="strategy")
    ] = ""
    country: Annotated[str, declare.country("Country", "দেশ", column=True, group="strategy")] = ""
    region: Annotated[
        str, declare.line("Region", "অঞ্চল", search="text", column=True, group="strategy")
    ] = ""
    sectors: Annotated[
        tuple[str, ...], declare.words("Sectors", "খাত", search="text", group="strategy")
    ] = ()
    checked: Annotated[
        date | None, declare.day("Checked on", "যাচাইয়ের তারিখ", column=True, group="strategy")
    ] = None
    until: Annotated[
        date | None, declare.day("Valid until", "মেয়াদ", column=True, group="strategy")
    ] = None
    aims: Annotated[
        str, declare.prose("Aims", "লক্ষ্য", search="text", group="story", limit=10_000)
    ] = ""
    arguments: Annotated[
        str, declare.prose("Arguments", "যুক্তি", search="text", group="story", limit=10_000)
    ] = ""
    risks: Annotated[str, declare.prose("Risks", "ঝুঁকি", group="story", limit=10_000)] = ""
    events: Annotated[str, declare.prose("Events", "আয়োজন", group="story", limit=10_000)] = ""
    aims_bn: Annotated[
        str, declare.prose("Aims, in Bangla", "বাংলায় লক্ষ্য", search="text", group="bangla")
    ] = ""
    arguments_bn: Annotated[
        str, declare.prose("Arguments, in Bangla", "বাংলায় যুক্তি", search="text", group="bangla")
    ] = ""
    risks_bn: Annotated[str, declare.prose("Risks, in Bangla", "বাংলায় ঝুঁকি", group="bangla")] = ""
