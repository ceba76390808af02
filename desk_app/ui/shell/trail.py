"""Where the officer has been, for Back and Forward."""

from uuid import UUID

from msgspec import Struct


class Place(Struct, frozen=True):
    """A section, or a record shown beside the list of `listed` kind."""

    section: str = ""
    listed: str = ""
    kind: str = ""
    id: UUID | None = None


class Trail:
    """The places gone through, with a finger on the present one."""

    def __init__(self, limit: int = 200) -> None:
        self._places: list[Place] = []
        self._at = -1
        self._limit = limit

    def go(self, place: Place) -> None:
        """Step to `place`; what lay ahead is forgotten."""
        if self.here == place:
            return
        self._places = [*self._places[: self._at + 1], place][-self._limit :]
        self._at = len(self._places) - 1

    @property
    def here(self) -> Place | None:
        """The present place."""
        return self._places[self._at] if self._places else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place ahead."""
        return self._at < len(self._places) - 1

    def back(self) -> Place | None:
        """Step back and return the place, or None at the beginning."""
        if not self.can_go_back:
            return None
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> Place | None:
        """Step forward and return the place, or None at the end."""
        if not self.can_go_forward:
            return None
        self._at += 1
        return self._places[self._at]
