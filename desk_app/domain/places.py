"""Names of countries and languages in English and Bangla, from Unicode CLDR through Babel.

Babel is imported at the first question: nothing at start needs it.
"""

from functools import cache
from typing import cast

from desk_app.domain.labels import Label, Language


@cache
def _territories(language: Language) -> dict[str, str]:
    from babel import Locale

    names = cast("dict[str, str]", Locale(language).territories)
    return {code: name for code, name in names.items() if len(code) == 2}


@cache
def _languages(language: Language) -> dict[str, str]:
    from babel import Locale

    names = cast("dict[str, str]", Locale(language).languages)
    return {code: name for code, name in names.items() if len(code) <= 3}


_GROUPS = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Codes of CLDR that name no country."""


def country_name(code: str) -> Label:
    """Return the name of an ISO 3166-1 alpha-2 code; an unknown code names itself."""
    return Label(_territories("en").get(code, code), _territories("bn").get(code, code))


def language_name(code: str) -> Label:
    """Return the name of an ISO 639 code; an unknown code names itself."""
    return Label(_languages("en").get(code, code), _languages("bn").get(code, code))


def country_codes() -> tuple[str, ...]:
    """Return all country codes, sorted by their English names."""
    names = {c: n for c, n in _territories("en").items() if c not in _GROUPS and c.isalpha()}
    return tuple(sorted(names, key=names.__getitem__))


def language_codes() -> tuple[str, ...]:
    """Return all two-letter language codes, sorted by their English names."""
    names = {code: name for code, name in _languages("en").items() if len(code) == 2}
    return tuple(sorted(names, key=names.__getitem__))
