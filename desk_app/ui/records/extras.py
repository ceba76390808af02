"""What some kinds show beyond their fields: at the top of the page, or under a tab of its own.

Each part reads for itself and is imported when it is first shown.
"""

from collections.abc import Callable
from uuid import UUID

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from desk_app.i18n import t
from desk_app.ui.kit import Kit

Make = Callable[[UUID, Kit], QWidget]


class Extras(Struct, frozen=True):
    """What a kind has: `above` its fields, or instead of them, and further tabs by their names."""

    above: Make | None = None
    instead: bool = False
    tabs: tuple[tuple[str, Make], ...] = ()


def extras(kind: str) -> Extras:
    """Return what pages of `kind` show beyond their fields."""
    match kind:
        case "dossier":
            return Extras(_dossier, instead=True)
        case "proposal":
            return Extras(_proposal)
        case "demand":
            return Extras(_stages, tabs=((t("Delivery"), _composer),))
        case "firm":
            tabs = ((t("Integrity"), _folio), (t("Way in"), _way_in), (t("Capacity"), _capacity))
            return Extras(_courtesy, tabs=tabs)
        case "person" | "hub":
            return Extras(tabs=((t("Way in"), _way_in),))
        case "opening":
            return Extras(tabs=((t("Candidates"), _candidates),))
        case _:
            return Extras()


def _dossier(id: UUID, kit: Kit) -> QWidget:
    from desk_app.ui.dossiers.page import DossierReading

    return DossierReading(id, kit)


def _proposal(id: UUID, kit: Kit) -> QWidget:
    from desk_app.ui.proposals.thread import ProposalThread

    return ProposalThread(id, kit)


def _candidates(id: UUID, kit: Kit) -> QWidget:
    from desk_app.ui.openings.page import CandidatesPart

    return CandidatesPart(id, kit)


def _folio(id: UUID, kit: Kit) -> QWidget:
    from desk_app.ui.records.folio import FolioPart

    return FolioPart(id, kit)


def _stages(id: UUID, kit: Kit) -> QWidget:
    from desk_app.ui.demands.strip import StageStrip

    return StageStrip(id, kit)


def _composer(id: UUID, kit: Kit) -> QWidget:
    from desk_app.ui.demands.composer import Composer

    return Composer(id, kit)


def _way_in(id: UUID, kit: Kit) -> QWidget:
    from desk_app.ui.introducing.page import WayInPart

    return WayInPart(id, kit)


def _courtesy(id: UUID, kit: Kit) -> QWidget:
    from desk_app.ui.introducing.courtesy import Courtesy

    return Courtesy(id, kit)


def _capacity(id: UUID, kit: Kit) -> QWidget:
    from desk_app.ui.capacity.firm import FirmCapacity

    return FirmCapacity(id, kit)
