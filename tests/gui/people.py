"""A small desk: one bank, its engineer, a diaspora adviser, a meeting tomorrow."""

from datetime import datetime, timedelta

import pytest

from desk_app.store.store import Store
from tests.integration.store.making import created, person

MARKUP = "<b>Acme & Sons</b> <img src='file:///etc/passwd'>"
"""A name that is no markup, whatever it looks like."""


def unexpected(answer: object) -> None:
    """Fail: this answer or failure should not have come."""
    pytest.fail(f"unexpected: {answer!r}")


def furnished(store: Store, now: datetime) -> None:
    """Fill `store`."""
    bank = created(store, "firm", name="Meghna Bank", side="foreign", city="Rotterdam")
    created(store, "firm", name=MARKUP, side="foreign")
    adviser = person(store, "Anika Chowdhury", name_bn="আনিকা চৌধুরী", city="Delft", notes=MARKUP)
    engineer = person(store, "Johan de Vries")
    person(store, "Rafiq Islam", do_not_approach=True)
    created(store, "position", person=str(engineer), organisation=str(bank), role="Head of IT")
    created(store, "tie", person=str(adviser), to=str(engineer), nature="colleague")
    created(
        store,
        "consent",
        person=str(adviser),
        purpose="introduce",
        answer="agreed",
        on="2026-01-10",
    )
    created(
        store,
        "meeting",
        subject="Talk with Meghna Bank",
        when=(now + timedelta(days=1)).isoformat().replace("+00:00", "Z"),
        organisations=[str(bank)],
        people=[str(engineer)],
        objective="Agree on a pilot.",
    )
    late = (now - timedelta(days=3)).date().isoformat()
    created(
        store, "task", what="Send the references", promised_by="us", due=late, about=[str(bank)]
    )
