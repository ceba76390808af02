"""A record's fields as they are read: names at the left, values at the right."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.domain.fields import Field, Shape
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.lists import EVIDENCE, LEVELS
from desk_app.i18n import label, t
from desk_app.ui.forms.chips import Flow
from desk_app.ui.forms.groups import group_name, grouped
from desk_app.ui.forms.pictures import picture_label
from desk_app.ui.kit import Kit
from desk_app.ui.records.reading import View
from desk_app.ui.showing import Names, shown, skill_name
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Words, button, column

_LABEL_WIDTH = 150
_SAFE = ("http", "https")


def field_cards(view: View, kit: Kit) -> list[Card]:
    """Make a card for each group of fields that holds something."""
    cards: list[Card] = []
    for group, names in grouped(view.kind).items():
        filled = [name for name in names if _filled(view.fields.get(name))]
        filled = [name for name in filled if name not in ("do_not_approach",)]
        if filled:
            cards.append(_card(group, filled, view, kit))
    return cards


def _filled(value: Any) -> bool:
    return value is not None and value is not False and value not in ("", [], {})


def _card(group: str, names: list[str], view: View, kit: Kit) -> Card:
    card = Card()
    if title := group_name(group):
        card.column.addWidget(Words(title, "heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * UNIT)
    grid.setVerticalSpacing(UNIT)
    grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
    grid.setColumnStretch(1, 1)
    for line, name in enumerate(names):
        field = view.kind.fields[name]
        caption = Words(label(field.label), "label")
        caption.setFixedWidth(_LABEL_WIDTH)
        grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value_widget(field, view.fields[name], view.names, kit), line, 1)
    card.column.addLayout(grid)
    return card


def value_widget(field: Field, value: Any, names: Names, kit: Kit) -> QWidget:
    """Return the widget that shows one value: plain words, and ways to what it points to."""
    match field.shape:
        case Shape.LINK | Shape.LINKS:
            return _links(field, [value] if isinstance(value, str) else value, names, kit)
        case Shape.SKILLS:
            return _skills(value, kit)
        case Shape.CHOICES | Shape.LANGUAGES | Shape.WORDS:
            return _chips([shown(field, [item], names, {}) for item in value])
        case Shape.EMAILS:
            return _addresses(value, "mailto:")
        case Shape.URL if _safe(str(value)):
            return _address(str(value), str(value))
        case Shape.PICTURE:
            return picture_label(str(value))
        case Shape.PHONES:
            return Words("\n".join(str(item) for item in value), copied=True)
        case _:
            return Words(shown(field, value, names, kit.lookups.skills), copied=True)


def _links(field: Field, ids: list[Any], names: Names, kit: Kit) -> QWidget:
    box = QWidget()
    lines = column(box, gap=0)
    for id in ids:
        name = names.get(str(id), "")
        if not name:
            lines.addWidget(Words(t("(not here)"), "muted"))
            continue
        way = button(name, partial(_go, kit, field, str(id)), look="link")
        lines.addWidget(way, alignment=Qt.AlignmentFlag.AlignLeft)
    return box


def _go(kit: Kit, field: Field, id: str) -> None:
    kit.ways.record.emit(field.links[0] if len(field.links) == 1 else "", UUID(id))


def _skills(claims: list[dict[str, Any]], kit: Kit) -> QWidget:
    levels = {choice.code: label(choice.label) for choice in LEVELS}
    evidence = {choice.code: label(choice.label) for choice in EVIDENCE}
    texts: list[tuple[str, bool]] = []
    for claim in claims:
        said = skill_name(str(claim.get("skill", "")), kit.lookups.skills)
        known = str(claim.get("evidence", "declared"))
        parts = [said, levels.get(str(claim.get("level", "")), "")]
        parts += [evidence.get(known, known)] if known != "declared" else []
        texts.append((" · ".join(part for part in parts if part), known != "declared"))
    box = QWidget()
    flow = Flow()
    box.setLayout(flow)
    for text, proven in texts:
        flow.addWidget(Chip(text, "good" if proven else "plain"))
    return box


def _chips(texts: list[str]) -> QWidget:
    box = QWidget()
    flow = Flow()
    box.setLayout(flow)
    for text in texts:
        flow.addWidget(Chip(text, "plain"))
    return box


def _addresses(values: list[Any], scheme: str) -> QWidget:
    box = QWidget()
    lines = column(box, gap=0)
    for value in values:
        lines.addWidget(_address(str(value), scheme + str(value)))
    return box


def _address(text: str, target: str) -> QWidget:
    made = button(text, lambda: QDesktopServices.openUrl(QUrl(target)), look="link")
    line = QWidget()
    lines = column(line, gap=0)
    lines.addWidget(made, alignment=Qt.AlignmentFlag.AlignLeft)
    return line


def _safe(url: str) -> bool:
    return QUrl(url).scheme() in _SAFE


def kind_name(kind: str) -> str:
    """Return what one record of `kind` is called."""
    return label(KINDS[kind].label)
