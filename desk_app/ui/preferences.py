"""What the window remembers between starts: language, look, size and place; no record content."""

from pathlib import Path

import msgspec

from desk_app.domain.errors import DeskError
from desk_app.domain.labels import Language
from desk_app.settings import Settings, Theme, read_settings, write_settings

SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""Sizes of text, as shares of the usual one."""


class Preferences:
    """The settings file of a profile, as the window reads and writes it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.settings: Settings = read_settings(file)

    @property
    def scale(self) -> float:
        """The size of text."""
        try:
            return float(self.read("scale", "1"))
        except ValueError:
            return 1.0

    def speak(self, language: Language) -> None:
        """Remember the language."""
        self._keep(msgspec.structs.replace(self.settings, language=language))

    def wear(self, theme: Theme) -> None:
        """Remember the look."""
        self._keep(msgspec.structs.replace(self.settings, theme=theme))

    def larger(self, step: int) -> None:
        """Remember the next larger or smaller size of text; 0 is the usual one."""
        near = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - self.scale))
        place = SCALES.index(1.0) if step == 0 else min(max(near + step, 0), len(SCALES) - 1)
        self.write("scale", str(SCALES[place]))

    def read(self, name: str, usual: str = "") -> str:
        """Return a remembered word."""
        return self._words().get(name, usual)

    def write(self, name: str, value: str) -> None:
        """Remember a word."""
        words = {**self._words(), name: value}
        self._keep(
            msgspec.structs.replace(self.settings, window=msgspec.json.encode(words).decode())
        )

    def _words(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(self.settings.window or "{}", type=dict[str, str])
        except msgspec.MsgspecError:
            return {}

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        try:
            write_settings(self._file, settings)
        except DeskError:
            return  # a full disk must not keep anybody from changing the colours
