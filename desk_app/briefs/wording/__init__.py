"""How a brief says things, in English and in Bangla: phrases as data, and rules that fill them."""

from functools import cache

from desk_app.briefs.wording.language import Wording
from desk_app.domain.labels import Language

__all__ = ["Wording", "wording"]


@cache
def wording(language: Language) -> Wording:
    """Return the words of `language`; only that language is imported."""
    if language == "bn":
        from desk_app.briefs.wording.bn import BANGLA

        return Wording(language, BANGLA)
    from desk_app.briefs.wording.en import ENGLISH

    return Wording(language, ENGLISH)
