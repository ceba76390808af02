"""From records to the PDF's bytes, away from the main thread, and what is noted of a printing."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from msgspec import Struct
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from desk_app.briefs import noting
from desk_app.briefs.compose.options import Options
from desk_app.briefs.content import Brief
from desk_app.domain.material import Material, Period
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.domain.values import Plain
from desk_app.i18n import language
from desk_app.store.values import Desk
from desk_app.ui.desk import DeskStore

if TYPE_CHECKING:
    from desk_app.briefs.compose import Problem

_AHEAD = timedelta(days=31)


class Wanted(Struct, frozen=True):
    """Which brief is wanted: of no `form` the usual one; `chosen` are the meetings of a book.

    `period` is what a report tells of.
    """

    subject: UUID
    form: str = ""
    period: Period | None = None
    chosen: tuple[UUID, ...] = ()

    @property
    def around(self) -> Period | None:
        """The days whose records a report needs: its year so far, and the month ahead."""
        if self.period is None:
            return None
        return Period(self.period.first.replace(month=1, day=1), self.period.last + _AHEAD)


class Sources(Struct, frozen=True):
    """Everything a brief is made of."""

    material: Material
    desk: Desk
    exchanged: datetime | None
    templates: tuple[Record[Content], ...] = ()

    def options(self, now: datetime) -> Options:
        """Return what of the options the desk itself knows."""
        return Options(
            printed_at=now.astimezone(),
            mission=self.desk.mission_name,
            officer=self.desk.officer,
            exchanged=self.exchanged,
        )


class Made(Struct, frozen=True):
    """A finished brief; `sections` are all it could have, as (key, title)."""

    brief: Brief
    pdf: bytes
    sections: tuple[tuple[str, str], ...]
    options: Options
    pages: int
    problems: "tuple[Problem, ...]" = ()


def sources(desk: DeskStore, wanted: Wanted) -> Sources:
    """Read what a brief is made of.

    Raises:
        NoSuchRecord: it is not here.

    """
    material = desk.material(wanted.subject, wanted.around, wanted.chosen)
    templates = tuple(desk.all("template"))
    return Sources(material, desk.desk, desk.standing().last_receipt, templates)


def kinds_of(found: Sources) -> tuple[str, ...]:
    """Return the kinds of brief there are about the subject, the usual one first."""
    from desk_app.briefs.compose import forms_for

    return forms_for(found.material.kind())


def make(found: Sources, options: Options) -> Made:
    """Compose and set the brief. Imports the typesetting when it is first called."""
    from desk_app.briefs.compose import compose, problems
    from desk_app.briefs.content import all_sections
    from desk_app.briefs.layout.document import pdf

    brief = compose(found.material, options)
    whole = brief if not options.off else compose(found.material, _all_on(options))
    sections = dict.fromkeys((section.key, section.title) for section in all_sections(whole))
    content = pdf(brief, printed_at=options.printed_at)
    spoken = msgspec.structs.replace(options, language=language())
    found_wanting = problems(found.material, spoken)
    return Made(brief, content, tuple(sections), options, pages_of(content), tuple(found_wanting))


def pages_of(content: bytes) -> int:
    """Return how many pages a PDF has."""
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    count: int = document.pageCount()
    document.close()
    return count


def _all_on(options: Options) -> Options:
    return msgspec.structs.replace(options, off=frozenset())


def noted(made: Made, found: Sources) -> Plain:
    """Return the fields of the record that notes this printing."""
    return noting.noted(made.brief, made.pdf, made.pages, made.options, found.material)
