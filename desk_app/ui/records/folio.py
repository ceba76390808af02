"""The integrity folio of a firm: six lines, each with its light, never summed to a score."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desk_app.domain.acts import Act, Change
from desk_app.domain.integrity import Line, Standing, folio, lacking, standing
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.check import Check
from desk_app.domain.records import Record
from desk_app.domain.values import Plain
from desk_app.i18n import label, short_day, t
from desk_app.ui import messages
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import names_in, pointing
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.records.lights import Lamp, light_tone, light_words
from desk_app.ui.results.saving import save_bytes
from desk_app.ui.theme.colours import Tone
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Words, button, clear, column, row, rule

FIELDS = KINDS["check"].fields


class Folio(Struct, frozen=True):
    """All checks of a firm; `officer` is who works here."""

    firm: str
    checks: tuple[Record[Check], ...]
    names: dict[str, str]
    officer: UUID | None


def read_folio(desk: DeskStore, id: UUID) -> Folio:
    """Read the checks of firm `id`."""
    checks = pointing(desk, [id], Check)
    title = desk.titles([id], "en").get(id, "")  # as lists of others know the firm
    return Folio(title, tuple(checks), names_in(desk, checks), desk.desk.officer_id)


class FolioPart(QWidget):
    """Shows the folio; a second officer signs with one button."""

    def __init__(self, id: UUID, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._id = id
        self.read: Folio | None = None
        self._inside = column(self, gap=2 * UNIT)
        keep(self, kit, ("check",), lambda desk: read_folio(desk, id), self._show)

    def save(self) -> None:
        """Ask for a file and write the list of searches into it."""
        usual = str(Path.home() / f"{t('Searches')} {self._today():%Y-%m-%d}.xlsx")
        chosen, _filter = QFileDialog.getSaveFileName(
            self, t("Save what was searched"), usual, "Excel (*.xlsx)"
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, file: Path) -> None:
        """Write what was searched, on which day and against which list."""
        read = self.read
        if read is None:
            return

        def work() -> None:
            save_bytes(file, searches(read))

        def said(_nothing: None) -> None:
            self._kit.acts.said.emit(t("The workbook is saved."))

        self._kit.jobs.aside(self, work, said, partial(messages.trouble, self))

    def _show(self, read: Folio) -> None:
        self.read = read
        clear(self._inside)
        today = self._today()
        card = Card()
        head = row()
        head.addWidget(Words(t("Integrity"), "large", wrap=False))
        head.addWidget(standing_chip(standing(read.checks, today)))
        head.addStretch(1)
        save = button(t("Save what was searched …"), self.save, look="quiet", picture="save")
        head.addWidget(save)
        card.column.addLayout(head)
        if words := lacking_words(lacking(read.checks, today)):
            card.column.addWidget(Words(words, "muted"))
        for line in folio(read.checks, today):
            card.column.addWidget(rule())
            card.column.addWidget(self._line(line, read))
        self._inside.addWidget(card)

    def _line(self, line: Line, read: Folio) -> QWidget:
        box = QWidget()
        across = row(box, gap=2 * UNIT)
        nature = label(FIELDS["nature"].choice(line.nature))
        across.addWidget(Lamp(line.light), alignment=Qt.AlignmentFlag.AlignTop)
        words = column(gap=2)
        head = row()
        head.addWidget(Words(nature, "heading", wrap=False))
        head.addWidget(Chip(light_words(line.light), light_tone(line.light)))
        head.addStretch(1)
        words.addLayout(head)
        if line.check is not None:
            self._add_details(words, line.check, read)
        across.addLayout(words, 1)
        if line.check is not None and may_sign(line.check.content, read.officer):
            sign = button(t("Sign"), partial(self._sign, line.check.id, read.officer), look="main")
            sign.setAccessibleName(t("Sign the check: {nature}", nature=nature))
            across.addWidget(sign)
        add = button(t("New check"), partial(self._new, line.nature, read), look="quiet")
        add.setAccessibleName(t("New check: {nature}", nature=nature))
        across.addWidget(add)
        return box

    def _add_details(self, words: QVBoxLayout, record: Record[Check], read: Folio) -> None:
        check = record.content
        searched = [
            t("Searched {day}", day=short_day(check.on)) if check.on else "",
            t("in {list}", list=check.against) if check.against else "",
            t("list of {day}", day=short_day(check.list_date)) if check.list_date else "",
            label(FIELDS["evidence"].choice(check.evidence)),
            t("valid until {day}", day=short_day(check.until)) if check.until else "",
        ]
        go = partial(self._kit.ways.record.emit, "check", record.id)
        way = button("  ·  ".join(part for part in searched if part), go, look="link")
        words.addWidget(way, alignment=Qt.AlignmentFlag.AlignLeft)
        if check.found:
            words.addWidget(Words(check.found, copied=True))
        words.addWidget(Words(_signatures(check, read), "small"))

    def _sign(self, id: UUID, officer: UUID | None) -> None:
        fields = {"second": str(officer), "signed": self._today().isoformat()}
        self._kit.acts.do(self, Act((Change(id, fields),), t("Second signature")))

    def _new(self, nature: str, read: Folio) -> None:
        fields: Plain = {
            "firm": str(self._id),
            "nature": nature,
            "on": self._today().isoformat(),
        }
        names = {str(self._id): read.firm}
        if read.officer is not None:
            fields["by"] = str(read.officer)
        self._kit.ways.create.emit("check", {"fields": fields, "names": names})

    def _today(self) -> date:
        return self._kit.clock().astimezone().date()


def may_sign(check: Check, officer: UUID | None) -> bool:
    """Tell whether `officer` may be the second who signs a check."""
    return (
        check.result == "clear"
        and check.second is None
        and officer is not None
        and check.by != officer
    )


def standing_chip(found: Standing) -> Chip:
    """Return whether the firm may be offered."""
    words = {
        "passed": t("May be offered"),
        "open": t("Not checked enough to be offered"),
        "failed": t("Must not be offered"),
    }
    tones: dict[Standing, Tone] = {"passed": "good", "open": "notice", "failed": "alert"}
    return Chip(words[found], tones[found])


def lacking_words(lines: Iterable[Line]) -> str:
    """Say what keeps a firm from being offered."""
    named = [f"{label(FIELDS['nature'].choice(x.nature))}: {light_words(x.light)}" for x in lines]
    return t("In the way: {lines}.", lines="; ".join(named)) if named else ""


def _signatures(check: Check, read: Folio) -> str:
    first = read.names.get(str(check.by), "") if check.by else ""
    parts = [t("Checked by {name}", name=first)] if first else []
    if check.second is not None:
        second = read.names.get(str(check.second), "") or t("(not here)")
        day = short_day(check.signed) if check.signed else ""
        parts.append(t("second signature {name} {day}", name=second, day=day).strip())
    elif check.result == "clear":
        parts.append(t("waits for the signature of another officer"))
    return "  ·  ".join(parts)


def searches(read: Folio) -> bytes:
    """Return a workbook of every search: on which day, against which list, with what result."""
    from desk_app.exchange.tablewriting import Sheet, write_workbook

    names = ("nature", "on", "against", "list_date", "result", "evidence", "found")
    heads = [t("Firm"), *(label(FIELDS[name].label) for name in names)]
    heads += [label(FIELDS[name].label) for name in ("by", "second", "signed", "until")]
    rows = [_search(record.content, read) for record in read.checks]
    content, _cut = write_workbook([Sheet(t("Searches"), heads, rows)], t("Searches"))
    return content


def _search(check: Check, read: Folio) -> list[str | date | None]:
    return [
        read.firm,
        label(FIELDS["nature"].choice(check.nature)),
        check.on,
        check.against,
        check.list_date,
        label(FIELDS["result"].choice(check.result)),
        label(FIELDS["evidence"].choice(check.evidence)),
        check.found,
        read.names.get(str(check.by), ""),
        read.names.get(str(check.second), ""),
        check.signed,
        check.until,
    ]
