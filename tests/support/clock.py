"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

import pytest

A_MONDAY_MORNING = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class Clock:
    """Called, it tells the moment it was set to: aware, in UTC."""

    def __init__(self, now: datetime = A_MONDAY_MORNING) -> None:
        self.set(now)

    def __call__(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        """Show this moment from now on, be it later or earlier."""
        assert now.tzinfo is not None, "a moment without a zone is not a moment"
        self._now = now.astimezone(UTC)

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> datetime:
        """Move on by so much, or back when negative, and tell the new moment."""
        self.set(self._now + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds))
        return self._now


@pytest.fixture
def clock() -> Clock:
    """A hand-set clock, on a Monday morning."""
    return Clock()
