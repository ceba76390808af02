"""A picture in a form: shown, chosen from a file, made small enough to travel, taken away."""

import base64
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel

from desk_app.domain.fields import Field
from desk_app.domain.problems import Code, pictured
from desk_app.i18n import label, t
from desk_app.ui.forms.inputs import Input
from desk_app.ui.words import button

SHOWN = 120
"""Pixels of a picture's longer side on the screen."""

_KEPT = 512
_QUALITIES = (85, 70, 50, 30)
_LARGEST_SIDE = 20_000


def thumbnail(text: str) -> QPixmap:
    """Return a picture in base64 as it is shown; a null one where it cannot be shown."""
    data = QByteArray(pictured(text))
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    image = _read(reader, SHOWN)
    return QPixmap.fromImage(image)


def picture_label(text: str) -> QLabel:
    """Return a label that shows a picture, or says that it cannot."""
    shown = QLabel()
    pixmap = thumbnail(text)
    if pixmap.isNull():
        shown.setText(t("This picture cannot be shown."))
        shown.setTextFormat(Qt.TextFormat.PlainText)
    else:
        shown.setPixmap(pixmap)
    return shown


def small_picture(file: Path, limit: int) -> str:
    """Return a picture file as JPEG in base64 of at most `limit` characters, or nothing.

    What the camera wrote about place and time is left behind.
    """
    image = _read(QImageReader(str(file)), _KEPT)
    if image.isNull():
        return ""
    flat = image.convertToFormat(QImage.Format.Format_RGB32)
    for quality in _QUALITIES:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if not flat.save(buffer, "JPEG", quality):  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]  # the stub wants bytes
            return ""
        text = base64.b64encode(buffer.data().data()).decode("ascii")
        if len(text) <= limit:
            return text
    return ""


def _read(reader: QImageReader, side: int) -> QImage:
    """Read a picture no larger than `side`; none of absurd measures is unpacked."""
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty() or max(size.width(), size.height()) > _LARGEST_SIDE:
        return QImage()
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class PictureInput(Input):
    """A picture, with a way to replace it and a way to take it away."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._text = ""
        self._refused = False
        self._shown = QLabel()
        self._shown.setAccessibleName(label(field.label))
        self._choose = button(t("Choose a picture …"), self._on_choose)
        self._remove = button(t("Remove the picture"), self._on_remove)
        line = QHBoxLayout()
        for part in (self._shown, self._choose, self._remove):
            line.addWidget(part, alignment=Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self.box.addLayout(line)
        self.setFocusProxy(self._choose)
        self._draw()

    def value(self) -> str | None:
        """Override."""
        return self._text or None

    def problem(self) -> Code:
        """Override: also a file that was no picture."""
        return "picture" if self._refused else super().problem()

    def take(self, file: Path) -> None:
        """Take the picture of a file in the place of the one that is there."""
        text = small_picture(file, self.field.limit)
        self._refused = not text
        if text:
            self._text = text
            self._draw()
        self._touched()

    def _show(self, value: Any) -> None:
        self._text = str(value or "")
        self._refused = False
        self._draw()

    def _draw(self) -> None:
        pixmap = thumbnail(self._text) if self._text else QPixmap()
        self._shown.setPixmap(pixmap)
        self._shown.setVisible(not pixmap.isNull())
        self._remove.setVisible(bool(self._text))

    def _on_choose(self) -> None:
        kinds = "(*.jpg *.jpeg *.png *.webp *.bmp)"
        chosen, _filter = QFileDialog.getOpenFileName(self, t("Choose a picture …"), "", kinds)
        if chosen:
            self.take(Path(chosen))

    def _on_remove(self) -> None:
        self._show("")
        self._touched()
