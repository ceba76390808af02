"""Watching what is copied, only while the officer asked for it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desk_app.domain.errors import DeskError
from desk_app.exchange.capturing import propose
from desk_app.ui.jobs import Jobs

_LONGEST = 20_000
"""Characters; a longer text is no signature or card."""


class Watch(QObject):
    """Looks at each text that is copied, and keeps nothing of it.

    Signals:
        found: a text holds a contact (its name).
    """

    found = Signal(str)

    def __init__(self, jobs: Jobs, country: str, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._country = country
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._on_copied)

    def _on_copied(self) -> None:
        if self._clipboard.ownsClipboard():
            return  # copied here: it is known already
        text = self._clipboard.text()
        if not text.strip() or len(text) > _LONGEST:
            return
        self._jobs.aside(self, lambda: named(text, self._country), self._on_read, _no_matter)

    def _on_read(self, name: str) -> None:
        if name:
            self.found.emit(name)


def named(text: str, country: str) -> str:
    """Return the name of the person or firm that a text tells of, or an empty text."""
    proposal = propose(text, country=country)
    if proposal is None or not (proposal.contact.emails or proposal.contact.phones):
        return ""
    return proposal.contact.name or str(proposal.firm.get("name", ""))


def _no_matter(_error: DeskError) -> None:
    """A text that cannot be read holds no contact."""
