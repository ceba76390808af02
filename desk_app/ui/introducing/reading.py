"""How one gets to somebody, and which introductions to them there are, read on the store lane."""

from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.domain.consent import Standing, standing
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.introduction import Introduction
from desk_app.domain.records import Record
from desk_app.matching.warming import Warm, warm
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import names_in, pointing


class WaysIn(Struct, frozen=True):
    """The best paths, the introductions under way or done, and who may be asked at all."""

    warm: Warm
    introductions: tuple[Record[Introduction], ...]
    may_ask: dict[UUID, Standing]
    names: dict[str, str]


def ways_in(desk: DeskStore, target: UUID, today: date) -> WaysIn:
    """Read the ways to `target`.

    Raises:
        NoSuchRecord: it is not here.

    """
    found = warm(desk, target, today=today)
    known = [r for r in pointing(desk, [target], Introduction) if r.content.to == target]
    first = {path.hops[0].asked for path in found.paths if path.hops}
    consents = pointing(desk, first, Consent)
    return WaysIn(
        warm=found,
        introductions=tuple(sorted(known, key=lambda r: (_over(r), r.id))),
        may_ask={
            person: standing(
                [c.content for c in consents if c.content.person == person], "introduce", today
            )
            for person in first
        },
        names=names_in(desk, known),
    )


def _over(record: Record[Introduction]) -> bool:
    return record.content.state in ("closed", "declined")
