"""A country's material holds who is seated there, with their demands and facts."""

from pathlib import Path
from uuid import UUID

from desk_app.sync.engine import Engine
from desk_app.sync.exchange import exchange
from tests.integration.store.making import NOW, created, opened
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
