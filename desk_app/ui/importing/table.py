"""The table of an import's rows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from desk_app.i18n import t
from desk_app.ui.importing.rows import PlannedModel


class RowsTable(QTableView):
    """One line a row: what it says, what becomes of it, and why."""

    def __init__(self, model: PlannedModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(t("Rows of the file"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMinimumHeight(150)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, width in ((0, 64), (2, 150)):
            self.setColumnWidth(place, width)
        for place in (1, 3):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
