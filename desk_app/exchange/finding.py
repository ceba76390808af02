"""Records that cells name by their titles; a firm that nobody knows is promised for later."""

from collections.abc import Callable, Mapping
from uuid import UUID

from msgspec.structs import replace

from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import clean_text
from desk_app.domain.titles import linked
from desk_app.domain.words import fold
from desk_app.exchange.firmnames import firm_words
from desk_app.exchange.planning import Row

Titles = Callable[[str], Mapping[UUID, str]]
"""Gives the titles of all records of a kind."""


_NAME_LIMIT = KINDS["firm"].fields["name"].limit


class Finder:
    """Finds records by title, also where the spelling of a firm's legal form differs."""

    def __init__(self, titles: Titles, new_id: Callable[[], UUID]) -> None:
        self._titles = titles
        self._new_id = new_id
        self._by_title: dict[str, dict[str, UUID]] = {}
        self._promised: dict[UUID, str] = {}

    def __call__(self, kinds: tuple[str, ...], title: str) -> UUID | None:
        """Return the record of one of `kinds` with this title; for a firm, the one to be made."""
        for kind in kinds:
            for key in _keys(kind, title):
                if found := self._of(kind).get(key):
                    return found
        if "firm" not in kinds or len(title) > _NAME_LIMIT:
            return None
        return self._promise(title)

    def _promise(self, title: str) -> UUID:
        id = self._new_id()
        self._promised[id] = clean_text(title, lines=False)
        for key in _keys("firm", title):
            self._of("firm").setdefault(key, id)
        return id

    def _of(self, kind: str) -> dict[str, UUID]:
        if kind not in self._by_title:
            known: dict[str, UUID] = {}
            for id, title in self._titles(kind).items():
                for key in _keys(kind, title):
                    known.setdefault(key, id)
            self._by_title[kind] = known
        return self._by_title[kind]

    def completed(self, row: Row) -> Row:
        """Return `row` with the firms that its links were promised."""
        if not self._promised:
            return row
        ids = (target for _, target in linked(KINDS[row.kind], row.fields))
        firms = tuple((id, self._promised[id]) for id in ids if id in self._promised)
        return replace(row, firms=firms) if firms else row


def _keys(kind: str, title: str) -> tuple[str, ...]:
    """Return what a title is found under: itself, and a firm's without its legal form."""
    whole = fold(title.strip())
    if kind not in ("firm", "hub"):
        return (whole,)
    return whole, "=" + " ".join(word.text for word in firm_words(title))
