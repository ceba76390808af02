"""Lights that are read by their shape: a colour only repeats what shape and word say."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desk_app.domain.integrity import Light
from desk_app.i18n import t
from desk_app.ui.theme.colours import Tone
from desk_app.ui.theme.look import colours

_SIZE = 20


def light_words(light: Light) -> str:
    """Return the word for a light."""
    return {
        "clear": t("clear"),
        "open": t("open"),
        "expired": t("expired"),
        "failed": t("failed"),
        "refused": t("they refused"),
        "missing": t("not looked into"),
    }[light]


def light_tone(light: Light) -> Tone:
    """Return how loudly a light speaks."""
    tones: dict[Light, Tone] = {
        "clear": "good",
        "open": "notice",
        "expired": "notice",
        "failed": "alert",
        "refused": "alert",
        "missing": "quiet",
    }
    return tones[light]


class Lamp(QWidget):
    """A disc is clear, half one open, a hatched one expired; a cross failed; a bar refused."""

    def __init__(self, light: Light) -> None:
        super().__init__()
        self.light: Light = light
        self.setFixedSize(_SIZE, _SIZE)
        self.setAccessibleName(light_words(light))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(_colour(self.light))
        painter.setPen(QPen(colour, 2))
        place = QRectF(3, 3, _SIZE - 6, _SIZE - 6)
        match self.light:
            case "clear":
                painter.setBrush(colour)
                painter.drawEllipse(place)
            case "open":
                painter.drawEllipse(place)
                painter.setBrush(colour)
                painter.drawPie(place, 90 * 16, 180 * 16)
            case "expired":
                painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
                painter.drawEllipse(place)
            case "failed":
                painter.setPen(QPen(colour, 3))
                painter.drawLine(QPointF(4, 4), QPointF(_SIZE - 4, _SIZE - 4))
                painter.drawLine(QPointF(4, _SIZE - 4), QPointF(_SIZE - 4, 4))
            case "refused":
                painter.drawEllipse(place)
                painter.setPen(QPen(colour, 3))
                painter.drawLine(QPointF(6, _SIZE / 2), QPointF(_SIZE - 6, _SIZE / 2))
            case _:
                painter.drawEllipse(place)
        painter.end()


def _colour(light: Light) -> str:
    worn = colours()
    tone = light_tone(light)
    return {"good": worn.good, "notice": worn.notice, "alert": worn.alert}.get(tone, worn.muted)
