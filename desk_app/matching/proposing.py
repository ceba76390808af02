"""What would be proposed for a demand today, as records that nobody has kept."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from desk_app.domain.acts import Create
from desk_app.domain.labels import Language
from desk_app.domain.records import Envelope, Record, Stamp
from desk_app.domain.registry import KINDS, Content
from desk_app.matching.delivering import Delivery, Shelf, Wish, delivered, gathered
from desk_app.matching.keeping import NewId, kept

_OF_A_CONSORTIUM = ("consortium", "member")


def proposed(
    shelf: Shelf, demand: UUID, new_id: NewId, *, now: datetime, language: Language = "en"
) -> tuple[Record[Content], ...]:
    """Return the first proposal as a consortium without a number, and its members.

    Nothing where no firm can help. Takes a second or two for a large demand; `now` is in the
    zone of the reader.

    Raises:
        NoSuchRecord: the demand is not here.
        WrongInput: it is no demand.
    """
    delivery = delivered(gathered(shelf, demand), Wish(), today=now.date())
    return as_records(shelf, delivery, new_id, now=now, language=language)


def as_records(
    shelf: Shelf, delivery: Delivery, new_id: NewId, *, now: datetime, language: Language = "en"
) -> tuple[Record[Content], ...]:
    """Return the first proposal of a delivery as records; nothing where there is none."""
    if not delivery.answer.proposals:
        return ()
    act = kept(shelf, delivery, new_id, language=language)
    return tuple(_records((deed for deed in act.deeds if isinstance(deed, Create)), now))


def _records(deeds: Iterator[Create], now: datetime) -> Iterator[Record[Content]]:
    stamp = Stamp(at=now)
    for deed in deeds:
        if deed.kind in _OF_A_CONSORTIUM:
            fields = {name: value for name, value in deed.fields.items() if name != "number"}
            envelope = Envelope(None, deed.audience, created=stamp, updated=stamp)
            yield Record(deed.id, deed.kind, KINDS[deed.kind].read(fields), envelope, 0, "here")
