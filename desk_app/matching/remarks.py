"""What is said about a match, as codes with their figures: wording comes later."""

from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class Said(StrEnum):
    """Everything that can be said about a match, a proposal or a path."""

    # about what was asked
    NOTHING_ASKED = "nothing-asked"
    NO_HEADS = "no-heads"
    STARTS_IN_PAST = "starts-in-past"
    IS_OVER = "is-over"
    NO_START = "no-start"
    NO_LENGTH = "no-length"
    TOO_LONG = "too-long"
    UNKNOWN_SKILL = "unknown-skill"
    NOBODY_HAS = "nobody-has"
    WOULD_BE_CONFIRMED = "would-be-confirmed"
    # about the firms
    MANY_LINES = "many-lines"
    PINNED_IDLE = "pinned-idle"
    # why a proposal
    COVERS_ALL = "covers-all"
    COVERS_PART = "covers-part"
    FEWEST_FIRMS = "fewest-firms"
    SUREST = "surest"
    OTHER_FIRMS = "other-firms"
    EVIDENCED = "evidenced"
    PASSED = "passed"
    LEADS = "leads"
    PINNED = "pinned"
    # what it risks
    CLAIMED = "claimed"
    UNCHECKED = "unchecked"
    STALE = "stale"
    LEVEL_UNKNOWN = "level-unknown"
    RATE_UNKNOWN = "rate-unknown"
    SAME_HEADS = "same-heads"
    LEANS_ON_ONE = "leans-on-one"
    LATE = "late"
    NOT_BEST = "not-best"


class Remark(Struct, frozen=True):
    """One thing said: of which firms and line, with a count of heads, firms or months.

    `words` are codes a text may need: skills resembling a misspelt one, a month.
    """

    said: Said
    firms: tuple[UUID, ...] = ()
    line: UUID | None = None
    number: int = 0
    of: int = 0
    words: tuple[str, ...] = ()
