"""The officer and the exchange write at the same time, and neither loses anything."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from uuid import UUID

from desk_app.contract.messages import Change
from desk_app.contract.port import Landed, Landing
from desk_app.domain.records import Envelope, Stamp
from tests.integration.store.making import NOW, changed, names, opened, person

COUNT = 1_500


def landing(start: int, count: int) -> Landing:
    stamp = Stamp(datetime(2026, 11, 1, tzinfo=UTC))
    envelope = Envelope(UUID(int=2), "ministry", stamp, stamp)
    changes = [
        Change(UUID(int=n), "person", n, envelope, {"name": f"From Dhaka {n:05}"})
        for n in range(start + 1, start + count + 1)
    ]
    return Landing(NOW, records=tuple(Landed(change, change.fields) for change in changes))


def test_saves_and_landings_go_on_side_by_side(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        port = store.port()

        def land() -> None:
            for start in range(0, COUNT, 500):
                port.land(landing(start, 500))

        thread = Thread(target=land)
        thread.start()
        typed: list[UUID] = []
        while thread.is_alive():
            typed.append(person(store, f"Typed {len(typed):05}"))
            changed(store, typed[-1], city="Delft")
            assert (
                names(store, words="typed 0") == [f"Typed {n:05}" for n in range(len(typed))][:500]
            )
        thread.join()
        assert store.count("person") == COUNT + len(typed)
        assert store.count("person", words="dhaka") == COUNT
        assert len(store.waiting()) == 2 * len(typed) > 0
        assert store.check().sound


def test_what_was_landed_in_pieces_has_one_digest(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as one, opened(tmp_path / "b") as two:
        one.port().land(landing(0, 350))
        for start in range(0, 350, 50):
            two.port().land(landing(start, 50))
        assert one.port().digests() == two.port().digests()
        assert one.port().digests()["person"].startswith(f"{350:x}-")


def test_landing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        port = store.port()
        port.land(landing(0, 120))
        before = store.page("person", count=500), port.digests()
        port.land(landing(0, 120))
        assert (store.page("person", count=500), port.digests()) == before
        assert store.history(UUID(int=5)) == ()
