"""A thousand briefs from a seed each: every form, least to most data, read back from the paper."""

import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from desk_app.briefs.compose import compose
from desk_app.briefs.layout.document import laid_out
from desk_app.domain.errors import DeskError
from tests.bench.registry import Report, bench
from tests.support.brief_checks import faults
from tests.support.brief_material import case
from tests.support.material import NOW

BRIEFS = 1000
_AT_ONCE = 20


class Outcome(NamedTuple):
    """What came of one seed: seconds to compose and set, pages, faults; no pages where refused."""

    seconds: float
    pages: int
    faults: tuple[str, ...]


@bench("brief-1000")
def a_thousand_briefs(_: Path) -> Report:
    """Compose and set them all; fails on the first faults found, and tells the seeds."""
    seeds = range(BRIEFS)
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        outcomes = list(workers.map(_outcome, seeds, chunksize=_AT_ONCE))
    wrong = [f"{seed}: {o.faults}" for seed, o in zip(seeds, outcomes, strict=True) if o.faults]
    assert not wrong, "\n".join(wrong)
    return Report("none", _figures(outcomes), {})


def _outcome(seed: int) -> Outcome:
    _, material, options = case(seed)
    start = perf_counter()
    try:
        brief = compose(material, options)
    except DeskError:
        return Outcome(perf_counter() - start, 0, ())
    laid = laid_out(brief, printed_at=NOW)
    seconds = perf_counter() - start
    return Outcome(seconds, laid.pages, tuple(faults(brief, laid)))


def _figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    made = [outcome for outcome in outcomes if outcome.pages]
    counted = Counter(min(outcome.pages, 5) for outcome in made)
    return {
        "briefs": len(made),
        "refused": len(outcomes) - len(made),
        "pages": sum(outcome.pages for outcome in made),
        "of_one_page": counted[1],
        "of_five_or_more_pages": counted[5],
        "faults": sum(len(outcome.faults) for outcome in made),
        "composed_and_set_mean_ms": 1000 * sum(o.seconds for o in made) / len(made),
        "slowest_ms": 1000 * max(o.seconds for o in made),
    }
