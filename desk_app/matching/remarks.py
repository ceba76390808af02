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
    FAILED_CHECK = "failed-check"
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
    # about a path to somebody
    KNOWS = "knows"
    WORKS_TOGETHER = "works-together"
    SHARED_ORGANISATION = "shared-organisation"
    WORKS_THERE = "works-there"
    WORKED_THERE = "worked-there"
    MAY_BE_ASKED = "may-be-asked"
    NOT_SAID_IF_ASKED = "not-said-if-asked"
    ASKED_LATELY = "asked-lately"
    HEARD_LONG_AGO = "heard-long-ago"
    NOT_TO_BE_APPROACHED = "not-to-be-approached"
    NOBODY_KNOWS = "nobody-knows"
    NOT_HERE = "not-here"


class Remark(Struct, frozen=True):
    """One thing said: about which firms or people and which line, with a count.

    `number` counts heads, firms, months, days or what else the code is about, out of `of` where
    that says something. `words` are codes a text may need: skills resembling a misspelt one.
    """

    said: Said
    about: tuple[UUID, ...] = ()
    line: UUID | None = None
    number: int = 0
    of: int = 0
    words: tuple[str, ...] = ()
