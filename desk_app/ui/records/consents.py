"""How a person's consent is shown: a chip a purpose, *unknown* among them."""

from desk_app.domain.consent import Standing
from desk_app.domain.fields import Choice
from desk_app.i18n import label, t
from desk_app.ui.theme.colours import Tone
from desk_app.ui.words import Chip


def consent_words(standing: Standing) -> str:
    """Return what an officer reads for a standing."""
    return {
        "agreed": t("agreed"),
        "refused": t("refused"),
        "withdrawn": t("withdrawn"),
        "expired": t("expired"),
        "unknown": t("unknown"),
    }[standing]


def consent_chip(purpose: Choice, standing: Standing) -> Chip:
    """Return the chip of one purpose."""
    tones: dict[Standing, Tone] = {
        "agreed": "good",
        "refused": "alert",
        "withdrawn": "alert",
        "expired": "notice",
        "unknown": "quiet",
    }
    return Chip(f"{label(purpose.label)}: {consent_words(standing)}", tones[standing])
