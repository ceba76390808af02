"""Edits nobody would type: each gets a verdict, none breaks the server or leaves a trace."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desk_app.contract.messages import VERSION, Round
from desk_app.domain.edits import Edit
from desk_app.domain.kinds import KINDS
from desk_app.ministry.conformance.edits import new_firm
from desk_app.ministry.conformance.plain_desk import PlainDesk
from tests.contract.worlds import TestBench

TEXT = st.text(max_size=12) | st.sampled_from(
    ["\x00", "\u202e", "' OR 1=1 --", "%s", "\ud83d"[:0]]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
NAMES = sorted({name for kind in KINDS.values() for name in kind.fields})
FIELDS = st.dictionaries(st.sampled_from(NAMES) | TEXT, JSON, max_size=4)


@st.composite
def edits(draw: st.DrawFn) -> dict[str, Any]:
    """The parts of an edit, most of them wrong."""
    return {
        "kind": draw(st.sampled_from([*sorted(KINDS), "", "none\x00"])),
        "operation": draw(st.sampled_from(["create", "set", "set", "archive", "restore"])),
        "fields": draw(FIELDS),
        "was": draw(FIELDS),
        "base": draw(st.integers(-(2**63), 2**63 - 1)),
        "at": draw(st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))),  # noqa: DTZ001 - as hostile as it comes
        "by": draw(TEXT),
        "why": draw(TEXT),
        "audience": draw(st.sampled_from([None, "mission", "all"])),
        "owner": draw(st.sampled_from([None, UUID(int=0), UUID(int=1)])),
    }


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(parts=st.lists(edits(), min_size=1, max_size=4), grouped=st.booleans())
@example(
    parts=[
        {
            "kind": "person",
            "operation": "create",
            "fields": {"name": "A", "skills": [{"no": "skill"}], "x\x00y": 1},
            "was": {"skills": 7},
            "base": 0,
            "at": datetime(1, 1, 1),  # noqa: DTZ001 - as hostile as it comes
            "by": "\x00",
            "why": "",
            "audience": None,
            "owner": None,
        }
    ],
    grouped=False,
)
def test_whatever_is_sent_gets_a_verdict(
    bench: TestBench, parts: list[dict[str, Any]], *, grouped: bool
) -> None:
    desk = _desk(bench)
    group = desk.new_id()
    sent = [_edit(desk, part, group if grouped else desk.new_id()) for part in parts]
    desk.send(*sent)
    desk.pull()


_desks: dict[int, PlainDesk] = {}


def _desk(bench: TestBench) -> PlainDesk:
    """One device for all examples of a world, with one firm that edits may hit."""
    if id(bench) not in _desks:
        desk = bench.desk()
        new_firm(desk)
        _desks[id(bench)] = desk
    return _desks[id(bench)]


def _edit(desk: PlainDesk, part: dict[str, Any], group: UUID) -> Edit:
    firm = next(id_ for id_, change in desk.held.items() if change.kind == "firm")
    record = firm if part["operation"] != "create" else desk.new_id()
    return Edit(id=desk.new_id(), group=group, record=record, **part)


def test_a_moment_without_a_zone_is_taken_as_utc(bench: TestBench) -> None:
    desk = bench.desk()
    naive = desk.clock().replace(tzinfo=None)
    assert desk.ministry.sync(Round(VERSION, naive, desk.cursor)).notice == ""
