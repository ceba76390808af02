"""From records to the PDF's bytes, away from the main thread, and what is noted of a printing."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

import msgspec
from msgspec import Struct
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from desk_app.briefs.compose.options import Options
from desk_app.briefs.content import Brief
from desk_app.domain.kinds import KINDS
from desk_app.domain.material import Material
from desk_app.domain.registry import plain
from desk_app.domain.titles import linked
from desk_app.domain.values import Plain
from desk_app.store.values import Desk
from desk_app.ui.desk import DeskStore

_SAID_LIMIT = 100_000


class Sources(Struct, frozen=True):
    """Everything a brief is made of."""

    material: Material
    desk: Desk
    exchanged: datetime | None


class Made(Struct, frozen=True):
    """A finished brief; `sections` are all it could have, as (key, title)."""

    brief: Brief
    pdf: bytes
    sections: tuple[tuple[str, str], ...]
    options: Options
    pages: int


def sources(desk: DeskStore, subject: UUID) -> Sources:
    """Read what a brief about `subject` is made of.

    Raises:
        NoSuchRecord: it is not here.

    """
    return Sources(desk.material(subject), desk.desk, desk.standing().last_receipt)


def make(found: Sources, options: Options) -> Made:
    """Compose and set the brief. Imports the typesetting when it is first called."""
    from desk_app.briefs.compose import compose
    from desk_app.briefs.content import all_sections
    from desk_app.briefs.layout.document import pdf

    brief = compose(found.material, options)
    whole = brief if not options.off else compose(found.material, _all_on(options))
    sections = dict.fromkeys((section.key, section.title) for section in all_sections(whole))
    content = pdf(brief, printed_at=options.printed_at)
    return Made(brief, content, tuple(sections), options, pages_of(content))


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
    options = made.options
    subject = found.material.subject
    fields: Plain = {
        "name": made.brief.title[:300],
        "length": options.length,
        "language": options.language,
        "classification": options.marking,
        "meeting": str(subject),
        "about": _about(found.material),
        "printed": options.printed_at.isoformat(),
        "pages": made.pages,
        "sha256": sha256(made.pdf).hexdigest(),
    }
    said = msgspec.json.encode(made.brief).decode()
    if len(said) <= _SAID_LIMIT:
        fields["said"] = said
    return fields


def _about(material: Material) -> list[str]:
    record = next((r for r in material.records if r.id == material.subject), None)
    if record is None:
        return []
    fit = set(KINDS["brief"].fields["about"].links)
    kinds = {other.id: other.kind for other in material.records}
    pairs = linked(KINDS[record.kind], plain(record.content))
    return [str(id) for _field, id in pairs if kinds.get(id) in fit]
