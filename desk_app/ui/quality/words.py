"""What the lists of records that want care are called."""

from desk_app.domain.quality import CareList
from desk_app.i18n import digits, t


def list_words(name: CareList) -> tuple[str, str]:
    """Return a list's name, and what is to be done about its records."""
    return {
        "no_consent": (
            t("No consent recorded"),
            t("Nobody has noted what these people agreed to. Ask, and note the answer."),
        ),
        "no_position": (
            t("No position"),
            t("It is not noted where these people work."),
        ),
        "bounced": (
            t("E-mail came back"),
            t("A letter to an address of these people came back. Ask for another one."),
        ),
        "unverified": (
            t("Not verified for a year"),
            t("Nobody has looked for a year whether this still holds."),
        ),
        "stale_capacity": (
            t("Stale capacity"),
            t("These lines were said more than half a year ago, or have run out. Ask the firm."),
        ),
        "bare": (
            t("Little is known"),
            t("Most of what makes these records of use is missing."),
        ),
    }[name]


def share_words(share: float) -> str:
    """Write a share of one as a percentage."""
    return t("{share} %", share=digits(str(round(share * 100))))
