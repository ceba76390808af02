"""One refusal: what the ministry did not take, why, and what was typed."""

from functools import partial

from desk_app.domain.errors import DeskError
from desk_app.domain.kinds import KINDS
from desk_app.i18n import label, moment, t, told
from desk_app.store.values import Refusal
from desk_app.ui.kit import Kit
from desk_app.ui.showing import Names, shown
from desk_app.ui.words import Card, Words, button, row


class RefusalCard(Card):
    """Shows one refusal until the officer has taken note of it."""

    def __init__(self, refusal: Refusal, names: Names, kit: Kit) -> None:
        super().__init__()
        self.refusal = refusal
        self._kit = kit
        head = row()
        kind = KINDS.get(refusal.kind)
        if kind is not None:
            head.addWidget(Words(label(kind.label), "small", wrap=False))
        go = partial(kit.ways.record.emit, refusal.kind, refusal.record)
        head.addWidget(button(refusal.title or t("(not here)"), go, look="link"))
        head.addStretch(1)
        head.addWidget(Words(moment(refusal.refused_at), "small", wrap=False))
        self.column.addLayout(head)
        self.column.addWidget(Words(reason_words(refusal.reason)))
        for line in _typed(refusal, names, kit):
            self.column.addWidget(Words(line, "small", copied=True))
        self.note = Words("", "problem")
        self.note.hide()
        self.column.addWidget(self.note)
        actions = row()
        if refusal.reason in ("invalid", "too-large"):
            edit = partial(kit.ways.edit.emit, refusal.kind, refusal.record)
            actions.addWidget(button(t("Edit the record"), edit, look="main"))
        actions.addWidget(button(t("Taken note"), self.dismiss, picture="check"))
        actions.addStretch(1)
        self.column.addLayout(actions)

    def dismiss(self) -> None:
        """Take note; the refusal leaves the page."""
        id = self.refusal.id
        self._kit.jobs.write(self, lambda desk: desk.dismiss(id), self._on_failed)

    def _on_failed(self, error: DeskError) -> None:
        self.note.setText(told(error))
        self.note.show()


def _typed(refusal: Refusal, names: Names, kit: Kit) -> list[str]:
    kind = KINDS.get(refusal.kind)
    lines: list[str] = []
    for name, value in refusal.fields.items():
        field = kind.fields.get(name) if kind is not None else None
        if field is not None:
            said = shown(field, value, names, kit.lookups.skills) or t("(empty)")
            lines.append(f"{label(field.label)}: {said}")
    return lines


def reason_words(reason: str) -> str:
    """Return the sentence for the ministry's reason code; what is safe and what to do."""
    sentences = {
        "not-yours": t(
            "This record belongs to another mission. Ask that mission to make the change; "
            "what you typed is kept below."
        ),
        "read-only": t(
            "The ministry keeps this list itself. Tell it what should change; "
            "what you typed is kept below."
        ),
        "unknown-kind": t(
            "The ministry's server does not know this kind of record yet. "
            "It stays at this desk; nothing is lost."
        ),
        "unknown-record": t(
            "The ministry does not have this record. What you typed is kept below; "
            "enter it as a new record if it is still needed."
        ),
        "invalid": t(
            "A value does not fit the ministry's rules. Correct it and it is sent again."
        ),
        "erased": t("The person asked for erasure. This record must not be kept any more."),
        "archived": t("Somebody has put this record away meanwhile. Restore it first."),
        "group": t("Another part of the same change was refused, so this part was not taken."),
        "not-agreed": t(
            "The person has not agreed to be named to firms, so the stage stays as it was. "
            "Note their answer, then choose the stage again."
        ),
        "too-large": t("The text is too long for the ministry. Shorten it and it is sent again."),
    }
    return sentences.get(reason, t("The ministry did not say why. What you typed is kept below."))
