"""Side by side: whose value each field has afterwards, and what the record will then say."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.domain.merging import Pick, Take, combined
from desk_app.domain.records import Audience
from desk_app.i18n import label, n, number, t
from desk_app.ui.kit import Kit
from desk_app.ui.merging.reading import Sides
from desk_app.ui.showing import shown
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Role, Words, column, restyle

_LONG = 220
_TOP = Qt.AlignmentFlag.AlignTop


class Value(Words):
    """A value that is never cut: in a page that scrolls a label must ask for its lines itself."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override."""
        super().resizeEvent(event)
        self.grow()

    def grow(self) -> None:
        """Ask for as many lines as the text takes in this width."""
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


class Choice(Value):
    """What a radio button stands for; a click on the words chooses it."""

    def __init__(self, text: str, role: Role, radio: QRadioButton) -> None:
        super().__init__(text, role)
        self._radio = radio
        self.setBuddy(radio)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override."""
        self._radio.setChecked(True)
        super().mousePressEvent(event)


class Choosing(QWidget):
    """Shows what differs in two records and lets an officer choose field by field.

    Signals:
        chosen: another value was taken for a field.
    """

    chosen = Signal()

    def __init__(self, sides: Sides, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sides = sides
        self._kit = kit
        self.takes: dict[str, Take] = {pick.field: pick.take for pick in sides.picks}
        self.radios: dict[tuple[str, Take], QRadioButton] = {}
        self._after: dict[str, Value] = {}
        self._groups: list[QButtonGroup] = []
        page = column(self, gap=2 * UNIT)
        page.addWidget(self._differing() if sides.picks else _alike())
        page.addWidget(self._outcome())
        self._say_after()

    def _differing(self) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(UNIT)
        grid.setVerticalSpacing(4)
        for place, stretch in enumerate((3, 0, 6, 0, 6, 6)):
            grid.setColumnStretch(place, stretch)
        heads = {0: t("Field"), 2: t("This one stays"), 4: t("This one goes into it")}
        for place, text in (heads | {5: t("Afterwards")}).items():
            grid.addWidget(Words(text, "small"), 0, place)
        for line, pick in enumerate(self.sides.picks):
            self._row(grid, 2 * line + 1, pick)
        card.column.addLayout(grid)
        return card

    def _row(self, grid: QGridLayout, line: int, pick: Pick) -> None:
        """Fill two lines of the grid: the two values, and below them both together."""
        field = self.sides.kind.fields[pick.field]
        grid.addWidget(Words(label(field.label), "label"), line, 0, _TOP)
        group = QButtonGroup(self)
        self._groups.append(group)
        self._offer(grid, (line, 1), group, pick, "keep")
        self._offer(grid, (line, 3), group, pick, "gone")
        if "both" in pick.may:
            self._offer(grid, (line + 1, 3), group, pick, "both")
        grid.setRowMinimumHeight(line + 1, UNIT)
        after = Value("", "body")
        self._after[pick.field] = after
        grid.addWidget(after, line, 5, _TOP)

    def _offer(
        self,
        grid: QGridLayout,
        place: tuple[int, int],
        group: QButtonGroup,
        pick: Pick,
        take: Take,
    ) -> None:
        """Put one choice into the grid: a button and what it stands for."""
        values = {"keep": pick.keep, "gone": pick.gone}
        text = self._said(pick.field, values[take]) if take in values else t("both together")
        field = label(self.sides.kind.fields[pick.field].label)
        radio = QRadioButton()
        radio.setAccessibleName(f"{field}: {text or t('(empty)')}")
        radio.setChecked(pick.take == take)
        radio.toggled.connect(partial(self._on_toggled, pick.field, take))
        group.addButton(radio)
        self.radios[pick.field, take] = radio
        words = Choice(text or t("(empty)"), "body" if text else "muted", radio)
        line, at = place
        grid.addWidget(radio, line, at, _TOP)
        grid.addWidget(words, line, at + 1, _TOP)

    def take(self, field: str, take: Take) -> None:
        """Choose whose value `field` has, as a click does."""
        self.radios[field, take].setChecked(True)

    def _on_toggled(self, field: str, take: Take, checked: bool) -> None:
        if checked:
            self.takes[field] = take
            self._say_after()
            self.chosen.emit()

    def fields(self) -> dict[str, Any]:
        """Return the fields of the one that stays that will change."""
        keep, gone = self.sides.fields
        return combined(self.sides.kind, keep, gone, self.chosen_takes())

    def chosen_takes(self) -> dict[str, Take]:
        """Return what was chosen against the proposal."""
        usual = {pick.field: pick.take for pick in self.sides.picks}
        return {name: take for name, take in self.takes.items() if take != usual[name]}

    def _say_after(self) -> None:
        changed = self.fields()
        keep = self.sides.fields[0]
        for pick in self.sides.picks:
            words = self._after[pick.field]
            text = self._said(pick.field, changed.get(pick.field, keep.get(pick.field)))
            words.setText(text or t("(empty)"))
            words.setProperty("role", "" if pick.field in changed else "muted")
            restyle(words)
            words.grow()

    def _said(self, name: str, value: Any) -> str:
        if name == "photo" and value:
            return t("(a picture)")
        field = self.sides.kind.fields[name]
        text = " ".join(shown(field, value, {}, self._kit.lookups.skills).split())
        return text if len(text) <= _LONG else text[:_LONG].rstrip() + " …"

    def _outcome(self) -> Card:
        card = Card()
        card.column.setSpacing(4)
        keep, gone = self.sides.titles
        card.column.addWidget(Words(t("What follows"), "heading"))
        for text in self._sentences(keep, gone):
            card.column.addWidget(Words(text))
        if self.sides.same:
            names = ", ".join(label(self.sides.kind.fields[n].label) for n in self.sides.same)
            card.column.addWidget(Words(t("The same in both: {fields}.", fields=names), "small"))
        return card

    def _sentences(self, keep: str, gone: str) -> list[str]:
        sides = self.sides
        found: list[str] = []
        if sides.follows:
            said = ", ".join(f"{number(c)} {label(KINDS[k].plural)}" for k, c in sides.follows)
            found.append(
                t(
                    "What points at {gone} means {keep} then: {what}.",
                    gone=gone,
                    keep=keep,
                    what=said,
                )
            )
        else:
            found.append(t("Nothing points at {gone}.", gone=gone))
        if sides.doubles:
            found.append(
                n(
                    "{count} of them says what is known already, and is put away with it.",
                    "{count} of them say what is known already, and are put away with it.",
                    sides.doubles,
                )
            )
        if sides.audience is not None:
            found.append(
                t("Both are then seen by fewer: {audience}.", audience=_audience(sides.audience))
            )
        found.append(t("You can undo this now, and take the two apart at any time later."))
        return found


def _audience(audience: Audience) -> str:
    names: dict[Audience, str] = {
        "mission": t("this mission only"),
        "ministry": t("this mission and the ministry"),
        "all": t("all missions"),
    }
    return names[audience]


def _alike() -> Card:
    card = Card()
    card.column.addWidget(Words(t("The two records say the same."), "muted"))
    return card
