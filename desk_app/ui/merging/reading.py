"""What the side-by-side choice of a merge shows, read in one piece of work on the store lane."""

from collections import Counter
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds import KINDS
from desk_app.domain.merging import Pick, narrower
from desk_app.domain.records import Audience
from desk_app.domain.registry import Kind, plain
from desk_app.domain.values import Plain
from desk_app.store import merging
from desk_app.ui.desk import DeskStore


class Sides(Struct, frozen=True):
    """Two records side by side: which one stays, what differs, and what follows.

    `follows` counts, by kind, the records that will mean the one that stays; `doubles` says how
    many of them would say the same twice.
    """

    kind: Kind
    keep: UUID
    gone: UUID
    titles: tuple[str, str]
    fields: tuple[Plain, Plain]
    picks: tuple[Pick, ...]
    follows: tuple[tuple[str, int], ...]
    doubles: int
    audience: Audience | None = None

    @property
    def same(self) -> list[str]:
        """The fields that both have alike."""
        differing = {pick.field for pick in self.picks}
        one, other = self.fields
        return [n for n in self.kind.fields if (n in one or n in other) and n not in differing]


def sides(desk: DeskStore, keep: UUID, gone: UUID) -> Sides:
    """Read two records side by side.

    Raises:
        WrongInput: the two cannot be merged.
        NoSuchRecord: one is not here any more.
    """
    seen = merging.preview(desk, keep, gone)
    titles = desk.titles([keep, gone], "en")  # in Bangla two may be one name
    counted = Counter(record.kind for record in seen.follows)
    one, other = seen.keep.envelope.audience, seen.gone.envelope.audience
    return Sides(
        KINDS[seen.keep.kind],
        keep,
        gone,
        (titles.get(keep, ""), titles.get(gone, "")),
        (plain(seen.keep.content), plain(seen.gone.content)),
        seen.picks,
        tuple(sorted(counted.items(), key=lambda pair: KINDS[pair[0]].number)),
        len(seen.doubles),
        narrower(one, other) if one != other else None,
    )
