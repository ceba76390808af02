"""A person's picture in the form: shown, chosen, made small, taken away."""

import base64
from pathlib import Path

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import pictured
from desk_app.ui.forms.pictures import PictureInput, picture_label, small_picture, thumbnail

FIELD = KINDS["person"].fields["photo"]


def picture(file: Path, side: int = 900) -> Path:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    for place in range(side):
        image.setPixelColor(place, place, QColor(place % 256, 40, 90))
    image.save(str(file))
    return file


def test_a_large_picture_is_kept_small(qtbot: QtBot, tmp_path: Path) -> None:
    made = PictureInput(FIELD)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.changed):
        made.take(picture(tmp_path / "a.png"))
    text = made.value()
    assert text is not None
    assert len(text) <= FIELD.limit
    assert pictured(text)
    assert made.problem() == ""
    shown = thumbnail(text)
    assert max(shown.width(), shown.height()) == 120


def test_a_picture_is_taken_away_and_what_is_none_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    made = PictureInput(FIELD)
    qtbot.addWidget(made)
    kept = base64.b64encode(picture(tmp_path / "a.png", 20).read_bytes()).decode("ascii")
    made.load(kept)
    assert made.value() == kept
    (tmp_path / "b.jpg").write_bytes(b"no picture")
    made.take(tmp_path / "b.jpg")
    assert made.problem() == "picture"
    assert made.value() == kept
    made._on_remove()
    assert (made.value(), made.problem()) == (None, "")


def test_a_picture_of_absurd_measures_is_not_unpacked(qtbot: QtBot, tmp_path: Path) -> None:
    data = bytearray(picture(tmp_path / "a.png", 20).read_bytes())
    data[16:24] = (2_000_000).to_bytes(4, "big") * 2
    text = base64.b64encode(bytes(data)).decode("ascii")
    label = picture_label(text)
    qtbot.addWidget(label)
    assert label.pixmap().isNull()
    assert label.text()
    (tmp_path / "c.png").write_bytes(bytes(data))
    assert small_picture(tmp_path / "c.png", FIELD.limit) == ""
