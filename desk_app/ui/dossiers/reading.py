"""A dossier with its papers and notes, read in one piece of work on the store lane."""

from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds.dossier import Dossier, Note, Paper
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.ui.country.reading import Asked, asked_about
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import pointing


class Shelf(Struct, frozen=True):
    """One dossier, and what stands with it."""

    dossier: Record[Content]
    papers: tuple[Record[Paper], ...]
    notes: tuple[Record[Note], ...]
    asked: Asked | None


def shelf(desk: DeskStore, id: UUID) -> Shelf:
    """Read dossier `id`; its notes and those of its papers."""
    papers = pointing(desk, [id], Paper)
    about = [id, *(paper.id for paper in papers)]
    return Shelf(
        dossier=desk.record(id),
        papers=tuple(papers),
        notes=tuple(pointing(desk, about, Note)),
        asked=asked_about(desk, [id]).get(id),
    )


def in_bangla(dossier: Dossier, field: str) -> str:
    """Return the Bangla text of a part, or the English one where nobody has written it."""
    bangla = str(getattr(dossier, f"{field}_bn", ""))
    return bangla or str(getattr(dossier, field))
