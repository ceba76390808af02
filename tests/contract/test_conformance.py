"""Every rule of the contract, on every way to the reference ministry."""

import pytest

from desk_app.ministry.conformance.suite import CASES, Case
from tests.contract.worlds import TestBench


@pytest.mark.parametrize("check", CASES, ids=lambda check: check.__name__)
def test_the_ministry_keeps_the_contract(check: Case, bench: TestBench) -> None:
    check(bench)
