"""Everything a record's page shows, read in one piece of work on the store lane."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from desk_app.domain.consent import Standing, standing
from desk_app.domain.fields import Shape
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.consent import PURPOSES, Consent
from desk_app.domain.kinds.person import Person
from desk_app.domain.records import HistoryEntry, Record
from desk_app.domain.registry import Content, Kind, plain
from desk_app.domain.titles import linked
from desk_app.domain.values import Plain
from desk_app.i18n import t
from desk_app.ui.desk import DeskStore
from desk_app.ui.records.mentions import Mentions, mentions
from desk_app.ui.showing import Skills, title_words


class View(Struct, frozen=True):
    """One record with what points at it, what it is called, and what befell it.

    `names` are titles by identifier (as text), of everything named on the page. `consents` tells
    a person's standing on each purpose, and is empty for other kinds. `keeper` names whose it
    is when it is not this mission's: nobody but them can change it.
    """

    record: Record[Content]
    fields: Plain
    title: str
    around: tuple[Record[Content], ...]
    names: dict[str, str]
    history: tuple[HistoryEntry, ...]
    consents: dict[str, Standing]
    mentions: Mentions = Mentions()
    keeper: str = ""

    @property
    def changeable(self) -> bool:
        """Tell whether this desk may change the record."""
        return not self.kind.read_only and not self.keeper

    @property
    def kind(self) -> Kind:
        """The declaration of the record."""
        return KINDS[self.record.kind]


def view(desk: DeskStore, id: UUID, today: date, skills: Skills) -> View:
    """Read the page of record `id`.

    Raises:
        NoSuchRecord: it is not here.

    """
    record = desk.record(id)
    around = desk.linked_records([id])
    fields = plain(record.content)
    names = _names(desk, [record, *around])
    return View(
        record=record,
        fields=fields,
        title=title_words(KINDS[record.kind], fields, names, skills),
        around=tuple(around),
        names=names,
        history=desk.history(id),
        consents=_consents(record, around, today),
        mentions=mentions(desk, record, around),
        keeper=_keeper(desk, record),
    )


def _keeper(desk: DeskStore, record: Record[Content]) -> str:
    """Name the owner of a record of others."""
    owner = record.envelope.owner
    if owner == desk.desk.mission:
        return ""
    if owner is None:
        return t("the ministry")
    return desk.titles([owner]).get(owner) or t("another mission")


def _names(desk: DeskStore, records: Iterable[Record[Content]]) -> dict[str, str]:
    wanted: set[UUID] = set()
    for record in records:
        wanted.add(record.id)
        wanted.update(id for _field, id in linked(KINDS[record.kind], plain(record.content)))
    return {str(id): named for id, named in desk.titles(wanted).items()}


def _consents(
    record: Record[Content], around: Iterable[Record[Content]], today: date
) -> dict[str, Standing]:
    if not isinstance(record.content, Person):
        return {}
    given = [other.content for other in around if isinstance(other.content, Consent)]
    return {
        choice.code: standing(given, choice.code, today)  # type: ignore[arg-type]  # the declared purposes
        for choice in PURPOSES
    }


def pointing(kind: str) -> list[tuple[str, str]]:
    """List the kinds whose records may point to one of `kind`, and by which field.

    In display order, so that a new kind appears on the pages it belongs to by itself.
    """
    found: list[tuple[str, str]] = []
    for other in sorted(KINDS.values(), key=lambda k: k.number):
        if other.local:
            continue
        names = [name for name, field in other.fields.items() if kind in field.links]
        found += [(other.name, names[0])] if names else []
    return found


def linking_field(other: Record[Content], id: UUID) -> str:
    """Name the field by which `other` points to `id`."""
    fields = plain(other.content)
    return next((f for f, target in linked(KINDS[other.kind], fields) if target == id), "")


def link_value(kind: str, field: str, id: UUID) -> Any:
    """Return the JSON value that points from a new record's `field` to `id`."""
    many = KINDS[kind].fields[field].shape is Shape.LINKS
    return [str(id)] if many else str(id)
