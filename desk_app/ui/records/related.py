"""What hangs on a record: positions, ties, consents, capacity, tasks … by kind."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Record
from desk_app.domain.registry import Content, Kind, plain
from desk_app.domain.titles import in_language
from desk_app.domain.values import Plain
from desk_app.i18n import label, language, number, t
from desk_app.ui.kit import Kit
from desk_app.ui.records.reading import View, link_value, linking_field, pointing
from desk_app.ui.showing import shown
from desk_app.ui.states import state_tone, state_words
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Elided, Words, button, column, row

_QUIET = ("received", "here")


def related_cards(view: View, kit: Kit) -> list[Card]:
    """Make a card for each kind that points here, filled ones first."""
    cards: list[tuple[bool, Card]] = []
    for kind, field in pointing(view.record.kind):
        others = [other for other in view.around if other.kind == kind]
        if others or KINDS[kind].part:
            cards.append((not others, _card(kind, field, others, view, kit)))
    return [card for _empty, card in sorted(cards, key=lambda pair: pair[0])]


def _card(kind: str, field: str, others: list[Record[Content]], view: View, kit: Kit) -> Card:
    card = Card()
    head = row()
    head.addWidget(Words(label(KINDS[kind].plural), "heading", wrap=False))
    if others:
        head.addWidget(Words(number(len(others)), "small", wrap=False))
    head.addStretch(1)
    if not KINDS[kind].read_only and not view.record.envelope.archived and kind != "brief":
        add = button(t("Add"), partial(_add, kind, field, view, kit), look="quiet", picture="plus")
        add.setAccessibleName(t("Add: {kind}", kind=label(KINDS[kind].label)))
        head.addWidget(add)
    card.column.addLayout(head)
    if not others:
        card.column.addWidget(Words(_none(kind), "muted"))
    for other in others:
        card.column.addWidget(_line(other, view, kit))
    return card


def _none(kind: str) -> str:
    if kind == "consent":
        return t("Unknown: nobody has asked yet.")
    return t("None recorded.")


def _add(kind: str, field: str, view: View, kit: Kit) -> None:
    preset: Plain = {field: link_value(kind, field, view.record.id)}
    kit.ways.create.emit(kind, {"fields": preset, "names": {str(view.record.id): view.title}})


def _line(other: Record[Content], view: View, kit: Kit) -> QWidget:
    box = QWidget()
    line = row(box, gap=UNIT)
    words = column(gap=0)
    kind = KINDS[other.kind]
    fields = plain(other.content)
    here = linking_field(other, view.record.id)
    title = _own_title(other, fields, here, view, kit)
    way = button(title, partial(kit.ways.record.emit, other.kind, other.id), look="link")
    words.addWidget(way, alignment=Qt.AlignmentFlag.AlignLeft)
    if detail := _detail(kind.name, fields, here, view, kit):
        words.addWidget(Elided(detail, "small"))
    line.addLayout(words, 1)
    if other.envelope.archived:
        line.addWidget(Chip(t("Archived"), "quiet"))
    elif other.state not in _QUIET:
        line.addWidget(Chip(state_words(other.state), state_tone(other.state)))
    edit = button(t("Edit"), partial(kit.ways.edit.emit, other.kind, other.id), look="quiet")
    edit.setAccessibleName(t("Edit {name}", name=title))
    line.addWidget(edit)
    return box


def _own_title(other: Record[Content], fields: Plain, here: str, view: View, kit: Kit) -> str:
    """Compose the title without the record whose page this is."""
    kind = KINDS[other.kind]
    names = [name for name in kind.title if name != here]
    texts = (_told(kind, fields, n, view, kit) for n in names)
    return kind.joiner.join(text for text in texts if text) or label(kind.label)


def _detail(kind: str, fields: Plain, here: str, view: View, kit: Kit) -> str:
    parts: list[str] = []
    for name, field in KINDS[kind].fields.items():
        if not field.column or name == here or name in KINDS[kind].title:
            continue
        if text := _told(KINDS[kind], fields, name, view, kit):
            parts.append(f"{label(field.label)}: {text}")
    return "  ·  ".join(parts[:5])


def _told(kind: Kind, fields: Plain, name: str, view: View, kit: Kit) -> str:
    value = in_language(kind, fields, name, language())
    return shown(kind.fields[name], value, view.names, kit.lookups.skills)
