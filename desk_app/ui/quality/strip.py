"""Below a record's fields: how complete it is, who looked at it last, and what care it may get."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from desk_app.domain.acts import Act, Change
from desk_app.domain.merging import MERGED
from desk_app.domain.quality import completeness, is_unverified
from desk_app.domain.values import Plain
from desk_app.i18n import t
from desk_app.ui.kit import Kit
from desk_app.ui.quality.words import share_words
from desk_app.ui.records.reading import View
from desk_app.ui.showing import day_words
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Words, button, row, unmarked


def care_strip(view: View, kit: Kit) -> Card | None:
    """Return the strip, for the kinds that are cared for."""
    if view.record.kind not in MERGED or view.record.envelope.archived is not None:
        return None
    card = Card()
    line = row(gap=UNIT)
    share = share_words(completeness(view.record.kind, view.fields))
    line.addWidget(Words(t("Complete: {share}", share=share), "muted", wrap=False))
    if view.record.kind == "person":
        line.addWidget(_verified(view.fields, kit.clock().astimezone().date()))
    line.addStretch(1)
    for way in _ways(view, kit, card):
        line.addWidget(way)
    card.column.addLayout(line)
    return card


def _verified(fields: Plain, today: date) -> Chip:
    seen = str(fields.get("verified") or "")
    words = t("Verified {day}", day=day_words(seen)) if seen else t("Never verified")
    return Chip(words, "notice" if is_unverified(fields, today) else "good")


def _ways(view: View, kit: Kit, card: Card) -> list[QWidget]:
    made: list[QWidget] = []
    if view.record.kind == "person":
        made.append(button(t("Verified today"), partial(_verify, view, kit, card), look="quiet"))
        if view.fields.get("emails") or view.fields.get("bounced"):
            came = button(t("E-mail came back …"), look="quiet")
            came.clicked.connect(partial(_ask_which, view, kit, came))
            made.append(came)
    made.append(button(t("The same as …"), partial(_merge, view, kit, card), look="quiet"))
    return made


def _verify(view: View, kit: Kit, card: Card) -> None:
    today = kit.clock().astimezone().date().isoformat()
    act = Act((Change(view.record.id, {"verified": today}),), t("Verified today"))
    kit.acts.do(card, act)


def _ask_which(view: View, kit: Kit, at: QWidget, _checked: bool = False) -> None:
    """Offer the addresses; one that came back already can be taken off again."""
    menu = addresses_menu(view, kit, at)
    menu.popup(at.mapToGlobal(at.rect().bottomLeft()))


def addresses_menu(view: View, kit: Kit, owner: QWidget) -> QMenu:
    """Return the menu of a person's addresses; those marked are the ones that came back."""
    menu = QMenu(owner)
    bounced: list[str] = list(view.fields.get("bounced") or ())
    for address in dict.fromkeys([*view.fields.get("emails", ()), *bounced]):
        action = menu.addAction(unmarked(str(address)))
        action.setCheckable(True)
        action.setChecked(address in bounced)
        others = [other for other in bounced if other != address]
        marked = others if address in bounced else [*bounced, address]
        action.triggered.connect(partial(_mark, view, kit, owner, marked))
    return menu


def _mark(view: View, kit: Kit, owner: QWidget, marked: list[str], _checked: bool = False) -> None:
    act = Act((Change(view.record.id, {"bounced": marked}),), t("E-mail came back"))
    kit.acts.do(owner, act)


def _merge(view: View, kit: Kit, card: Card) -> None:
    from desk_app.ui.merging.dialog import MergeDialog  # only where one is merged

    MergeDialog(view.record.kind, view.record.id, view.title, kit, card.window()).open()
