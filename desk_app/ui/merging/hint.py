"""While a new person, firm or hub is typed: who that perhaps is already, told quietly."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.errors import DeskError
from desk_app.domain.values import Plain
from desk_app.i18n import t
from desk_app.ui.desk import DeskStore
from desk_app.ui.kit import Kit
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Words, button, clear, column, row

_PAUSE = 450
"""Milliseconds without typing after which is asked."""

_MOST = 3
"""How many are told."""

_EACH = 25
"""How many records one question to the search looks at."""


class Likely(Struct, frozen=True):
    """A record that the new one perhaps is: its name, what it does, and why."""

    id: UUID
    title: str
    detail: str
    confidence: float
    reasons: tuple[str, ...]


class Hint(QWidget):
    """Tells, above a form, which records are perhaps the one that is typed.

    Signals:
        opened: the officer wants to go to a record.
        taken: what was typed shall go into a record instead of a new one.
    """

    opened = Signal(object)
    taken = Signal(object)

    def __init__(
        self, kind: str, draft: Callable[[], Plain], kit: Kit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._draft = draft
        self._kit = kit
        self.likely: tuple[Likely, ...] = ()
        self._fields: Plain = {}
        self._late = QTimer(self, singleShot=True, interval=_PAUSE)
        self._late.timeout.connect(self._ask)
        self._box = column(self)
        self.hide()

    def typed(self) -> None:
        """Take note that something was typed; it is looked up once the officer pauses."""
        self._late.start()

    def _ask(self) -> None:
        draft = self._draft()
        fields = {name: draft[name] for name in _COMPARED if draft.get(name)}
        if fields == self._fields:
            return
        self._fields = fields
        if len(str(fields.get("name", ""))) < _SHORTEST and not fields.get("emails"):
            self._kit.jobs.forget(self, "likely")
            self._show(())
            return
        work = partial(likely, self._kind, fields)
        self._kit.jobs.latest(self, "likely", work, self._show, self._on_failed)

    def _show(self, found: tuple[Likely, ...]) -> None:
        if found == self.likely:
            return
        self.likely = found
        clear(self._box)
        if found:
            self._box.addWidget(self._card(found))
        self.setVisible(bool(found))

    def _card(self, found: tuple[Likely, ...]) -> Card:
        from desk_app.ui.merging.words import reason_words

        card = Card("notice")
        card.column.setSpacing(4)
        for one in found:
            line = row(gap=UNIT)
            words = column(gap=0)
            words.addWidget(Words(t("Perhaps already here: {name}", name=one.title)))
            why = [one.detail, reason_words(one.reasons)]  # type: ignore[arg-type]  # the reasons of exchange.duplicates
            words.addWidget(Words(" · ".join(text for text in why if text), "small"))
            line.addLayout(words, 1)
            line.addWidget(button(t("Open it"), partial(self.opened.emit, one.id)))
            put = partial(self.taken.emit, one.id)
            line.addWidget(button(t("Add what I typed to it"), put))
            card.column.addLayout(line)
        return card

    def _on_failed(self, _error: DeskError) -> None:
        """A hint that fails is no hint; what is typed is saved all the same."""
        self._show(())


_COMPARED = ("name", "name_bn", "given", "family", "emails", "phones", "website", "birthday")
_SHORTEST = 3


def likely(kind: str, fields: Plain, desk: DeskStore) -> tuple[Likely, ...]:
    """Return the records that a draft perhaps is, the surest first; for the store lane.

    The search index brings the candidates, so that the number of records makes no difference.
    """
    from desk_app.exchange.planning import named_party  # slow to import
    from desk_app.exchange.twins import perhaps
    from desk_app.store.comparing import those

    found: dict[UUID, tuple[str, str]] = {}
    for words in _questions(fields):
        rows = desk.search(words, kinds=(kind,), limit=_EACH)
        found |= {row.id: (row.title, row.detail) for row in rows}
    known = those(desk, found)
    twins = perhaps(named_party(None, kind, fields), known)[:_MOST]
    return tuple(
        Likely(one.one, *found[one.one], one.confidence, tuple(map(str, one.reasons)))
        for one in twins
    )


def _questions(fields: Plain) -> list[str]:
    """Return what the search is asked: each name whole and without one of its words, contacts."""
    asked: list[str] = [*fields.get("emails", ()), *fields.get("phones", ())]
    for name in (fields.get("name"), fields.get("name_bn")):
        words = [word for word in str(name or "").split() if len(word.strip(".,")) > 1]
        if not words:
            continue
        asked.append(" ".join(words))
        if 2 < len(words) <= _LONGEST:
            asked += [" ".join(words[:n] + words[n + 1 :]) for n in range(len(words))]
    return list(dict.fromkeys(asked))


_LONGEST = 6
