"""Consortia over 3,000 firms and introductions over 100,000 people."""

import gc
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from desk_app.matching.acquaintance import Acquaintance
from desk_app.matching.asking import planned
from desk_app.matching.consortium import Effort, propose
from desk_app.matching.introductions import introductions
from desk_app.matching.pools import pooled
from desk_app.matching.proposals import Answer
from desk_app.matching.skills import SkillTree
from desk_app.matching.terms import Line, Offer, Rules
from tests.bench.registry import Report, bench
from tests.bench.timing import Sample, interleaved, ratio, sample, seconds_of
from tests.support.market import TODAY, a_person, a_position, a_tie, agreed, firm, market, person

FIRMS, LINES = 3_000, 12
DEMANDS = {"usual": (5, 60), "large": (50, 150), "beyond": (600, 900)}  # heads a line
PEOPLE, TIES, POSITIONS, ORGANISATIONS = 100_000, 300_000, 60_000, 9_000


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
            {"best": partial(asked.proposals, 1), "pool": asked.pools}, rounds=1, warm_up=0
        )
        figures |= {
            f"{name}_best_s": taken["best"].median,
            f"{name}_three_s": seconds_of(partial(asked.proposals, 3)),
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
    """The five best paths to people, over ties and shared organisations."""
    random = Random(1)
    people = [a_person(n) for n in range(PEOPLE)]
    ties = [
        a_tie(n, person(random.randrange(PEOPLE)), person(random.randrange(PEOPLE)), 1 + n % 5)
        for n in range(TIES)
    ]
    positions = [
        a_position(n, random.randrange(PEOPLE), firm(random.randint(1, ORGANISATIONS)))
        for n in range(POSITIONS)
    ]
    consents = [agreed(n) for n in range(PEOPLE) if n % 10]
    known = {person(n): 1.0 for n in range(1, PEOPLE, 50)}
    build = sample(lambda: Acquaintance(people, ties, positions, consents, today=TODAY), rounds=3)
    graph = Acquaintance(people, ties, positions, consents, today=TODAY)
    gc.collect()
    gc.freeze()  # half a million records are not looked through before each measurement
    targets = [person(random.randrange(PEOPLE)) for _ in range(200)]
    asked = Sample(tuple(seconds_of(partial(introductions, graph, target)) for target in targets))
    from_known = Sample(
        tuple(seconds_of(partial(introductions, graph, target, known=known)) for target in targets)
    )
    return Report(
        reference="the same paths from anybody, without asking whom the desk knows",
        figures={
            "people": PEOPLE,
            "ties": TIES,
            "build_s": build.median,
            **asked.figures("from_anybody"),
            **from_known.figures("from_known"),
            "from_known_worst_ms": max(from_known.seconds) * 1000,
        },
        ratios={"from_known": ratio(from_known, asked)},
    )
