"""The versions of an answer to a demand, and who was asked, read on the store lane."""

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds.consortium import Consortium, Member
from desk_app.domain.records import Record
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import names_in, pointing


class Asked(Struct, frozen=True):
    """One firm's part in a version: every line it gives heads for, and what it answered."""

    firm: UUID
    parts: tuple[Record[Member], ...]

    @property
    def answer(self) -> str:
        """What the firm answered; one answer for all its lines."""
        return self.parts[0].content.answer

    @property
    def leads(self) -> bool:
        """Whether the firm leads."""
        return any(part.content.role == "lead" for part in self.parts)


class Version(Struct, frozen=True):
    """One kept answer with its members, the lead first."""

    consortium: Record[Consortium]
    members: tuple[Asked, ...]


class Versions(Struct, frozen=True):
    """All kept answers, the newest first; `names` are titles by identifier, as text."""

    versions: tuple[Version, ...]
    names: dict[str, str]


def versions(desk: DeskStore, demand: UUID) -> Versions:
    """Read what was kept for a demand."""
    kept = pointing(desk, [demand], Consortium)
    members = pointing(desk, [r.id for r in kept], Member)
    newest = sorted(kept, key=lambda r: -(r.content.number or 0))
    return Versions(
        versions=tuple(Version(r, _members(r.id, members)) for r in newest),
        names=names_in(desk, members),
    )


def _members(consortium: UUID, members: Iterable[Record[Member]]) -> tuple[Asked, ...]:
    firms: dict[UUID, list[Record[Member]]] = {}
    for member in members:
        if member.content.consortium == consortium and member.content.firm is not None:
            firms.setdefault(member.content.firm, []).append(member)
    asked = [Asked(firm, tuple(parts)) for firm, parts in firms.items()]
    return tuple(sorted(asked, key=lambda one: (not one.leads, -_heads(one), one.firm)))


def _heads(asked: Asked) -> int:
    return sum(part.content.heads or 0 for part in asked.parts)
