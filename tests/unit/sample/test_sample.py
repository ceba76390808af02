"""The sample data keeps to the declarations, and harms nobody real."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from desk_app.domain.fields import Shape
from desk_app.domain.kinds import __all__ as declared
from desk_app.domain.problems import clean, problems
from desk_app.domain.registry import KINDS
from tests.support.sample import HAGUE, fields, lines, next_meeting, records

DAY = date(2026, 11, 21)
LINES = lines()
BY_ID = {line["id"]: line for line in LINES}
RESERVED = re.compile(r"(?:^|[.@/])(?:example\.(?:org|com|net)|[a-z0-9-]+\.example)(?:/|$)")
UNREAL_PHONES = re.compile(
    r"\+3160000\d{4}|\+31600000\d{3}|\+493023125\d{3}|\+60300000\d{3}|\+880200000\d{3}"
)


def of(kind: str) -> list[dict[str, Any]]:
    return [line["fields"] for line in LINES if line["kind"] == kind]


def linked(line: dict[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, field in KINDS[line["kind"]].fields.items():
        value = line["fields"].get(name)
        if field.shape is Shape.LINK and value:
            found.append((name, value))
        elif field.shape is Shape.LINKS:
            found += [(name, item) for item in value or ()]
    return found


def test_every_kind_the_program_has_is_in_the_sample() -> None:
    assert {line["kind"] for line in LINES} == set(KINDS)
    assert len(declared) >= 20


def test_nothing_was_written_down_in_the_future() -> None:
    assert all(line["created"]["days"] < 0 for line in LINES)


def test_no_identifier_is_used_twice() -> None:
    assert len(BY_ID) == len(LINES)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_line_is_what_its_declaration_asks(kind: str) -> None:
    for line in (line for line in LINES if line["kind"] == kind):
        assert set(line) == {"id", "kind", "mission", "audience", "created", "fields"}
        assert set(line["fields"]) <= set(KINDS[kind].fields), line["id"]
        values = fields(line, DAY)
        assert problems(kind, values) == [], line
        assert clean(KINDS[kind], values) == values
        KINDS[kind].read(values)


def test_every_choice_is_one_of_its_list() -> None:
    for line in LINES:
        for name, value in line["fields"].items():
            field = KINDS[line["kind"]].fields[name]
            codes = {choice.code for choice in field.choices}
            if field.shape is Shape.CHOICE:
                assert value in codes, (line["id"], name, value)
            if field.shape is Shape.CHOICES:
                assert set(value) <= codes, (line["id"], name, value)


def test_every_link_leads_to_a_record_of_an_allowed_kind() -> None:
    for line in LINES:
        for name, target in linked(line):
            assert BY_ID[target]["kind"] in KINDS[line["kind"]].fields[name].links, line


def test_no_link_leads_to_what_the_owning_mission_cannot_see() -> None:
    for line in LINES:
        for name, target in linked(line):
            there = BY_ID[target]
            visible = there["audience"] == "all" or there["mission"] == line["mission"]
            assert visible, (line["kind"], name, there["fields"])


def test_every_skill_named_is_in_the_tree() -> None:
    codes = {skill["code"] for skill in of("skill")}
    named = {f["skill"] for kind in ("capacity", "demand_line") for f in of(kind)}
    named |= {claim["skill"] for person in of("person") for claim in person.get("skills", ())}
    assert named <= codes
    assert {skill["parent"] for skill in of("skill") if "parent" in skill} <= codes


def test_addresses_and_numbers_of_persons_and_firms_reach_nobody() -> None:
    for f in of("person") + of("firm") + of("officer"):
        for email in f.get("emails", ()):
            assert RESERVED.search(email), email
        for phone in f.get("phones", ()):
            assert UNREAL_PHONES.fullmatch(phone), phone
        assert not f.get("website") or RESERVED.search(f["website"])


def test_the_sample_is_large_enough_to_practise_with() -> None:
    count = Counter(line["kind"] for line in LINES)
    sides = Counter(f["side"] for f in of("firm"))
    assert sides == {"bangladeshi": 70, "foreign": 30}
    assert count["person"] >= 145
    assert count["capacity"] >= 210
    assert count["certificate"] >= 90
    assert count["meeting"] >= 45


def test_one_demand_asks_for_three_hundred_people_and_meets_the_next_meeting() -> None:
    everything = records(DAY)
    meeting = BY_ID[str(next_meeting(everything, HAGUE, DAY))]
    demand = meeting["fields"]["demands"][0]
    asked = [f["heads"] for f in of("demand_line") if f["demand"] == demand]
    assert sum(asked) == 300


def test_the_next_meeting_is_always_two_days_ahead() -> None:
    for day in (DAY, DAY + timedelta(days=400)):
        everything = records(day)
        meeting = BY_ID[str(next_meeting(everything, HAGUE, day))]
        assert fields(meeting, day)["when"].startswith((day + timedelta(days=2)).isoformat())


def test_every_fact_and_hub_says_where_it_is_from_and_none_is_a_guess() -> None:
    for f in of("fact") + of("hub"):
        assert f["source"]
        assert f["checked"]
        assert "UNVERIFIED" not in f["source"]
        assert "general knowledge" not in f["source"]
    assert all(f.get("statement_bn") for f in of("fact"))


def test_some_facts_are_out_of_date_so_that_expiry_shows() -> None:
    expired = [f for f in of("fact") if f.get("until", "9999") < DAY.isoformat()]
    assert 5 <= len(expired) <= len(of("fact")) // 2


def test_every_answer_and_purpose_of_consent_occurs_and_many_have_given_none() -> None:
    given = {(f["purpose"], f["answer"]) for f in of("consent")}
    assert {purpose for purpose, _ in given} == {
        "keep", "contact", "share_missions", "share_firms", "introduce",
    }  # fmt: skip
    assert {"agreed", "refused"} <= {answer for _, answer in given}
    asked = {f["person"] for f in of("consent")}
    assert sum(line["kind"] == "person" and line["id"] not in asked for line in LINES) > 20
    assert 2 <= sum(bool(f.get("do_not_approach")) for f in of("person")) <= 4
