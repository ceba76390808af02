"""How complete a record is, and since when nobody has looked at it."""

from datetime import date, timedelta
from typing import Literal

from desk_app.domain.values import Plain

CareList = Literal["no_consent", "no_position", "bounced", "stale_capacity", "unverified", "bare"]
"""A list of records that want care; see `LISTS`."""

LISTS: dict[CareList, tuple[str, ...]] = {
    "no_consent": ("person",),
    "no_position": ("person",),
    "bounced": ("person",),
    "unverified": ("person",),
    "stale_capacity": ("capacity",),
    "bare": ("person", "firm", "hub"),
}
"""The lists, and of which kinds their records are."""

WANTED: dict[str, tuple[str, ...]] = {
    "person": ("name_bn", "roles", "emails", "phones", "city", "country", "skills", "verified"),
    "firm": (
        "domains",
        "city",
        "country",
        "website",
        "emails",
        "phones",
        "headcount",
        "description",
    ),
    "hub": ("domains", "city", "country", "website", "emails", "description"),
}
"""The fields that make a record of use; the name, which none lacks, does not count."""

BARE = 0.4
"""A record with less of these than this share is bare."""

STALE = timedelta(days=180)
"""Capacity that was said longer ago is no capacity to promise."""

UNVERIFIED = timedelta(days=365)
"""Who was not verified for so long may have moved on."""


def wanted(kind: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields wanted of a kind, of those it has."""
    return tuple(name for name in WANTED.get(kind, ()) if name in known)


def completeness(kind: str, fields: Plain) -> float:
    """Return which share of the wanted fields a record has, from 0 to 1; 1 where none is."""
    names = WANTED.get(kind, ())
    held = sum(fields.get(name) not in (None, "", [], {}) for name in names)
    return held / len(names) if names else 1.0


def is_stale(fields: Plain, today: date) -> bool:
    """Tell whether a capacity line was said too long ago, or has run out."""
    as_of, until = str(fields.get("as_of") or ""), str(fields.get("until") or "")
    return as_of < (today - STALE).isoformat() or bool(until and until < today.isoformat())


def is_unverified(fields: Plain, today: date) -> bool:
    """Tell whether nobody has verified a person lately."""
    return str(fields.get("verified") or "") < (today - UNVERIFIED).isoformat()
