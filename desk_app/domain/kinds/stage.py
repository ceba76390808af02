"""Stage: one line of a demand's log, written whenever its stage changes."""

from datetime import date
from typing import Annotated
from uuid import UUID

from desk_app.domain import declare
from desk_app.domain.kinds.demand import LOSSES, STAGES
from desk_app.domain.registry import Content, kind


@kind(
    "stage",
    26,
    ("Stage", "Stage log"),
    ("পর্যায়", "পর্যায়ের লগ"),
    title=("demand", "after"),
    order="-on",
    part=True,
)
class Stage(Content, frozen=True):
    """A demand went from one stage to another on a day."""

    demand: Annotated[
        UUID | None,
        declare.link("Demand", "চাহিদা", links=("demand",), required=True, carried=True),
    ] = None
    before: Annotated[str, declare.choice("From", "আগে", choices=STAGES, column=True)] = ""
    after: Annotated[
        str, declare.choice("To", "পরে", choices=STAGES, required=True, column=True)
    ] = ""
    on: Annotated[date | None, declare.day("On", "তারিখ", required=True, column=True)] = None
    by: Annotated[str, declare.line("By", "যিনি করেছেন", column=True)] = ""
    reason: Annotated[
        str, declare.choice("Lost because of", "হাতছাড়ার কারণ", choices=LOSSES, column=True)
    ] = ""
