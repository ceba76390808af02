"""What a write or an exchange changed, so that screens redraw only what they show."""

from uuid import UUID

from msgspec import Struct


class Changes(Struct, frozen=True):
    """Kinds and records touched by one committed piece of work.

    `standing` tells that the desk's own standing (waiting edits, receipts, disputes) may differ.
    """

    kinds: frozenset[str] = frozenset()
    records: frozenset[UUID] = frozenset()
    standing: bool = False

    def touch(self, *kinds: str) -> bool:
        """Tell whether a record of any of `kinds` was touched."""
        return not self.kinds.isdisjoint(kinds)

    def and_also(self, other: "Changes") -> "Changes":
        """Return what this and `other` touched together."""
        return Changes(
            self.kinds | other.kinds,
            self.records | other.records,
            self.standing or other.standing,
        )
