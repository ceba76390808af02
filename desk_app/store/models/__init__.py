"""The tables: those of the record kinds derived, those of the bookkeeping typed."""

from desk_app.store.models.base import Row
from desk_app.store.models.importing import ExportRow, ImportRow, MappingRow
from desk_app.store.models.kinds import KIND_TABLES
from desk_app.store.models.listing import EntryRow, LinkRow, MergedRow, PartedRow
from desk_app.store.models.outbox import ActRow, BaseRow, EditRow, HistoryRow
from desk_app.store.models.standing import DisputeRow, DraftRow, PlaceRow, RefusalRow, SeenRow

__all__ = [
    "KIND_TABLES",
    "ActRow",
    "BaseRow",
    "DisputeRow",
    "DraftRow",
    "EditRow",
    "EntryRow",
    "ExportRow",
    "HistoryRow",
    "ImportRow",
    "LinkRow",
    "MappingRow",
    "MergedRow",
    "PartedRow",
    "PlaceRow",
    "RefusalRow",
    "Row",
    "SeenRow",
]
