"""Firm: a Bangladeshi provider or a foreign counterpart."""

from datetime import date
from typing import Annotated

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.kinds.lists import DOMAINS
from desk_app.domain.labels import Label
from desk_app.domain.registry import Content, kind
from desk_app.domain.values import Figure

SIDES = choices(
    bangladeshi=("Bangladeshi firm", "বাংলাদেশি প্রতিষ্ঠান"),
    foreign=("Foreign firm", "বিদেশি প্রতিষ্ঠান"),
)


@kind("firm", 2, ("Firm", "Firms"), ("প্রতিষ্ঠান", "প্রতিষ্ঠানসমূহ"), title=("name",))
class Firm(Content, frozen=True):
    """A company, on either side of a partnership."""

    name: Annotated[
        str,
        declare.line(
            "Name",
            "নাম",
            required=True,
            search="main",
            group="firm",
            aliases=("company", "company name", "organisation", "organization", "account"),
        ),
    ] = ""
    name_bn: Annotated[
        str, declare.line("Name in Bangla", "বাংলায় নাম", search="main", group="firm")
    ] = ""
    other_names: Annotated[
        tuple[str, ...],
        declare.words("Other names", "অন্যান্য নাম", search="text", group="firm"),
    ] = ()
    side: Annotated[
        str, declare.choice("Side", "পক্ষ", choices=SIDES, required=True, column=True, group="firm")
    ] = ""
    domains: Annotated[
        tuple[str, ...],
        declare.several("Domains", "ক্ষেত্র", choices=DOMAINS, column=True, group="firm"),
    ] = ()
    sectors: Annotated[
        tuple[str, ...],
        declare.words(
            "Client sectors", "গ্রাহক খাত", search="text", group="firm", aliases=("industry",)
        ),
    ] = ()
    city: Annotated[
        str, declare.line("Town", "শহর", search="text", column=True, group="contact")
    ] = ""
    country: Annotated[str, declare.country("Country", "দেশ", column=True, group="contact")] = ""
    address: Annotated[str, declare.prose("Address", "ঠিকানা", group="contact", limit=1_000)] = ""
    website: Annotated[
        str, declare.url("Web site", "ওয়েবসাইট", group="contact", aliases=("url", "web"))
    ] = ""
    emails: Annotated[
        tuple[str, ...], declare.emails("E-mail", "ই-মেইল", search="text", group="contact")
    ] = ()
    phones: Annotated[
        tuple[str, ...], declare.phones("Phone", "ফোন", search="text", group="contact")
    ] = ()
    registration: Annotated[
        str, declare.line("Registration number", "নিবন্ধন নম্বর", search="text", group="standing")
    ] = ""
    association: Annotated[
        str,
        declare.line("Association number", "সমিতির সদস্য নম্বর", search="text", group="standing"),
    ] = ""
    headcount: Annotated[
        Figure | None, declare.figure("Head-count", "জনবল", column=True, group="standing")
    ] = None
    turnover: Annotated[
        Figure | None, declare.figure("Turnover a year", "বার্ষিক টার্নওভার", group="standing")
    ] = None
    founded: Annotated[date | None, declare.day("Founded", "প্রতিষ্ঠাকাল", group="standing")] = None
    description: Annotated[
        str, declare.prose("What they do", "কার্যক্রম", search="text", group="story")
    ] = ""
    description_bn: Annotated[
        str, declare.prose("What they do, in Bangla", "বাংলায় কার্যক্রম", search="text", group="story")
    ] = ""
    strategy: Annotated[str, declare.prose("Strategy", "কৌশল", group="story", seen="desk")] = ""
    relocation: Annotated[
        bool,
        declare.yes_no("Interested in coming to Bangladesh", "বাংলাদেশে আসতে আগ্রহী", group="story"),
    ] = False
    notes: Annotated[
        str, declare.prose("Notes", "টীকা", search="text", seen="desk", group="story")
    ] = ""
    spoken_by: Annotated[
        tuple[str, ...],
        declare.words(
            "Other missions that speak with them",
            "যে অন্য মিশন যোগাযোগে আছে",
            group="standing",
            seen="desk",
            answered=True,
            help=Label(
                "Who, and since when; the ministry keeps it",
                "কে, কবে থেকে; মন্ত্রণালয় এটি রাখে",
            ),
        ),
    ] = ()
