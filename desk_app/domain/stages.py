"""The stage log of demands: written by whatever act changes a stage, in that act."""

from desk_app.domain.kinds.demand import Demand
from desk_app.domain.records import Stamp
from desk_app.domain.values import Plain

STAGED = "demand"
"""The kind whose stages are logged."""


def logged(id: str, before: Plain, after: Plain, stamp: Stamp) -> Plain | None:
    """Return the fields of the log line, or None where the demand kept its stage.

    Args:
        id: the demand.
        before: its fields before, without those at their default.
        after: its fields after.
        stamp: when it changed, and by whom.
    """
    was, now = (str(fields.get("stage") or Demand().stage) for fields in (before, after))
    if was == now:
        return None
    line: Plain = {
        "demand": id,
        "before": was,
        "after": now,
        "on": stamp.at.date().isoformat(),
        "by": stamp.by,
    }
    return line | ({"reason": after["lost_reason"]} if now == "lost" else {})
