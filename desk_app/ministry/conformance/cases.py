"""The checks: each is a rule of the contract, told by its name."""

from collections.abc import Callable
from typing import Literal, Protocol

from desk_app.ministry.conformance.plain_desk import PlainDesk

Place = Literal["home", "abroad"]


class Bench(Protocol):
    """What a check may ask for: enrolled devices of two missions of the server under test."""

    def desk(self, place: Place = "home") -> PlainDesk:
        """Return a device that has read to the end; each call one more of that mission."""
        ...


Case = Callable[[Bench], None]
CASES: list[Case] = []
"""Every check, in the order of declaration."""


def case(check: Case) -> Case:
    """Register a check."""
    CASES.append(check)
    return check
