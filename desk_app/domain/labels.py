"""Words in the two languages of the desk."""

from typing import Literal

from msgspec import Struct

Language = Literal["en", "bn"]
LANGUAGES: tuple[Language, ...] = ("en", "bn")


class Label(Struct, frozen=True):
    """One thing's name in English and in Bangla."""

    en: str
    bn: str

    def text(self, language: Language) -> str:
        """Return the name in `language`."""
        return self.bn if language == "bn" else self.en
