"""Position: a person at an organisation, for a time."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.registry import Content, kind


@kind(
    "position",
    12,
    ("Position", "Positions"),
    ("পদ", "পদসমূহ"),
    title=("role", "organisation"),
    joiner=", ",
    part=True,
)
class Position(Content, frozen=True):
    """What somebody is at an organisation, since when and until when."""

    person: Annotated[
        UUID | None,
        declare.link(
            "Person",
            "ব্যক্তি",
            links=("person",),
            required=True,
            subject=True,
            carried=True,
            column=True,
        ),
    ] = None
    organisation: Annotated[
        UUID | None,
        declare.link(
            "Organisation",
            "প্রতিষ্ঠান",
            links=("firm", "hub", "mission"),
            required=True,
            column=True,
        ),
    ] = None
    role: Annotated[
        str,
        declare.line(
            "Title",
            "পদবি",
            search="text",
            column=True,
            aliases=("job title", "position", "role"),
        ),
    ] = ""
    role_bn: Annotated[str, declare.line("Title in Bangla", "বাংলায় পদবি", search="text")] = ""
    since: Annotated[date | None, declare.day("From", "শুরু", column=True)] = None
    until: Annotated[date | None, declare.day("To", "শেষ", column=True)] = None
