"""A question to the ministry about something that may be out of date, asked by one button."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desk_app.domain.acts import Act, Create
from desk_app.i18n import t
from desk_app.ui.kit import Kit
from desk_app.ui.words import button


def ask_button(about: UUID, name: str, kit: Kit) -> QWidget:
    """Return the button that asks the ministry to confirm what is called `name`."""
    made = button(t("Ask to confirm"), partial(ask_to_confirm, about, name, kit), look="quiet")
    made.setAccessibleName(t("Ask the ministry to confirm: {name}", name=name))
    return made


def ask_to_confirm(about: UUID, name: str, kit: Kit) -> None:
    """Put the question; it goes to the ministry with the next exchange."""
    fields = {
        "text": t("Is this still right? {statement}", statement=name)[:1_000],
        "about": str(about),
        "on": kit.clock().astimezone().date().isoformat(),
    }

    def write(id: UUID) -> None:
        act = Act((Create(id, "question", fields),), t("Question to the ministry"))
        kit.acts.do(kit.ways, act)

    kit.jobs.read(kit.ways, lambda desk: desk.new_id(), write, kit.acts.failed.emit)
