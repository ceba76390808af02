from PySide6.QtWidgets import QWidget


class ExchangePage(QWidget):
    def __init__(self, kit, running):
        super().__init__()
