"""What records are called in a language: read from the lists, never from the records."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec

from desk_app.domain.labels import Language
from desk_app.domain.registry import KINDS
from desk_app.domain.titles import linked_texts
from desk_app.store import rows, survivors
from desk_app.store.cells import name_in
from desk_app.store.connecting import Driver
from desk_app.store.rows import IDS, ids_parameter, in_chunks

_MANY = 20_000
"""So many titles are kept at most: a few megabytes."""

decoded = msgspec.json.Decoder(dict[str, Any]).decode


def titles(raw: Driver, ids: Iterable[UUID], language: Language) -> dict[UUID, str]:
    """Return the titles of records in `language`; those unknown are left out."""
    asked = set(ids)
    if language == "en":
        return rows.titles(raw, asked)
    names = Names(raw, language)
    names.know(asked)
    return {id: names.titles[str(id)] for id in asked if str(id) in names.titles}


class Names:
    """The titles of one answer, each looked up once; all of one circle in one query."""

    def __init__(self, raw: Driver, language: Language) -> None:
        self._raw = raw
        self._language: Language = language
        self._stands: dict[str, str] = {}
        self.titles: dict[str, str] = {}

    def fit_for(self, language: Language) -> bool:
        """Tell whether it may go on naming records in `language`, and is not too large."""
        return self._language == language and len(self.titles) < _MANY

    def follow(self, ids: Iterable[str]) -> None:
        """Look up what records are called that others point to, and who stands for them."""
        asked = {UUID(id) for id in ids if id not in self._stands}
        stands = survivors.standing(self._raw, asked)
        self._stands |= {str(id): str(stands.get(id, id)) for id in asked}
        self.know(asked | set(stands.values()))

    def know(self, ids: Iterable[UUID]) -> None:
        """Look up what records are called."""
        new = {id for id in ids if str(id) not in self.titles}
        if self._language == "en":
            self.titles |= {str(id): name for id, name in rows.titles(self._raw, new).items()}
        elif new:
            self._compose(new)

    def of(self, id: str) -> str:
        """Name whoever stands for a record, or it itself where that one is not here; or a skill.

        An empty text where nothing is known of it.
        """
        named = self.titles.get(self._stands.get(id, id)) or self.titles.get(id)
        return named or (self._skills.get(id, "") if self._language == "bn" else "")

    def _compose(self, ids: set[UUID]) -> None:
        found: list[tuple[str, str, str, dict[str, Any]]] = []
        for some in in_chunks(ids):
            sql = f"SELECT id, kind, title, cells FROM entry WHERE id IN {IDS}"  # noqa: S608  # a constant
            for id, number, title, cells in self._raw.execute(sql, (ids_parameter(some),)):
                found.append((str(UUID(bytes=id)), _NAMES[number], title, decoded(cells)))
        # A record whose title leads back to itself stands in its own with its English one.
        self.titles |= {id: title for id, _, title, _ in found}
        self.follow({t for _, name, _, held in found for t in _in_title(name, held)})
        for id, name, title, held in found:
            self.titles[id] = name_in(KINDS[name], title, held, self.of, self._language)

    @cached_property
    def _skills(self) -> dict[str, str]:
        found = self._raw.execute("SELECT code, coalesce(nullif(name_bn, ''), name) FROM skill")
        return dict(found.fetchall())


_NAMES = {kind.number: kind.name for kind in KINDS.values()}


def _in_title(name: str, held: dict[str, Any]) -> list[str]:
    kind = KINDS[name]
    return [target for field, target in linked_texts(kind, held) if field in kind.title]
