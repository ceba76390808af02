"""The finished pages as they will be on paper.

The pages are drawn beside the lane by a document of their own: Qt's ready-made view draws on a
thread that outlives the document it draws, and the process dies of it.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from desk_app.domain.errors import DeskError
from desk_app.i18n import t
from desk_app.ui.jobs import Jobs
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import clear, column

_WIDEST = 1000
_PAUSE = 120


class Preview(QScrollArea):
    """Shows a PDF from memory; a new one is shown where the old one was looked at."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAccessibleName(t("Preview of the brief"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._jobs = jobs
        self._pdf = b""
        self._turn = 0
        self.pages = 0
        inside = QWidget()
        self._inside = inside
        self._column = column(inside, margin=2 * UNIT, gap=2 * UNIT)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
        self._late = QTimer(self, singleShot=True, interval=_PAUSE)
        self._late.timeout.connect(self._draw)

    def show_pdf(self, pdf: bytes) -> None:
        """Show the document in `pdf`."""
        self._pdf = pdf
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width, once the resizing rests."""
        super().resizeEvent(event)
        if self._pdf:
            self._late.start()

    def _draw(self) -> None:
        self._turn += 1
        turn, pdf = self._turn, self._pdf
        ratio = self.devicePixelRatioF()
        width = max(200, min(_WIDEST, self.viewport().width() - 4 * UNIT))
        self._jobs.aside(
            self,
            lambda: drawn(pdf, round(width * ratio)) if turn == self._turn else None,
            lambda images: self._show(images, turn, ratio),
            _no_matter,
        )

    def _show(self, images: list[QImage] | None, turn: int, ratio: float) -> None:
        if images is None or turn != self._turn:
            return
        bar = self.verticalScrollBar()
        place = bar.value()
        clear(self._column)
        self.pages = len(images)
        for number, image in enumerate(images, start=1):
            image.setDevicePixelRatio(ratio)
            self._column.addWidget(self._page(image, number))
        self._inside.adjustSize()
        bar.setValue(place)

    def _page(self, image: QImage, number: int) -> QLabel:
        page = QLabel()
        page.setTextFormat(Qt.TextFormat.PlainText)
        page.setPixmap(QPixmap.fromImage(image))
        page.setAccessibleName(t("Page {number} of {count}", number=number, count=self.pages))
        return page


def drawn(pdf: bytes, width: int) -> list[QImage]:
    """Draw every page of `pdf` at `width` dots; may run on any one thread."""
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    images = [_drawn_page(document, page, width) for page in range(document.pageCount())]
    document.close()
    return images


def _drawn_page(document: QPdfDocument, page: int, width: int) -> QImage:
    points = document.pagePointSize(page)
    height = round(width * points.height() / points.width())
    drawing = document.render(page, QSize(width, height))
    paper = QImage(drawing.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    _lay_over(paper, drawing)
    return paper


def _lay_over(paper: QImage, drawing: QImage) -> None:
    """Pages are drawn on nothing; paper is white."""
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawing)
    painter.end()


def _no_matter(_error: DeskError) -> None:
    """Drawing asks nothing of the world."""
