"""Why two records may be one, in the language in use."""

from desk_app.exchange.duplicates import Reason
from desk_app.i18n import digits, t


def reason_words(reasons: tuple[Reason, ...]) -> str:
    """Return the reasons for and against, joined."""
    return ", ".join(_reason(reason) for reason in reasons)


def _reason(reason: Reason) -> str:
    return {
        "same record": t("same record"),
        "same name": t("same name"),
        "name sounds alike": t("name sounds alike"),
        "same e-mail": t("same e-mail"),
        "same phone": t("same phone"),
        "same organisation": t("same organisation"),
        "same birthday": t("same birthday"),
        "same web site": t("same web site"),
        "different birthdays": t("different birthdays"),
        "different organisations": t("different organisations"),
    }[reason]


def sure_words(confidence: float) -> str:
    """Return how sure a suggestion is."""
    return t("{share} % sure", share=digits(str(round(confidence * 100))))
