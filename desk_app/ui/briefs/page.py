from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class BriefPage(QWidget):
    left = Signal()

    def __init__(self, id, kit):
        super().__init__()
