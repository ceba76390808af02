"""All checks, in order."""

from desk_app.ministry.conformance import edits, merges, naming, views
from desk_app.ministry.conformance.cases import CASES, Case

__all__ = ["CASES", "Case", "edits", "merges", "naming", "views"]
