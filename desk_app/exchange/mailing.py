"""A list for a mail merge: who may be written to, and how each is addressed."""

from collections.abc import Iterable, Sequence
from datetime import date

from desk_app.domain import consent
from desk_app.domain.kinds import KINDS, Consent, Person
from desk_app.domain.places import country_name
from desk_app.exchange.contacts import Employment
from desk_app.exchange.tablewriting import Sheet

_HEADINGS = (
    *("Salutation", "Form of address", "Given name", "Family name", "Name", "Name in Bangla"),
    *("Title", "Organisation", "Address", "Town", "Country", "E-mail", "Consent to be contacted"),
)


def mail_sheet(
    people: Iterable[tuple[Person, Sequence[Employment], Sequence[Consent]]], today: date
) -> Sheet:
    """Return a row for everybody who may be written to and can be reached by mail or post.

    Whom nobody may approach, and who has not agreed to be contacted, is left out.
    """
    rows = [
        _row(person, jobs, consent.standing(answers, "contact", today))
        for person, jobs, answers in people
        if may_be_written_to(person, answers, today) and (person.emails or person.address)
    ]
    return Sheet("Mail list", _HEADINGS, rows)


def may_be_written_to(person: Person, answers: Sequence[Consent], today: date) -> bool:
    """Tell whether a person may be on a mail list: only who agreed to be contacted."""
    return not person.do_not_approach and consent.allows(answers, "contact", today)


def _row(person: Person, jobs: Sequence[Employment], standing: str) -> list[str]:
    honorific = KINDS["person"].fields["honorific"].choice(person.honorific).en
    honorific = honorific if person.honorific else ""
    surname = person.family or person.name
    job = jobs[0] if jobs else Employment()
    salutation = f"Dear {honorific} {surname}" if honorific else f"Dear {person.name}"
    return [
        *(salutation, honorific, person.given, person.family, person.name, person.name_bn),
        *(job.title, job.org, person.address, person.city),
        country_name(person.country).en if person.country else "",
        person.emails[0] if person.emails else "",
        standing,
    ]
