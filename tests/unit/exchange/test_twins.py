"""The work-list of likely twins: the surest first, bounded, without what was told apart."""

from uuid import UUID

from msgspec import Struct

from desk_app.domain.values import Plain
from desk_app.exchange.planning import named_party
from desk_app.exchange.twins import party, perhaps, work_list


class Known(Struct, frozen=True):
    """A record as the work-list reads it."""

    id: UUID
    kind: str
    fields: Plain
    orgs: tuple[str, ...] = ()


def known(number: int, name: str, *orgs: str, **fields: object) -> Known:
    return Known(UUID(int=number), "person", {"name": name, **fields}, orgs)


RECORDS = [
    known(1, "Rahima Khatun", emails=["r@a.example"]),
    known(2, "রহিমা খাতুন"),
    known(3, "Rohima Khatoon", emails=["r@a.example"]),
    known(4, "Kamal Hasan", "Padma Soft"),
    known(5, "Somebody Else"),
]


def test_the_surest_pairs_come_first_and_each_once() -> None:
    found = work_list(map(party, RECORDS))
    pairs = [{twins.one.int, twins.other.int} for twins in found]
    assert pairs[0] == {1, 3}
    assert "same e-mail" in found[0].reasons
    assert sorted(map(sorted, pairs)) == [[1, 2], [1, 3], [2, 3]]


def test_a_pair_that_was_told_apart_is_not_suggested_again() -> None:
    parted = {frozenset((UUID(int=1), UUID(int=3)))}
    found = work_list(map(party, RECORDS), parted)
    assert {1, 3} not in [{twins.one.int, twins.other.int} for twins in found]


def test_a_pair_that_an_officer_named_comes_first_unless_it_was_told_apart() -> None:
    pair = (UUID(int=4), UUID(int=5))
    first, *_ = work_list(map(party, RECORDS), said=[pair])
    assert ((first.one, first.other), first.reasons) == (pair, ("same record",))
    found = work_list(map(party, RECORDS), {frozenset(pair)}, said=[pair])
    assert {4, 5} not in [{twins.one.int, twins.other.int} for twins in found]


def test_the_bound_leaves_out_the_least_sure() -> None:
    (found,) = work_list(map(party, RECORDS), most=1)
    assert {found.one.int, found.other.int} == {1, 3}
    breaths: list[int] = []
    work_list(map(party, RECORDS), breathe=lambda: breaths.append(1))
    assert breaths


def test_a_draft_is_told_whom_it_perhaps_is() -> None:
    draft = named_party(None, "person", {"name": "Md Kamal Hasan"}, ["Padma Soft Ltd"])
    assert [twins.one.int for twins in perhaps(draft, RECORDS)] == [4]
