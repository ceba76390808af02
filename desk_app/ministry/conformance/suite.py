"""All checks, in order."""

from desk_app.ministry.conformance import edits, views
from desk_app.ministry.conformance.cases import CASES, Case

__all__ = ["CASES", "Case", "edits", "views"]
