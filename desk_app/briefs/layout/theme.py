"""Sizes and margins of a paper: one grid, a few sizes, nothing below 8.5 points."""

from msgspec import Struct
from msgspec.structs import replace

from desk_app.briefs.content import Brief

MM = 72 / 25.4
_LARGEST_TO_TIGHTEN = 12.0
LATIN_LEADING, BANGLA_LEADING = 1.4, 1.6
"""Line distance per point of size; lines with Bangla letters need more, for what hangs below."""


class Theme(Struct, frozen=True):
    """Everything in points. `column` is the width of the side heads of page 1 (0: heads above).

    `air` scales the vertical spaces; `measure` is the widest line of running text.
    """

    width: float
    height: float
    margin: float
    head: float
    foot: float
    body: float
    lead: float
    table: float
    small: float
    furniture: float
    heading: float
    title: float
    column: float
    measure: float
    air: float = 1.0

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.margin

    @property
    def narrow(self) -> bool:
        """Whether panels are stacked and heads stand above the text."""
        return self.column == 0

    @property
    def large(self) -> bool:
        """Whether this is for readers who need large letters."""
        return self.body > _LARGEST_TO_TIGHTEN

    def closer(self) -> "Theme":
        """The same paper with less air, for evidence that must not run long."""
        return replace(self, air=0.8 * self.air)

    def tightened(self) -> "Theme":
        """The same paper with less air and the smallest body, for a crowded page 1."""
        if self.large:
            return replace(self, lead=self.body, air=0.62)
        return replace(self, body=min(self.body, 9.5), lead=min(self.lead, 10.2), air=0.62)


_A4 = Theme(
    width=210 * MM,
    height=297 * MM,
    margin=19 * MM,
    head=50.0,
    foot=50.0,
    body=9.8,
    lead=11.0,
    table=8.7,
    small=8.5,
    furniture=8.5,
    heading=11.5,
    title=21.0,
    column=104.0,
    measure=440.0,
)
_A5 = replace(
    _A4,
    width=148 * MM,
    height=210 * MM,
    margin=13 * MM,
    body=9.5,
    lead=10.2,
    title=15.0,
    column=0.0,
)
_LARGE = replace(
    _A4,
    margin=17 * MM,
    head=60.0,
    foot=86.0,
    body=14.0,
    lead=15.5,
    table=14.0,
    small=14.0,
    furniture=14.0,
    heading=16.5,
    title=25.0,
    column=0.0,
    measure=520.0,
)


def theme_of(brief: Brief) -> Theme:
    """The theme of the paper `brief` is for."""
    if brief.large_print:
        return _LARGE
    return _A5 if brief.paper == "a5" else _A4
