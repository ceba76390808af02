"""Certificate: a standard met or an examination passed, by a firm or a person."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.kinds.lists import EVIDENCE
from desk_app.domain.registry import Content, kind


@kind(
    "certificate",
    15,
    ("Certificate", "Certificates"),
    ("সনদ", "সনদসমূহ"),
    title=("name", "holder"),
    part=True,
)
class Certificate(Content, frozen=True):
    """What somebody is certified for, by whom and until when."""

    holder: Annotated[
        UUID | None,
        declare.link(
            "Holder",
            "সনদধারী",
            links=("firm", "person"),
            required=True,
            carried=True,
            column=True,
        ),
    ] = None
    name: Annotated[
        str, declare.line("Certificate", "সনদ", required=True, search="text", column=True)
    ] = ""
    issuer: Annotated[str, declare.line("Issued by", "প্রদানকারী", column=True)] = ""
    number: Annotated[str, declare.line("Number", "নম্বর")] = ""
    scope: Annotated[str, declare.line("Scope", "আওতা")] = ""
    issued: Annotated[date | None, declare.day("Issued", "প্রদানের তারিখ")] = None
    until: Annotated[date | None, declare.day("Valid until", "মেয়াদ", column=True)] = None
    evidence: Annotated[str, declare.choice("Evidence", "প্রমাণ", choices=EVIDENCE, column=True)] = (
        "declared"
    )
    seen_by: Annotated[str, declare.line("Seen by", "যিনি দেখেছেন")] = ""
