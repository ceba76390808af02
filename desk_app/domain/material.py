"""All the records one brief needs, fetched together and handed over as values."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk_app.domain.records import Record
from desk_app.domain.registry import KINDS, Content

C = TypeVar("C", bound=Content)


class Period(Struct, frozen=True):
    """A stretch of days, both ends in it."""

    first: date
    last: date

    def has(self, day: date | None) -> bool:
        """Tell whether a day lies in it; no day does not."""
        return day is not None and self.first <= day <= self.last


class Material(Struct, frozen=True):
    """The subject of a brief, and every record around it that a brief may speak of.

    Around a meeting: its people, organisations, officers and demands; positions, ties, consents,
    memberships and certificates of those; demand lines, consortia and stages; earlier meetings
    with the same people or organisations, and their tasks; printed briefs about them; facts of
    their countries and of Bangladesh; capacity lines, certificates and checks of all Bangladeshi
    firms with a skill that a demand asks for, and those firms; skills, missions and countries for
    their names. Around a mission: the work of `period`. Around a dossier: its papers and notes,
    and the firms and hubs of its domain.

    `chosen` names records that the brief is about beside its subject: the meetings of a book.
    """

    subject: UUID
    records: tuple[Record[Content], ...]
    period: Period | None = None
    chosen: tuple[UUID, ...] = ()

    def get(self, content: type[C], id: UUID | None) -> Record[C] | None:
        """Return the record `id` when it is here and of that kind."""
        return next((r for r in self.all(content) if r.id == id), None)

    def all(self, content: type[C]) -> list[Record[C]]:
        """Return the records of one kind, in the order they were fetched."""
        found: list[Record[C]] = []
        for record in self.records:
            if isinstance(record.content, content):
                found.append(record)  # type: ignore[arg-type]  # narrowed by its content
        return found

    def kind(self) -> str:
        """Return the kind of the subject, or an empty text when it is not here."""
        return next((r.kind for r in self.records if r.id == self.subject), "")

    def about(self, subject: UUID) -> "Material":
        """Return the same records around another subject."""
        return replace(self, subject=subject)

    def beside(self, more: Iterable[Record[Content]]) -> "Material":
        """Return the material with further records."""
        return replace(self, records=(*self.records, *more))


def kind_of(content: type[Content]) -> str:
    """Return the name under which `content` is declared."""
    return next(kind.name for kind in KINDS.values() if kind.content is content)
