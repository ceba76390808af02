"""What an officer set up for himself: typed, with defaults, in one small file.

It holds no secret and no record content. A file that cannot be read counts as absent: the
program starts with its defaults rather than not at all.
"""

from datetime import time
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from desk_app.domain.labels import Language
from desk_app.profile import write_whole

Theme = Literal["system", "light", "dark", "contrast"]


class QuietHours(Struct, frozen=True):
    """No exchange begins by itself between these local times; they may span midnight."""

    begin: time
    end: time

    def cover(self, local: time) -> bool:
        """Tell whether `local` lies in them."""
        if self.begin <= self.end:
            return self.begin <= local < self.end
        return local >= self.begin or local < self.end


class Settings(Struct, frozen=True, omit_defaults=True):
    """The settings of one profile.

    `daily_cap` bounds in bytes what exchanges that begin by themselves move in a day, 0 for no
    bound; `minutes` lie between two of them. `window` is the window's own state, as it wrote it.
    """

    language: Language = "en"
    theme: Theme = "system"
    large_print: bool = False
    daily_cap: int = 0
    minutes: int = 15
    quiet: QuietHours | None = None
    window: str = ""


def read_settings(file: Path) -> Settings:
    """Return the settings in `file`, or the defaults."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError, RecursionError):
        return Settings()


def write_settings(file: Path, settings: Settings) -> None:
    """Replace `file`.

    Raises:
        DiskFull: it cannot be written.
    """
    write_whole(file, msgspec.json.format(msgspec.json.encode(settings)))
