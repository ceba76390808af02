"""What the checks of a firm come to: by check, never summed to one score."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from desk_app.domain.kinds.check import CHECKS, Check
from desk_app.domain.records import Record

Light = Literal["clear", "open", "expired", "failed", "refused", "missing"]
"""How one check stands.

clear: nothing was found, and a second officer signed; open: under way, or not signed yet;
expired: was clear, is too old; failed: something was found; refused: the firm did not let itself
be checked; missing: nobody has looked.
"""

Standing = Literal["passed", "open", "failed"]

NEEDED = ("registry", "debarment", "owner")
"""What must be clear before a firm is named in an offer."""


class Line(Struct, frozen=True):
    """One line of the folio: the newest check of its nature, if there is one."""

    nature: str
    light: Light
    check: Record[Check] | None = None


def light(check: Check, today: date) -> Light:
    """Return how a check stands on `today`."""
    match check.result:
        case "failed":
            return "failed"
        case "refused":
            return "refused"
        case "clear" if check.second is not None and check.second != check.by:
            return "expired" if check.until is not None and check.until < today else "clear"
        case _:
            return "open"


def folio(checks: Iterable[Record[Check]], today: date) -> tuple[Line, ...]:
    """Return a line for each nature of check, in the order of the declaration.

    The newest check of a nature counts; of two on one day, the worse one.
    """
    newest: dict[str, Record[Check]] = {}
    for record in checks:
        other = newest.get(record.content.nature)
        if other is None or _rank(record.content, today) > _rank(other.content, today):
            newest[record.content.nature] = record
    return tuple(
        Line(code, light(newest[code].content, today), newest[code])
        if code in newest
        else Line(code, "missing")
        for code in (choice.code for choice in CHECKS)
    )


_WORST: Mapping[Light, int] = {"clear": 0, "expired": 1, "open": 2, "refused": 3, "failed": 4}


def _rank(check: Check, today: date) -> tuple[date, int]:
    return check.on or date.min, _WORST[light(check, today)]


def standing(checks: Iterable[Record[Check]], today: date) -> Standing:
    """Return whether a firm may be named in an offer.

    One check that failed or was refused bars it; else all `NEEDED` ones must be clear.
    """
    lines = folio(checks, today)
    if any(line.light in ("failed", "refused") for line in lines):
        return "failed"
    clear = {line.nature for line in lines if line.light == "clear"}
    return "passed" if clear.issuperset(NEEDED) else "open"


def lacking(checks: Iterable[Record[Check]], today: date) -> tuple[Line, ...]:
    """Return what keeps a firm from being offered; nothing when it passed."""
    lines = folio(checks, today)
    barring = tuple(line for line in lines if line.light in ("failed", "refused"))
    return barring or tuple(
        line for line in lines if line.nature in NEEDED and line.light != "clear"
    )
