"""What a record's standing with the ministry is called, and in which tone."""

from desk_app.domain.records import State
from desk_app.i18n import t
from desk_app.ui.theme.colours import Tone


def state_words(state: State) -> str:
    """Return the words an officer reads for `state`."""
    return {
        "here": t("Here only"),
        "waiting": t("Waiting to be sent"),
        "sending": t("Being sent"),
        "unconfirmed": t("Sent, no receipt yet"),
        "received": t("Received by the ministry"),
        "disputed": t("Disputed"),
        "refused": t("Refused by the ministry"),
    }[state]


def state_tone(state: State) -> Tone:
    """Return how loudly a state speaks."""
    tones: dict[State, Tone] = {
        "here": "quiet",
        "waiting": "notice",
        "sending": "notice",
        "unconfirmed": "notice",
        "received": "good",
        "disputed": "alert",
        "refused": "alert",
    }
    return tones[state]
