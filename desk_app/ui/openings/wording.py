"""Why somebody is suggested, and why a name may not go out, in words."""

from desk_app.domain.consent import Standing
from desk_app.domain.places import country_name, language_name
from desk_app.i18n import label, t
from desk_app.ui.showing import Skills, skill_name


def reason_words(why: str, about: str, skills: Skills) -> str:
    """Return the words for one reason of `matching.openings`."""
    skill = skill_name(about, skills)
    words = {
        "skill": skill,
        "proven": t("{skill}, proven", skill=skill),
        "below": t("{skill}, at a lower level", skill=skill),
        "lacks": t("no {skill} known", skill=skill),
        "speaks": t("speaks {language}", language=_language(about)),
        "not-spoken": t("no {language} known", language=_language(about)),
        "town": t("lives in {place}", place=about),
        "country": t("lives in {place}", place=_country(about)),
        "afar": t("in {place}, could work from there", place=_country(about)),
        "move": t("in {place}, would have to move", place=_country(about)),
    }
    return words.get(why, about)


def speaks_for(why: str) -> bool:
    """Tell whether a reason speaks for somebody."""
    return why in ("skill", "proven", "speaks", "town", "country", "afar")


def why_not_named(standing: Standing) -> str:
    """Return why the employer may not be told the name, or an empty text."""
    return {
        "agreed": "",
        "unknown": t("Not to be named yet: nobody has asked whether firms may be told."),
        "refused": t("Not to be named: they refused that firms are told."),
        "withdrawn": t("Not to be named: they took their consent back."),
        "expired": t("Not to be named: their consent that firms are told has run out."),
    }[standing]


def _language(code: str) -> str:
    return label(language_name(code)) if code else ""


def _country(code: str) -> str:
    return label(country_name(code)) if code else ""
