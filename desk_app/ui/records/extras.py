"""What some kinds show beyond their fields: at the top of the page, or under a tab of its own.

Each part reads for itself and is imported when it is first shown.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import cast
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
    return _extras().get(kind, Extras())


def _extras() -> dict[str, Extras]:
    """Return what each kind has, in the language in use."""
    way_in = (t("Way in"), _part("introducing.page", "WayInPart"))
    return {
        "dossier": Extras(_part("dossiers.page", "DossierReading"), instead=True),
        "proposal": Extras(_part("proposals.thread", "ProposalThread")),
        "demand": Extras(
            _part("demands.strip", "StageStrip"),
            tabs=((t("Delivery"), _part("demands.composer", "Composer")),),
        ),
        "firm": Extras(
            _part("introducing.courtesy", "Courtesy"),
            tabs=(
                (t("Integrity"), _part("records.folio", "FolioPart")),
                way_in,
                (t("Capacity"), _part("capacity.firm", "FirmCapacity")),
            ),
        ),
        "person": Extras(tabs=(way_in,)),
        "hub": Extras(tabs=(way_in,)),
        "opening": Extras(
            tabs=((t("Candidates"), _part("openings.page", "CandidatesPart")),),
        ),
    }


def _part(module: str, name: str) -> Make:
    """Return what makes a part of the window; its module comes when it is first wanted."""
    return partial(_made, module, name)


def _made(module: str, name: str, id: UUID, kit: Kit) -> QWidget:
    make = cast("Make", getattr(import_module(f"desk_app.ui.{module}"), name))
    return make(id, kit)
