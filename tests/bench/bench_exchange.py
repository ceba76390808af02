"""An exchange over HTTP with a real ministry: of everything, of nothing, of one field."""

from contextlib import closing
from pathlib import Path

from desk_app.domain.acts import Act, Change
from desk_app.sync.desks import OpenDesk
from desk_app.sync.exchange import Report as Exchanged
from desk_app.sync.link import Link
from tests.bench.bench_store import bare
from tests.bench.ministries import enrolled, ministry
from tests.bench.registry import Report, bench
from tests.bench.timing import Sample, seconds_of

PEOPLE = 10_000
AGAIN = 20


@bench("exchange")
def exchanging(folder: Path) -> Report:
    """The first exchange of 10,000 people, then exchanges of nothing and of one edited field."""
    with ministry(folder / "ministry", PEOPLE) as (url, address):
        bare_place = folder / "bare"
        bare_place.mkdir()
        inserted = seconds_of(lambda: bare(bare_place, PEOPLE).close())
        with enrolled(folder / "desk", url, address) as desk:
            link = Link(desk)
            with closing(link):
                whole = _exchange(link)
                assert desk.store.count("person") == PEOPLE
                nothing = [_exchange(link) for _ in range(AGAIN)]
                edited = [_one_field(desk, link, turn) for turn in range(AGAIN)]
    figures = {
        "people": float(PEOPLE),
        "whole_s": whole.seconds,
        "whole_bytes_up": whole.bytes_up,
        "whole_bytes_down": whole.bytes_down,
        "whole_round_trips": whole.round_trips,
        "bare_insert_s": inserted,
    }
    for name, some in {"nothing": nothing, "one_field": edited}.items():
        figures |= Sample(tuple(one.seconds for one in some)).figures(name)
        figures[f"{name}_round_trips"] = max(one.round_trips for one in some)
        figures[f"{name}_bytes"] = max(one.bytes_up + one.bytes_down for one in some)
    return Report(
        reference="the same people inserted and indexed by bare SQLite in one transaction",
        figures=figures,
        ratios={"whole": whole.seconds / inserted},
    )


def _exchange(link: Link) -> Exchanged:
    report = link.exchange()
    if report.problem is not None:
        raise report.problem
    return report


def _one_field(desk: OpenDesk, link: Link, turn: int) -> Exchanged:
    _edit(desk, f"Turn {turn}")
    report = _exchange(link)
    assert report.tally.accepted == 1
    return report


def _edit(desk: OpenDesk, notes: str) -> None:
    row = desk.store.page("person", count=1).rows[0]
    desk.store.do(Act((Change(row.id, {"notes": notes}),), "Change"))
