"""Making or changing one record: the form with Save and Cancel, and its draft kept meanwhile."""

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desk_app.domain.acts import Act, Change, Create
from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.domain.kinds import KINDS
from desk_app.domain.merging import MERGED, combined
from desk_app.domain.registry import Kind, plain
from desk_app.domain.titles import linked, title
from desk_app.domain.values import Plain
from desk_app.i18n import label, language, n, t, told
from desk_app.ui.desk import DeskStore
from desk_app.ui.forms.form import Form
from desk_app.ui.kit import Kit
from desk_app.ui.messages import sure
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Scroll, Words, button, clear, column, row

if TYPE_CHECKING:
    from desk_app.ui.merging.hint import Hint

_PAUSE = 800
"""Milliseconds without typing after which the draft is kept."""


class FormPage(QWidget):
    """A form over one record, or over one that does not exist yet.

    Signals:
        saved: the record is on the disk (kind, identifier).
        left: the officer gave the form up.
    """

    saved = Signal(str, object)
    left = Signal()

    def __init__(
        self,
        kind: str,
        id: UUID | None,
        preset: Plain,
        names: dict[str, str],
        kit: Kit,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind: Kind = KINDS[kind]
        self.id = id
        self._kit = kit
        self._preset = preset
        self._names = names
        self._saving = False
        self.form = Form(self.kind, kit.lookups, kit.clock)
        self.note = Words("", "problem")
        self.offer = column(gap=UNIT)
        self._late = QTimer(self, singleShot=True, interval=_PAUSE)
        self._late.timeout.connect(self.keep_draft)
        self.hint = self._hint()
        self._lay_out()
        self.form.changed.connect(self._on_typed)
        if id is None:
            self.form.load(preset, names)
            self.form.focus()
            kit.jobs.read(self, lambda desk: desk.drafts(), self._on_drafts, self._on_failed)
        else:
            self.setEnabled(False)
            kit.jobs.read(self, partial(_read, id), self._on_read, self._on_failed)

    @property
    def draft_name(self) -> str:
        """Under which name the draft of this form is kept."""
        return str(self.id) if self.id else f"new {self.kind.name}"

    def touched(self) -> bool:
        """Tell whether anything was typed that is not saved."""
        return bool(self.form.changes())

    def save(self) -> None:
        """Write what was typed, unless something is wrong with it."""
        problems = self.form.problems()
        self.form.show_problems(problems)
        if problems:
            count = len(problems)
            self._say(
                n("{count} field is not right yet.", "{count} fields are not right yet.", count)
            )
            self.form.focus(problems[0].field)
        elif not self._saving:
            self._saving = True
            self._write()

    def leave(self) -> None:
        """Give the form up; what was typed is asked about first."""
        if self.touched() and not sure(
            self,
            t("Leave this form?"),
            t("What you typed here has not been saved."),
            t("Throw it away"),
            t("Go on typing"),
        ):
            return
        self._late.stop()
        self._drop_draft()
        self.left.emit()

    def keep_draft(self) -> None:
        """Keep what stands in the form, so that a crash or a kill does not lose it."""
        self._late.stop()
        name, fields = self.draft_name, self.form.changes()
        if self.isEnabled() and not self._saving and fields:
            self._kit.jobs.read(
                self, lambda desk: desk.keep_draft(name, fields), _kept, self._on_failed
            )

    def _write(self) -> None:
        label_ = label(self.kind.label)
        if self.id is None:
            fields = self.form.draft()
            self._kit.jobs.read(
                self,
                lambda desk: desk.new_id(),
                partial(self._create, fields, label_),
                self._on_failed,
            )
            return
        fields = self.form.changes()
        if not fields:
            self._on_saved(Changes())
            return
        deed = Change(self.id, fields)
        act = Act((deed,), t("Change: {kind}", kind=label_))
        self._kit.acts.do(self, act, self._on_failed, self._on_saved)

    def _create(self, fields: Plain, label_: str, id: UUID) -> None:
        self.id = id
        act = Act((Create(id, self.kind.name, fields),), t("New: {kind}", kind=label_))
        self._kit.acts.do(self, act, self._on_create_failed, self._on_saved)

    def _on_create_failed(self, error: DeskError) -> None:
        self.id = None
        self._on_failed(error)

    def _on_saved(self, _changes: Changes) -> None:
        self._late.stop()
        self._drop_draft()
        if self.id is not None:
            self.saved.emit(self.kind.name, self.id)

    def _drop_draft(self) -> None:
        names = (self.draft_name, f"new {self.kind.name}")
        self._kit.jobs.read(self, partial(_drop, names), _kept, self._on_failed)

    def _on_read(self, read: tuple[Plain, dict[str, str], dict[str, Plain]]) -> None:
        fields, names, drafts = read
        self._names = names
        self.setEnabled(True)
        self.form.load(fields, names)
        self.form.focus()
        self.title.setText(_named(self.kind, fields, names))
        self._on_drafts(drafts)

    def _on_drafts(self, drafts: dict[str, Plain]) -> None:
        kept = drafts.get(self.draft_name)
        if kept:
            self._offer_draft(kept)

    def _offer_draft(self, kept: Plain) -> None:
        card = Card("notice")
        line = row()
        line.addWidget(Words(t("You had begun typing here, and it was kept.")), 1)
        line.addWidget(button(t("Take it up again"), partial(self._take_up, kept), look="main"))
        line.addWidget(button(t("Throw it away"), self._throw_away))
        card.column.addLayout(line)
        self.offer.addWidget(card)

    def _take_up(self, kept: Plain) -> None:
        clear(self.offer)
        self.form.restore(kept, self._names)
        self.form.focus()

    def _throw_away(self) -> None:
        clear(self.offer)
        self._drop_draft()

    def _on_typed(self) -> None:
        self.note.hide()
        self._late.start()
        if self.hint is not None:
            self.hint.typed()

    def _hint(self) -> "Hint | None":
        """Return what tells of records that the new one perhaps is already."""
        if self.id is not None or self.kind.name not in MERGED:
            return None
        from desk_app.ui.merging.hint import Hint  # only where something new is typed

        hint = Hint(self.kind.name, self.form.draft, self._kit)
        hint.opened.connect(partial(self._kit.ways.record.emit, self.kind.name))
        hint.taken.connect(self._on_taken)
        return hint

    def _on_taken(self, id: UUID) -> None:
        """Have what was typed go into a record that is there: its form opens with it added."""
        typed = self.form.draft()
        kind = self.kind
        self._kit.jobs.read(
            self,
            lambda desk: desk.keep_draft(str(id), _added(kind, desk, id, typed)),
            lambda _kept: self._open_instead(id),
            self._on_failed,
        )

    def _open_instead(self, id: UUID) -> None:
        self._late.stop()
        self._drop_draft()
        self.form.load(self._preset, self._names)  # nothing is left here to be kept
        self._kit.ways.edit.emit(self.kind.name, id)

    def _on_failed(self, error: DeskError) -> None:
        self._saving = False
        self._say(told(error))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()

    def _lay_out(self) -> None:
        page = column(self, gap=0)
        page.addLayout(self._head())
        scroll = Scroll(margin=3 * UNIT)
        scroll.column.addLayout(self.offer)
        if self.hint is not None:
            scroll.column.addWidget(self.hint)
        scroll.column.addWidget(self.form)
        page.addWidget(scroll, 1)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            press = QShortcut(QKeySequence(keys), self, self.save)
            press.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back = QShortcut(QKeySequence("Escape"), self, self.leave)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _head(self) -> Any:
        head = column(gap=4)
        head.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 0)
        kind = label(self.kind.label)
        words = t("New: {kind}", kind=kind) if self.id is None else t("Change: {kind}", kind=kind)
        line = row()
        names = column(gap=2)
        names.addWidget(Words(words, "small", wrap=False))
        self.title = Words(kind, "title")
        names.addWidget(self.title)
        line.addLayout(names, 1)
        line.addWidget(button(t("Cancel"), self.leave, hint="Esc"), alignment=_TOP)
        save = button(t("Save"), self.save, look="main", picture="check", hint="Ctrl+S")
        line.addWidget(save, alignment=_TOP)
        head.addLayout(line)
        self.note.hide()
        head.addWidget(self.note)
        return head


_TOP = Qt.AlignmentFlag.AlignTop


def _kept(_nothing: object) -> None:
    """A draft is kept in silence."""


def _added(kind: Kind, desk: DeskStore, id: UUID, typed: Plain) -> Plain:
    """Return the fields of record `id` that what was typed completes."""
    return combined(kind, plain(desk.record(id).content), typed, {"name": "keep"})


def _drop(names: tuple[str, ...], desk: DeskStore) -> None:
    for name in names:
        desk.drop_draft(name)


def _read(id: UUID, desk: DeskStore) -> tuple[Plain, dict[str, str], dict[str, Plain]]:
    record = desk.record(id)
    fields = plain(record.content)
    ids = {target for _field, target in linked(KINDS[record.kind], fields)}
    names = {str(target): named for target, named in desk.titles(ids).items()}
    return fields, names, desk.drafts()


def _named(kind: Kind, fields: Plain, names: dict[str, str]) -> str:
    return title(kind, fields, lambda id: names.get(id, ""), language())
