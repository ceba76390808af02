"""Consortia over 3,000 firms and introductions over 100,000 people."""

from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple
from uuid import UUID

from desk_app.matching.acquaintance import Acquaintance
from desk_app.matching.asking import planned
from desk_app.matching.consortium import Effort, propose
from desk_app.matching.introductions import Introductions, introductions
from desk_app.matching.pools import pooled
from desk_app.matching.proposals import Answer
from desk_app.matching.skills import SkillTree
from desk_app.matching.terms import Line, Offer, Rules
from desk_app.store.store import Store
from tests.bench.acquainted import PEOPLE, TIES, make
from tests.bench.desks import form, kept
from tests.bench.people import opened
from tests.bench.registry import Report, bench
from tests.bench.timing import Sample, interleaved, ratio, seconds_of
from tests.support.market import TODAY, market, person

FIRMS, LINES = 3_000, 12
DEMANDS = {"usual": (5, 60), "large": (50, 150), "beyond": (600, 900)}  # heads a line


class _Question(NamedTuple):
    tree: SkillTree
    offers: list[Offer]
    lines: list[Line]
    rules: Rules

    def pools(self) -> None:
        asked, _ = planned(self.lines, self.tree, TODAY)
        pooled(asked, self.offers, self.rules, self.tree, TODAY)

    def proposals(self, count: int) -> Answer:
        effort = Effort(proposals=count)
        return propose(self.lines, self.offers, self.rules, self.tree, today=TODAY, effort=effort)


@bench("matching")
def consortia(folder: Path) -> Report:
    """A demand of twelve lines over up to a year, met by the firms of a whole country."""
    figures: dict[str, float] = {"firms": FIRMS, "lines": LINES}
    ratios: dict[str, float] = {}
    for name, heads in DEMANDS.items():
        asked = _Question(*market(1, FIRMS, LINES, heads))
        answer = asked.proposals(1)
        first = answer.proposals[0]
        taken = interleaved(
            {"best": partial(asked.proposals, 1), "pool": asked.pools}, rounds=3, warm_up=0
        )
        figures |= {
            f"{name}_best_s": taken["best"].median,
            f"{name}_three_s": seconds_of(partial(asked.proposals, 3)),
            f"{name}_worst_s": taken["best"].p95,
            f"{name}_gap": first.gap,
            f"{name}_cover_gap": first.cover_gap,
            f"{name}_firms_proposed": len(first.firms),
            f"{name}_firms_able": answer.size.firms,
            f"{name}_numbers": answer.size.numbers,
            f"{name}_conditions": answer.size.conditions,
        }
        ratios[f"{name}_best"] = ratio(taken["best"], taken["pool"])
    return Report("putting the offers together, without choosing", figures, ratios)


@bench("introductions")
def paths(folder: Path) -> Report:
    """The five best paths to people, from a store that holds who knows whom."""
    place = kept(f"acquainted-{PEOPLE}-{TIES}-{form()}", make)
    with closing(opened(place)) as store:
        random = Random(2)
        targets = [person(random.randrange(PEOPLE)) for _ in range(60)]
        first = seconds_of(lambda: _paths(store, targets[0]))
        whole = Sample(tuple(seconds_of(partial(_paths, store, target)) for target in targets))
        read = Sample(tuple(seconds_of(partial(store.around, target)) for target in targets))
    return Report(
        reference="reading who is known around the target, without looking for paths",
        figures={
            "people": PEOPLE,
            "ties": TIES,
            "first_ms": first * 1000,
            **whole.figures("question"),
            "question_worst_ms": max(whole.seconds) * 1000,
        },
        ratios={"question": ratio(whole, read)},
    )


def _paths(store: Store, target: UUID) -> Introductions:
    around = store.around(target)
    met = {person: 1.0 for person, _ in around.met}
    return introductions(Acquaintance(around, today=TODAY), target, known=met or None)
