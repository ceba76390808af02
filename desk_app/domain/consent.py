"""What a person agreed to, decided in one place; not knowing is an answer of its own."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.person import Person

Purpose = Literal["keep", "contact", "share_missions", "share_firms", "introduce"]
Standing = Literal["agreed", "refused", "withdrawn", "expired", "unknown"]

_STRICTEST: tuple[Standing, ...] = ("withdrawn", "refused", "expired", "agreed")


def standing(consents: Iterable[Consent], purpose: Purpose, today: date) -> Standing:
    """Return where a person stands on `purpose`, given their consent records.

    The newest answer counts; of answers given on one day the most restrictive one.
    """
    answers = [consent for consent in consents if consent.purpose == purpose]
    if not answers:
        return "unknown"
    newest = max(consent.on or date.min for consent in answers)
    last = {_standing(c, today) for c in answers if (c.on or date.min) == newest}
    return next(standing for standing in _STRICTEST if standing in last)


def _standing(consent: Consent, today: date) -> Standing:
    if consent.withdrawn is not None and consent.withdrawn <= today:
        return "withdrawn"
    if consent.until is not None and consent.until < today:
        return "expired"
    match consent.answer:
        case "agreed":
            return "agreed"
        case "withdrawn":
            return "withdrawn"
        case _:
            return "refused"


def allows(consents: Iterable[Consent], purpose: Purpose, today: date) -> bool:
    """Tell whether the person has agreed, and still agrees, to `purpose`."""
    return standing(consents, purpose, today) == "agreed"


def may_show_details(consents: Iterable[Consent], today: date) -> bool:
    """Tell whether contact details may stand on paper inside the mission.

    A person who refused, withdrew or let lapse the keeping of their details is shown by name
    and function only.
    """
    return standing(tuple(consents), "keep", today) in ("agreed", "unknown")


def may_introduce(person: Person, consents: Iterable[Consent], today: date) -> bool:
    """Tell whether the person may be named as somebody who could introduce us."""
    return not person.do_not_approach and allows(consents, "introduce", today)
