"""Briefs of every make, least to most: always a file, page 1 always one page, nothing outside."""

import io
from collections.abc import Iterator

import pikepdf
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from desk_app.briefs.layout.document import Laid, laid_out
from desk_app.briefs.layout.theme import Theme, theme_of
from tests.support.brief_maker import Maker
from tests.support.briefs import PRINTED_AT
from tests.support.pdf_reading import unmarked_drawing

SEEDS = range(40)


def inked_outside(data: bytes, theme: Theme) -> Iterator[int]:
    """Pages with ink beside the margins, seen by drawing them a point a pixel."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    size = QSize(round(theme.width), round(theme.height))
    edge = int(theme.margin) - 2
    for page in range(min(document.pageCount(), 12)):
        if _has_ink_beside(_drawn(document, page, size), edge):
            yield page
    document.close()


def _drawn(document: QPdfDocument, page: int, size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def _has_ink_beside(image: QImage, edge: int) -> bool:
    pixels, step, width = bytes(image.constBits()), image.bytesPerLine(), image.width()
    for start in range(0, len(pixels), step):
        line = pixels[start : start + width]
        if min(line[:edge]) < 100 or min(line[width - edge :]) < 100:
            return True
    return False


def _assert_sound(laid: Laid) -> None:
    with pikepdf.open(io.BytesIO(laid.data)) as file:
        assert file.check_pdf_syntax() == []
        assert len(file.pages) == laid.pages
        assert unmarked_drawing(file.pages[0]) == unmarked_drawing(file.pages[-1]) == []
        for font in file.pages[0].Resources.Font.values():
            inner = font.DescendantFonts[0]
            glyphs = inner.CIDToGIDMap.read_bytes()
            for start, row in zip(*[iter(inner.W)] * 2, strict=True):
                for code in range(int(start), int(start) + len(row)):
                    assert glyphs[2 * code : 2 * code + 2] != b"\0\0"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("seed", SEEDS)
def test_any_brief_becomes_a_sound_file_inside_its_margins(seed: int) -> None:
    brief = Maker(seed).brief()
    laid = laid_out(brief, printed_at=PRINTED_AT)
    theme = theme_of(brief)
    on_front = [x for x in laid.landings if x.on_front]
    assert [x.key for x in on_front] == [s.key for s in brief.front][: len(on_front)]
    assert all(x.bottom > theme.foot - 0.5 for x in laid.landings)
    assert list(inked_outside(laid.data, theme)) == []
    _assert_sound(laid)
