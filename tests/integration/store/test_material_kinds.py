"""What is gathered around a country, a dossier, a demand, a win and a mission."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from desk_app.domain.codes import code_of
from desk_app.domain.errors import NoSuchRecord
from desk_app.domain.material import Period
from desk_app.sync.engine import Engine
from desk_app.sync.exchange import exchange
from tests.integration.store.making import NOW, RAHIMA, created, opened, person
from tests.support.clock import Clock
from tests.support.dict_ministry import DictMinistry


def test_a_country_brings_its_firms_their_demands_and_its_facts(tmp_path: Path) -> None:
    ministry, country = DictMinistry(Clock(NOW)), UUID(int=9)
    ministry.put(country, "country", {"code": "NL", "name": "Netherlands"})
    with opened(tmp_path) as store:
        exchange(Engine(store.port()), ministry.session(UUID(int=1)), Clock(NOW))
        dutch = created(store, "firm", name="Dutch", side="foreign", country="NL")
        german = created(store, "firm", name="German", side="foreign", country="DE")
        demand = created(store, "demand", name="Ten people", client=str(dutch))
        fact = created(
            store,
            "fact",
            country="NL",
            topic="visa",
            statement="A visa takes long",
            source="A paper",
            checked="2026-11-01",
        )
        found = {record.id for record in store.material(country).records}
    assert {dutch, demand, fact, country} <= found
    assert german not in found


def test_a_demand_brings_its_consortium_its_log_and_the_checks_of_firms(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        demand = created(store, "demand", name="Ten people")
        created(store, "demand_line", demand=str(demand), skill="java", heads=10)
        firm = created(store, "firm", name="Ours", side="bangladeshi", country="BD")
        created(
            store,
            "capacity",
            firm=str(firm),
            skill="java",
            evidence="declared",
            as_of="2026-11-01",
        )
        check = created(
            store, "check", firm=str(firm), nature="tax", on="2026-11-01", result="clear"
        )
        late = created(store, "firm", name="A member", side="bangladeshi", country="BD")
        passed = created(
            store, "check", firm=str(late), nature="tax", on="2026-11-01", result="clear"
        )
        kept = created(store, "consortium", demand=str(demand), number=1)
        member = created(store, "member", consortium=str(kept), firm=str(late), heads=3)
        stage = created(
            store,
            "stage",
            demand=str(demand),
            before="identified",
            after="matched",
            on="2026-11-01",
        )
        found = {record.id for record in store.material(demand).records}
    assert {firm, check, late, passed, kept, member, stage} <= found


def test_a_dossier_brings_its_papers_notes_and_the_firms_of_its_domain(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        dossier = created(store, "dossier", name="Fintech", domain="fintech", checked="2026-11-01")
        paper = created(store, "paper", dossier=str(dossier), name="A paper")
        notes = [created(store, "note", about=str(id), text="Ours") for id in (dossier, paper)]
        firm = created(store, "firm", name="Pay", side="bangladeshi", domains=["fintech"])
        games = created(store, "firm", name="Games", side="bangladeshi", domains=["gaming"])
        found = {record.id for record in store.material(dossier).records}
    assert {paper, firm, *notes} <= found
    assert games not in found


def test_a_win_brings_its_client_and_firms(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        client = created(store, "firm", name="Client", side="foreign", country="NL")
        firm = created(store, "firm", name="Ours", side="bangladeshi", country="BD")
        win = created(store, "win", name="A win", client=str(client), firms=[str(firm)])
        found = {record.id for record in store.material(win).records}
    assert {client, firm} <= found


def test_a_mission_brings_the_work_of_a_period(tmp_path: Path) -> None:
    ministry = DictMinistry(Clock(NOW))
    mission = RAHIMA.mission or UUID(int=2)
    ministry.put(mission, "mission", {"name": "A mission", "country": "NL"})
    with opened(tmp_path) as store:
        exchange(Engine(store.port()), ministry.session(UUID(int=1)), Clock(NOW))
        met = person(store, "Somebody")
        inside = created(
            store, "meeting", subject="In it", when="2026-10-31T23:00:00Z", people=[str(met)]
        )
        outside = created(store, "meeting", subject="Before", when="2026-09-30T10:00:00Z")
        open_task = created(store, "task", what="Open", promised_by="us")
        done = created(store, "task", what="Done long ago", done="2025-01-01")
        proposal = created(store, "proposal", name="A guarantee")
        october = Period(date(2026, 10, 1), date(2026, 10, 31))
        material = store.material(mission, october)
        found = {record.id for record in material.records}
        assert {mission, inside, met, open_task, proposal} <= found
        assert not {outside, done} & found
        assert material.period == october
        usual = {record.id for record in store.material(mission).records}
        assert {inside, outside} <= usual


def test_chosen_meetings_bring_only_what_they_are_about(tmp_path: Path) -> None:
    ministry = DictMinistry(Clock(NOW))
    mission = RAHIMA.mission or UUID(int=2)
    ministry.put(mission, "mission", {"name": "A mission", "country": "NL"})
    with opened(tmp_path) as store:
        exchange(Engine(store.port()), ministry.session(UUID(int=1)), Clock(NOW))
        met = person(store, "Somebody")
        chosen = created(
            store, "meeting", subject="Chosen", when="2027-10-31T23:00:00Z", people=[str(met)]
        )
        other = created(store, "meeting", subject="Other", when="2026-11-03T10:00:00Z")
        material = store.material(mission, chosen=(chosen,))
        found = {record.id for record in material.records}
        assert {mission, chosen, met} <= found
        assert other not in found
        assert material.chosen == (chosen,)
        with pytest.raises(NoSuchRecord):
            store.material(mission, chosen=(UUID(int=77),))


def test_a_printed_code_finds_its_record(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        ids = [person(store, f"Person {n}") for n in range(20)]
        for id in ids:
            assert store.coded(code_of(id)) == (id,)
            assert store.coded(code_of(id).lower().replace("-", " ")) == (id,)
        assert store.coded("0000-0000") == ()
