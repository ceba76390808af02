"""Reference data that the ministry keeps and every desk reads."""

from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.registry import Content, kind


@kind("mission", 31, ("Mission", "Missions"), ("মিশন", "মিশনসমূহ"), title=("name",), reference=True)
class Mission(Content, frozen=True):
    """An embassy, high commission or consulate with an ICT desk."""

    name: Annotated[str, declare.line("Name", "নাম", required=True, search="main")] = ""
    name_bn: Annotated[str, declare.line("Name in Bangla", "বাংলায় নাম", search="main")] = ""
    city: Annotated[str, declare.line("Town", "শহর", search="text", column=True)] = ""
    country: Annotated[str, declare.country("Country", "দেশ", column=True)] = ""


@kind(
    "officer",
    32,
    ("Officer", "Officers"),
    ("কর্মকর্তা", "কর্মকর্তাবৃন্দ"),
    title=("name",),
    reference=True,
)
class Officer(Content, frozen=True):
    """Somebody who works at a desk or in the ministry."""

    name: Annotated[str, declare.line("Name", "নাম", required=True, search="main")] = ""
    name_bn: Annotated[str, declare.line("Name in Bangla", "বাংলায় নাম", search="main")] = ""
    title: Annotated[str, declare.line("Title", "পদবি", search="text", column=True)] = ""
    title_bn: Annotated[str, declare.line("Title in Bangla", "বাংলায় পদবি", search="text")] = ""
    mission: Annotated[
        UUID | None, declare.link("Mission", "মিশন", links=("mission",), column=True)
    ] = None
    emails: Annotated[tuple[str, ...], declare.emails("E-mail", "ই-মেইল")] = ()


@kind("skill", 33, ("Skill", "Skills"), ("দক্ষতা", "দক্ষতাসমূহ"), title=("name",), reference=True)
class Skill(Content, frozen=True):
    """One node of the skill tree; records name it by its code."""

    code: Annotated[
        str, declare.line("Code", "কোড", required=True, search="text", column=True)
    ] = ""
    name: Annotated[str, declare.line("Name", "নাম", required=True, search="main")] = ""
    name_bn: Annotated[str, declare.line("Name in Bangla", "বাংলায় নাম", search="main")] = ""
    parent: Annotated[str, declare.line("Under", "ঊর্ধ্বতন", column=True)] = ""
    other_names: Annotated[
        tuple[str, ...], declare.words("Other names", "অন্যান্য নাম", search="text")
    ] = ()


@kind("sector", 34, ("Sector", "Sectors"), ("খাত", "খাতসমূহ"), title=("name",), reference=True)
class Sector(Content, frozen=True):
    """A line of business, after ISIC Rev. 4 where it has one."""

    code: Annotated[str, declare.line("Code", "কোড", required=True, column=True)] = ""
    name: Annotated[str, declare.line("Name", "নাম", required=True, search="main")] = ""
    name_bn: Annotated[str, declare.line("Name in Bangla", "বাংলায় নাম", search="main")] = ""


@kind("country", 35, ("Country", "Countries"), ("দেশ", "দেশসমূহ"), title=("name",), reference=True)
class Country(Content, frozen=True):
    """A country a mission works in; its name in both languages comes from Unicode CLDR."""

    code: Annotated[str, declare.country("Code", "কোড", required=True, column=True)] = ""
    name: Annotated[str, declare.line("Name", "নাম", required=True, search="main")] = ""
    name_bn: Annotated[str, declare.line("Name in Bangla", "বাংলায় নাম", search="main")] = ""
    notes: Annotated[str, declare.prose("Notes", "টীকা")] = ""
