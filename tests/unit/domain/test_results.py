"""What targets, wins and losses come to."""

from datetime import UTC, date, datetime
from uuid import UUID

from desk_app.domain.kinds.demand import Demand, DemandLine
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.kinds.result import Target, Win
from desk_app.domain.records import Envelope, Record, Stamp
from desk_app.domain.registry import KINDS, Content
from desk_app.domain.results import Span, Work, losses, pipeline, reached, toward
from desk_app.domain.values import Figure

HAGUE, BERLIN = UUID(int=1), UUID(int=2)
COUNTRIES = {HAGUE: "NL", BERLIN: "DE"}
_numbers = iter(range(100, 10_000))


def recorded(content: Content, owner: UUID = HAGUE) -> Record:  # type: ignore[type-arg]  # of whatever kind
    at = Stamp(datetime(2026, 5, 1, tzinfo=UTC))
    kind = next(kind.name for kind in KINDS.values() if kind.content is type(content))
    envelope = Envelope(owner=owner, audience="ministry", created=at, updated=at)
    return Record(UUID(int=next(_numbers)), kind, content, envelope, 0, "received")


def usd(low: int, high: int | None = None) -> Figure:
    return Figure(low, low if high is None else high, unit="USD")


def test_a_win_counts_for_sure_once_the_client_has_confirmed_it() -> None:
    wins = (
        recorded(Win(on=date(2026, 3, 1), confirmation="card")),
        recorded(Win(on=date(2026, 4, 1), confirmation="asked")),
        recorded(Win(on=date(2026, 4, 1), confirmation="refused")),
        recorded(Win(on=date(2025, 4, 1), confirmation="card")),
    )
    found = reached(Target(year=2026, measure="wins"), Work(wins=wins, countries=COUNTRIES))
    assert found is not None
    assert found.sure == {"": Span(1, 1)}
    assert found.unsure == {"": Span(1, 1)}


def test_each_year_of_a_win_counts_in_its_own_year_by_our_share() -> None:
    win = Win(
        on=date(2026, 3, 1),
        year_1=usd(1_000),
        year_2=usd(2_000, 4_000),
        share=50,
        confirmation="card",
    )
    work = Work(wins=(recorded(win),), countries=COUNTRIES)
    found = reached(Target(year=2027, measure="win_value"), work)
    assert found is not None
    assert found.sure == {"USD": Span(1_000, 2_000)}
    assert toward("USD", work).sure == {"USD": Span(1_500, 2_500)}


def test_currencies_are_never_added_to_each_other() -> None:
    euros = Win(on=date(2026, 3, 1), year_1=Figure(10, 10, unit="EUR"), confirmation="card")
    dollars = Win(on=date(2026, 3, 1), year_1=usd(5), confirmation="card")
    found = reached(
        Target(year=2026, measure="win_value"), Work(wins=(recorded(euros), recorded(dollars)))
    )
    assert found is not None
    assert found.sure == {"EUR": Span(10, 10), "USD": Span(5, 5)}


def test_a_target_of_a_country_counts_what_the_mission_there_did() -> None:
    when = datetime(2026, 2, 2, tzinfo=UTC)
    meetings = (
        recorded(Meeting(when=when, standing="held"), HAGUE),
        recorded(Meeting(when=when, standing="held"), BERLIN),
        recorded(Meeting(when=when, standing="planned"), HAGUE),
    )
    work = Work(meetings=meetings, countries=COUNTRIES)
    here = reached(Target(year=2026, measure="meetings", country="NL"), work)
    everywhere = reached(Target(year=2026, measure="meetings"), work)
    assert here is not None
    assert everywhere is not None
    assert here.sure == {"": Span(1, 1)}
    assert everywhere.sure == {"": Span(2, 2)}


def test_exports_are_not_counted_at_a_desk() -> None:
    assert reached(Target(year=2031, measure="exports"), Work()) is None


def test_the_pipeline_has_every_stage_in_its_order() -> None:
    demands = [
        recorded(Demand(stage="matched", value=usd(100, 200))),
        recorded(Demand(stage="matched", value=Figure(7, 7, unit="EUR"))),
    ]
    steps = pipeline(demands)
    assert [step.stage for step in steps][:3] == ["identified", "qualified", "matched"]
    assert steps[2].count == 2
    assert steps[2].worth == {"USD": Span(100, 200), "EUR": Span(7, 7)}
    assert steps[0].count == 0


def test_losses_are_counted_by_reason_country_and_the_skill_most_asked_of() -> None:
    lost = recorded(Demand(stage="lost", lost_reason="scale", lost_to="VN"))
    other = recorded(Demand(stage="lost", lost_reason="scale", lost_to="IN"))
    live = recorded(Demand(stage="matched"))
    lines = [
        recorded(DemandLine(demand=lost.id, skill="java", level="senior", heads=9)),
        recorded(DemandLine(demand=lost.id, skill="react", level="junior", heads=4)),
        recorded(DemandLine(demand=live.id, skill="react")),
    ]
    found = losses(Work(demands=(lost, other, live), lines=tuple(lines)))
    assert found.total == 2
    assert found.reasons == (("scale", 2),)
    assert found.countries == (("IN", 1), ("VN", 1))
    assert found.skills == (("java", 1),)
