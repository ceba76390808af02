"""The courtesy light at the top of a firm's page: another mission speaks with it already."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from desk_app.domain.kinds.firm import Firm
from desk_app.ui.desk import DeskStore
from desk_app.ui.introducing.page import courtesy_card
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.words import clear, column


class Courtesy(QWidget):
    """Says who and since when, never what about; takes no room where nobody does."""

    def __init__(self, firm: UUID, kit: Kit) -> None:
        super().__init__()
        self._inside = column(self)
        self.hide()

        def read(desk: DeskStore) -> tuple[str, ...]:
            content = desk.record(firm).content
            return content.spoken_by if isinstance(content, Firm) else ()

        keep(self, kit, ("firm",), read, self._show)

    def _show(self, others: tuple[str, ...]) -> None:
        clear(self._inside)
        self.setVisible(bool(others))
        if others:
            self._inside.addWidget(courtesy_card(others))
