"""Where the desk stands with the ministry, said in a sentence."""

from datetime import datetime

from desk_app.i18n import ago, n, t
from desk_app.store.values import Standing
from desk_app.ui.theme.colours import Tone


def standing_words(standing: Standing, now: datetime) -> str:
    """Return the sentences of the status line, the most pressing first."""
    parts = [_trouble(standing), _attention(standing), _waiting(standing), _receipt(standing, now)]
    return "  ·  ".join(part for part in parts if part)


def standing_tone(standing: Standing) -> Tone:
    """Return how loudly the standing speaks."""
    if standing.disputes or standing.refusals or standing.differing or standing.notice:
        return "alert"
    if standing.waiting or standing.problem or standing.last_receipt is None:
        return "notice"
    return "good"


def _trouble(standing: Standing) -> str:
    if standing.size and standing.fetched < standing.size:
        share = standing.fetched * 100 // standing.size
        return t("The first exchange is under way: {share} % has arrived", share=share)
    if standing.differing:
        return t("This desk and the ministry differ; the next exchange repairs it")
    return t("The last exchange did not take place") if standing.problem else ""


def _attention(standing: Standing) -> str:
    parts: list[str] = []
    if standing.disputes:
        parts.append(
            n("{count} dispute to settle", "{count} disputes to settle", standing.disputes)
        )
    if standing.refusals:
        parts.append(n("{count} refusal to read", "{count} refusals to read", standing.refusals))
    return ", ".join(parts)


def _waiting(standing: Standing) -> str:
    if not standing.waiting:
        return t("Nothing waits to be sent")
    words = n(
        "{count} change waits to be sent", "{count} changes wait to be sent", standing.waiting
    )
    if not standing.unconfirmed:
        return words
    sent = n(
        "{count} of them without a receipt",
        "{count} of them without a receipt",
        standing.unconfirmed,
    )
    return f"{words}, {sent}"


def _receipt(standing: Standing, now: datetime) -> str:
    if standing.last_receipt is None:
        return t("The ministry has not answered yet")
    return t("Last receipt from the ministry {ago}", ago=ago(standing.last_receipt, now))


def notice_words(notice: str) -> str:
    """Return the sentence for what the ministry noticed about this desk, or an empty text."""
    return {
        "copied-store": t(
            "The ministry has seen this desk's store on another workstation too. "
            "Nothing is lost; tell the ministry's support desk which one is yours."
        ),
        "went-back": t(
            "The ministry was restored from an older copy. This desk sends it again what it lacks."
        ),
        "clock": t("This workstation's clock is wrong. Set it right: changes carry its time."),
        "reconcile": t("This desk fetches everything again to compare. Unsent changes are kept."),
    }.get(notice, "")
