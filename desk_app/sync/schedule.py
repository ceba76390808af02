"""When the next exchange is due: after edits, from time to time, and later after failures.

Pure: seconds of any clock that only moves forward go in, and the share by which to vary them.
"""

from math import inf

from msgspec import Struct


class Pace(Struct, frozen=True):
    """Pauses in seconds.

    `every`: between exchanges; `settle`: after an edit, but at most `settled` after the first
    one; `retry` and `longest`: after failures; `refused`: after the ministry said no.
    """

    every: float = 900.0
    settle: float = 5.0
    settled: float = 60.0
    retry: float = 30.0
    longest: float = 3_600.0
    refused: float = 6 * 3_600.0


PACE = Pace()


class Schedule:
    """Decides when an exchange is due; what the officer asks for goes before everything."""

    def __init__(self, pace: Pace, now: float) -> None:
        self._pace = pace
        self._regular = now
        self._after_edits = inf
        self._not_before = now
        self._first_edit: float | None = None
        self._failures = 0
        self.was_asked = False

    def wait(self, now: float) -> float:
        """Return in how many seconds an exchange is due, 0 for now."""
        if self.was_asked:
            return 0.0
        due = min(self._regular, self._after_edits)
        return max(0.0, max(due, self._not_before) - now)

    def ask(self) -> None:
        """The officer wants an exchange now."""
        self.was_asked = True

    def edited(self, now: float) -> None:
        """Something was typed: wait until the typing rests, but not for ever."""
        if self._first_edit is None:
            self._first_edit = now
        latest = self._first_edit + self._pace.settled
        self._after_edits = min(now + self._pace.settle, latest)

    def begun(self) -> None:
        """An exchange begins: it carries everything typed so far."""
        self.was_asked = False
        self._first_edit = None
        self._after_edits = inf

    def ended(self, now: float, vary: float) -> None:
        """All went well; `vary` lies between 0 and 1."""
        self._failures = 0
        self._not_before = now
        self._regular = now + self._pace.every * (0.8 + 0.4 * vary)

    def failed(self, now: float, vary: float, *, refused: bool = False) -> None:
        """It did not take place; each failure doubles the pause, varied so that desks spread."""
        self._failures += 1
        pause = min(self._pace.longest, self._pace.retry * 2.0 ** min(self._failures - 1, 16))
        if refused:
            pause = self._pace.refused
        self._regular = self._not_before = now + pause * (0.5 + vary)

    def put_off(self, now: float) -> None:
        """It may not begin by itself now: look again in a while."""
        self._not_before = now + self._pace.every
