"""Membership: an organisation's or person's belonging to a hub."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.registry import Content, kind


@kind(
    "membership",
    16,
    ("Membership", "Memberships"),
    ("সদস্যপদ", "সদস্যপদসমূহ"),
    title=("member", "hub"),
    joiner=" – ",
    part=True,
)
class Membership(Content, frozen=True):
    """Who belongs to a hub, as what and since when."""

    hub: Annotated[
        UUID | None, declare.link("Hub", "হাব", links=("hub",), required=True, column=True)
    ] = None
    member: Annotated[
        UUID | None,
        declare.link(
            "Member", "সদস্য", links=("firm", "person", "hub"), required=True, column=True
        ),
    ] = None
    role: Annotated[str, declare.line("As", "ভূমিকা", column=True)] = ""
    number: Annotated[str, declare.line("Member number", "সদস্য নম্বর")] = ""
    since: Annotated[date | None, declare.day("Since", "শুরু", column=True)] = None
    until: Annotated[date | None, declare.day("Until", "শেষ")] = None
