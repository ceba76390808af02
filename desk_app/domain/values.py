"""Values of fields that are more than a word or a number."""

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

Moment = Annotated[datetime, Meta(tz=True)]
"""A moment as it is read from elsewhere: one without a zone is none."""

Count = Annotated[int, Meta(ge=0, le=2**53)]
"""A number that every reader of JSON takes as it is (RFC 8259, section 6)."""


class Figure(Struct, frozen=True, omit_defaults=True):
    """A figure or a range, which may be an estimate.

    `unit` is an ISO 4217 currency for money and empty for counts; `low == high` for one figure.
    """

    low: int
    high: int
    estimated: bool = False
    unit: str = ""


class SkillClaim(Struct, frozen=True, omit_defaults=True):
    """A skill somebody has, by its code in the skill tree, and on what evidence."""

    skill: str
    level: str = ""
    evidence: str = "declared"


Plain = dict[str, Any]
"""Field values by name as they travel and lie in the store: what JSON can say (RFC 8259)."""
