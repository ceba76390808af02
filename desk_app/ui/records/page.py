"""The page of one record: who or what it is, what hangs on it, what happened."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from desk_app.domain.acts import Act, Archive, Restore
from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.consent import PURPOSES
from desk_app.domain.kinds.position import Position
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.i18n import moment, short_day, t, told
from desk_app.ui.forms.chips import Flow
from desk_app.ui.kit import Kit
from desk_app.ui.merging.doing import take_apart
from desk_app.ui.messages import Reason
from desk_app.ui.quality.strip import care_strip
from desk_app.ui.records.consents import consent_chip
from desk_app.ui.records.extras import Extras, extras
from desk_app.ui.records.fields import field_cards, kind_name
from desk_app.ui.records.mentions import mentions_card
from desk_app.ui.records.reading import View, view
from desk_app.ui.records.related import related_cards
from desk_app.ui.records.timeline import timeline
from desk_app.ui.showing import shown, worded
from desk_app.ui.states import state_tone, state_words
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Chip, Scroll, Words, button, clear, column, row

_BRIEFED = (
    *("meeting", "firm", "hub", "person", "country"),
    *("demand", "dossier", "win", "mission"),
)
_FIRST_MOMENTS = 60
_BASE = 3
"""How many tabs every record has; those of its kind come after."""


class RecordPage(QWidget):
    """Shows one record.

    Signals:
        loaded: a record is on the page (its `View`).
        gone: the record is not at this desk any more.
    """

    loaded = Signal(object)
    gone = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.id: UUID | None = None
        self.view: View | None = None
        self._undrawn: set[int] = set()
        self._extras = Extras()
        self._above = column(gap=2 * UNIT)
        self._below = column(gap=2 * UNIT)
        self._head = column(margin=0, gap=UNIT)
        self._head.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 0)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(t("Parts of the record"))
        self.parts = QStackedWidget()
        strip = row()
        strip.setContentsMargins(3 * UNIT, UNIT, 3 * UNIT, 0)
        strip.addWidget(self.tabs)
        strip.addStretch(1)
        page = column(self, gap=0)
        page.addLayout(self._head)
        page.addLayout(strip)
        page.addWidget(self.parts, 1)
        self._scrolls: list[Scroll] = []
        for name in _tab_names():
            self._add_tab(name)
        self._scrolls[0].column.addLayout(self._above)
        self._scrolls[0].column.addLayout(self._below)
        self.tabs.currentChanged.connect(self._on_tab)
        kit.jobs.changed.connect(self._on_changed)

    @property
    def briefed(self) -> bool:
        """Whether there is a brief about the record that is shown."""
        return self.view is not None and self.view.record.kind in _BRIEFED

    def show_record(self, id: UUID) -> None:
        """Read and show record `id`."""
        if id != self.id:
            self.tabs.setCurrentIndex(0)
        self.id = id
        self.reload()

    def show_part(self, name: str) -> None:
        """Turn to the tab of that name once the record is there."""
        for tab in range(self.tabs.count()):
            if self.tabs.tabText(tab) == name:
                self.tabs.setCurrentIndex(tab)

    def reload(self) -> None:
        """Read the record again."""
        if self.id is None:
            return
        id, today, skills = self.id, self._today(), self._kit.lookups.skills
        self._kit.jobs.latest(
            self,
            "view",
            lambda desk: view(desk, id, today, skills),
            self._on_read,
            self._on_failed,
        )

    def archive(self) -> None:
        """Ask why and put the record away; or take it back out."""
        if self.view is None or not self.view.changeable:
            return
        record, kind = self.view.record, kind_name(self.view.record.kind)
        if record.envelope.archived and record.envelope.archived.into is not None:
            take_apart(self, self._kit, record.kind, record.id)
            return
        if record.envelope.archived:
            label_ = t("Restore: {kind}", kind=kind)
            self._kit.acts.do(self, Act((Restore(record.id),), label_))
            return
        asks = Reason(t("Why is this record put away?"), t("Archive"), self)
        asks.accepted.connect(partial(self._on_reason, asks, record.id, kind))
        asks.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asks.open()

    def _on_reason(self, asks: Reason, id: UUID, kind: str) -> None:
        deed = Archive(id, asks.words.text().strip())
        self._kit.acts.do(self, Act((deed,), t("Archive: {kind}", kind=kind)))

    def _on_tab(self, tab: int) -> None:
        self._draw_part(tab)
        self.parts.setCurrentIndex(tab)

    def _on_read(self, read: View) -> None:
        if read == self.view:
            return
        other = self.view is None or self.view.record.id != read.record.id
        self.view = read
        self._draw_head(read)
        if other:
            self._take_extras(read)
        self._draw_parts(read)
        self.loaded.emit(read)

    def _on_failed(self, error: DeskError) -> None:
        self.view = None
        clear(self._head)
        self._head.addWidget(Words(told(error), "muted"))
        for part in (self._above, self._below, *(s.column for s in self._scrolls[1:])):
            clear(part)
        self.gone.emit(self.id)

    def _on_changed(self, changes: Changes) -> None:
        if self.id is None:
            return
        near = {self.id, *(other.id for other in (self.view.around if self.view else ()))}
        if changes.records & near or changes.touch(*_LINKING) or changes.standing:
            self.reload()

    def _draw_head(self, read: View) -> None:
        clear(self._head)
        top = row(gap=UNIT)
        words = column(gap=2)
        words.addWidget(Words(kind_name(read.record.kind), "small"))
        title = Words(read.title, "title", copied=True)
        title.setAccessibleName(read.title)
        words.addWidget(title)
        if under := _subtitle(read, self._kit):
            words.addWidget(Words(under, "muted", copied=True))
        top.addLayout(words, 1)
        for action in self._actions(read):
            top.addWidget(action, alignment=Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(top)
        chips = QWidget()
        chips.setLayout(self._chips(read))
        self._head.addWidget(chips)

    def _actions(self, read: View) -> list[QWidget]:
        kit, record = self._kit, read.record
        made: list[QWidget] = []
        if self.briefed:
            brief = partial(kit.ways.brief.emit, record.id)
            made.append(button(t("Brief"), brief, look="main", picture="brief", hint="Ctrl+P"))
        if not read.changeable:
            return made
        if (away := record.envelope.archived) is not None:
            if away.into is not None:
                go = partial(kit.ways.record.emit, record.kind, away.into)
                made.append(button(t("Open what it is in"), go))
            words = t("Restore") if away.into is None else t("Take apart")
            made.append(button(words, self.archive, picture="restore"))
            return made
        if record.kind == "meeting":
            made.append(button(t("Outcome"), partial(kit.ways.outcome.emit, record.id)))
        edit = partial(kit.ways.edit.emit, record.kind, record.id)
        made.append(button(t("Edit"), edit, picture="edit", hint="Ctrl+E"))
        made.append(button(t("Archive"), self.archive, look="quiet", picture="archive"))
        return made

    def _chips(self, read: View) -> Flow:
        flow = Flow(gap=6)
        record = read.record
        if record.envelope.archived:
            away = record.envelope.archived
            day = short_day(away.at.date())
            words = (
                t("Archived {day}: {why}", day=day, why=away.why)
                if away.into is None
                else t("Merged into another record {day}", day=day)
            )
            flow.addWidget(Chip(words, "quiet"))
        if read.fields.get("do_not_approach"):
            flow.addWidget(Chip(t("Do not approach"), "alert"))
        flow.addWidget(Chip(state_words(record.state), state_tone(record.state)))
        if read.keeper:
            flow.addWidget(Chip(t("Kept by {owner}", owner=read.keeper), "quiet"))
        for purpose in PURPOSES:
            if purpose.code in read.consents:
                flow.addWidget(consent_chip(purpose, read.consents[purpose.code]))
        return flow

    def _add_tab(self, name: str) -> None:
        scroll = Scroll(margin=3 * UNIT)
        self._scrolls.append(scroll)
        self.parts.addWidget(scroll)
        self.tabs.addTab(name)

    def _take_extras(self, read: View) -> None:
        """Have what this kind shows beyond its fields; it reads for itself from now on."""
        self._extras = extras(read.record.kind)
        while len(self._scrolls) > _BASE:
            self.tabs.removeTab(_BASE)
            scroll = self._scrolls.pop()
            self.parts.removeWidget(scroll)
            scroll.deleteLater()
        clear(self._above)
        if self._extras.above is not None:
            self._above.addWidget(self._extras.above(read.record.id, self._kit))
        for name, _make in self._extras.tabs:
            self._add_tab(name)
        self._undrawn = set(range(_BASE, len(self._scrolls)))

    def _draw_parts(self, read: View) -> None:
        """Draw the part that is looked at; the others when their tab is chosen."""
        self.tabs.setTabText(1, _with_count(_tab_names()[1], len(read.around)))
        self._undrawn |= set(range(_BASE))
        self._draw_part(self.tabs.currentIndex())

    def _draw_part(self, tab: int) -> None:
        if self.view is None or tab not in self._undrawn:
            return
        self._undrawn.discard(tab)
        part = self._below if tab == 0 else self._scrolls[tab].column
        clear(part)
        match tab:
            case 0:
                for card in [] if self._extras.instead else field_cards(self.view, self._kit):
                    part.addWidget(card)
                if (mentioned := mentions_card(self.view.mentions, self._kit)) is not None:
                    part.addWidget(mentioned)
                if (care := care_strip(self.view, self._kit)) is not None:
                    part.addWidget(care)
                part.addWidget(Words(_provenance(self.view.record), "small"))
                part.addStretch(1)
            case tab if tab >= _BASE:
                _name, make = self._extras.tabs[tab - _BASE]
                part.addWidget(make(self.view.record.id, self._kit))
                part.addStretch(1)
            case 1:
                for card in related_cards(self.view, self._kit):
                    part.addWidget(card)
                part.addStretch(1)
            case _:
                self._draw_story(_FIRST_MOMENTS)

    def _draw_story(self, limit: int) -> None:
        if self.view is None:
            return
        story = self._scrolls[2].column
        clear(story)
        card, older = timeline(self.view, self._kit, limit)
        story.addWidget(card)
        story.addStretch(0 if older else 1)
        if older:
            more = partial(self._draw_story, limit + 200)
            story.addWidget(button(t("Show {count} older entries", count=older), more))

    def _today(self) -> date:
        return self._kit.clock().astimezone().date()


def _tab_names() -> tuple[str, str, str]:
    return t("Details"), t("Related"), t("Timeline")


def _with_count(name: str, count: int) -> str:
    return t("{name} ({count})", name=name, count=count) if count else name


def _subtitle(read: View, kit: Kit) -> str:
    """Return what stands under the title: the other name, the current positions, the client."""
    parts = [_other_name(read)]
    if read.record.kind == "person":
        parts += _positions(read)
    for name in _UNDER:
        field = read.kind.fields.get(name)
        if field is not None:
            parts.append(shown(field, read.fields.get(name), read.names, kit.lookups.skills))
    return "  ·  ".join(part for part in parts if part)


def _other_name(read: View) -> str:
    """Return the name in the language that the title is not in."""
    names = (str(read.fields.get(name) or "") for name in ("name", "name_bn"))
    return next((name for name in names if name and name != read.title), "")


_UNDER = ("side", "nature", "when", "client", "city", "country")


def _positions(read: View) -> list[str]:

    found: list[str] = []
    for other in read.around:
        if isinstance(other.content, Position) and other.content.until is None:
            where = read.names.get(str(other.content.organisation), "")
            role = worded(other.content, "role")
            found.append(", ".join(part for part in (role, where) if part))
    return found


def _provenance(record: Record[Content]) -> str:
    made, last = record.envelope.created, record.envelope.updated
    sentences = [
        t("Created {when} by {by}.", when=moment(made.at), by=made.by or t("the ministry"))
    ]
    if last.at != made.at:
        by = last.by or t("the ministry")
        sentences.append(t("Last changed {when} by {by}.", when=moment(last.at), by=by))
    if record.envelope.source.name:
        sentences.append(t("From the file {name}.", name=record.envelope.source.name))
    return " ".join(sentences)


_LINKING = tuple(kind.name for kind in KINDS.values() if kind.links() and not kind.read_only)
