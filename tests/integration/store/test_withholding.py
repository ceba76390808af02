"""What goes out to whom: consent, audience and do-not-approach, also of what a record names."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds import KINDS
from desk_app.exchange.exporting import LIMITS, Form, Request, Written, export
from desk_app.exchange.withholding import Readers
from desk_app.store.store import Store
from tests.integration.store.making import changed, created, opened, person

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


def agreed(store: Store, who: UUID, *purposes: str, answer: str = "agreed") -> None:
    for purpose in purposes:
        said = {"person": str(who), "purpose": purpose, "answer": answer, "on": "2026-01-01"}
        created(store, "consent", **said)


def written(store: Store, kind: str, readers: Readers = "firms", **more: Any) -> Written:
    asked = Request(kind=kind, form=more.pop("form", "json"), readers=readers, **more)
    return export(asked, store.filing, role="officer", now=NOW)


def fields(found: Written) -> list[dict[str, Any]]:
    return [record["fields"] for record in json.loads(found.data)["records"]]


def test_a_link_to_somebody_who_did_not_agree_names_nobody(store: Store) -> None:
    willing, silent = person(store, "Willing"), person(store, "Silent")
    agreed(store, willing, "share_firms")
    people = [str(willing), str(silent)]
    when = {"standing": "planned", "when": "2026-12-01T09:00:00Z"}
    created(store, "meeting", subject="Talk", form="call", people=people, **when)
    created(store, "task", what="Call", owner=str(silent), due="2026-12-01")
    assert [m["people"] for m in fields(written(store, "meeting"))] == [[str(willing)]]
    (task,) = fields(written(store, "task"))
    assert "owner" not in task
    table = written(store, "meeting", form="csv").data.decode()
    assert "Willing" in table
    assert "Silent" not in table
    assert [m["people"] for m in fields(written(store, "meeting", "desk"))] == [people]


def test_what_says_nothing_without_the_link_stays_here(store: Store) -> None:
    silent = person(store, "Silent")
    created(store, "certificate", holder=str(silent), name="AWS", issuer="AWS")
    firm = created(store, "firm", name="Tulp", side="foreign")
    demand = created(store, "demand", name="Java", client=str(firm), confidential=True)
    created(store, "demand_line", demand=str(demand), skill="java", heads=3)
    for kind in ("certificate", "demand_line"):
        found = written(store, kind)
        assert (found.count, dict(found.withheld)) == (0, {"about": 1})
    assert dict(written(store, "demand").withheld) == {"confidential": 1}


@pytest.mark.parametrize(
    ("audience", "missions", "firms"),
    [("mission", 0, 0), ("ministry", 0, 1), ("all", 1, 1)],
)
def test_other_missions_get_what_is_for_all_of_them(
    store: Store, audience: str, missions: int, firms: int
) -> None:
    firm = created(store, "firm", name="Tulp", side="foreign")
    changed(store, firm, audience=audience)
    assert written(store, "firm", "missions").count == missions
    assert written(store, "firm", "firms").count == firms
    assert written(store, "firm", "desk").count == 1


def test_whom_nobody_may_approach_is_named_to_nobody(store: Store) -> None:
    who = person(store, "Shy", do_not_approach=True)
    agreed(store, who, "share_firms", "contact")
    assert dict(written(store, "person").withheld) == {"approach": 1}
    assert written(store, "person", "desk").count == 1


def test_only_who_agreed_to_be_contacted_is_written_to(store: Store) -> None:
    for name, answer in (("Yes", "agreed"), ("No", "refused"), ("Unasked", "")):
        who = person(store, name, emails=[f"{name.lower()}@x.example"])
        if answer:
            agreed(store, who, "contact", answer=answer)
    found = written(store, "person", "desk", form="csv", mailing=True)
    rows = list(csv.reader(io.StringIO(found.data.decode("utf-8-sig"))))
    assert [row[4] for row in rows[1:]] == ["Yes"]
    assert dict(found.withheld) == {"write": 2}


def test_an_employer_that_others_may_not_know_is_not_on_the_card(store: Store) -> None:
    who = person(store, "Willing")
    agreed(store, who, "share_firms")
    firm = created(store, "firm", name="Hidden", side="foreign")
    changed(store, firm, audience="mission")
    created(store, "position", person=str(who), organisation=str(firm), role="Head")
    assert b"Hidden" not in written(store, "person", form="vcard").data
    assert b"Hidden" in written(store, "person", "desk", form="vcard").data


@pytest.mark.parametrize("form", ["vcard", "csv", "xlsx", "json"])
@pytest.mark.parametrize("readers", ["desk", "missions", "firms"])
def test_every_kind_goes_out_in_every_form_or_says_why_not(
    store: Store, form: Form, readers: Readers
) -> None:
    for kind in KINDS:
        if form == "vcard" and kind != "person":
            with pytest.raises(WrongInput, match="Visiting cards and mail lists are of people"):
                written(store, kind, readers, form=form)
        else:
            assert written(store, kind, readers, form=form).count == 0


def test_a_role_takes_out_so_many_and_no_more(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "officer", 1)
    for name in ("One", "Two"):
        created(store, "firm", name=name, side="foreign")
    for kind in ("firm", "all"):
        with pytest.raises(WrongInput, match="your role may take out 1 at once"):
            written(store, kind, "desk")
