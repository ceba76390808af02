"""Values of fields that are more than a word or a number."""

from typing import Any

from msgspec import Struct


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
