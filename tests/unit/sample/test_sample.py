"""The sample data keeps to the declarations, and harms nobody real."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from desk_app.domain.consent import allows
from desk_app.domain.fields import Shape
from desk_app.domain.integrity import light, standing
from desk_app.domain.kinds import __all__ as declared
from desk_app.domain.kinds.check import Check
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.demand import LOSSES
from desk_app.domain.problems import clean, problems
from desk_app.domain.records import Record
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
    assert len(declared) == len(KINDS) + 1  # and the table of them


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
    lined = ("capacity", "demand_line", "member", "shortfall", "cohort")
    named = {f["skill"] for kind in lined for f in of(kind)}
    holders = of("person") + of("opening")
    named |= {claim["skill"] for holder in holders for claim in holder.get("skills", ())}
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
    assert sides == {"bangladeshi": 70, "foreign": 31}
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


def test_dossiers_and_papers_name_their_sources_and_none_is_a_guess() -> None:
    assert {f["domain"] for f in of("dossier")} >= {
        "fintech",
        "blockchain",
        "gaming",
        "ai",
        "robotics",
    }
    for f in of("dossier"):
        assert f["checked"]
        assert "[1]" in f["sources"]
        assert f["summary_bn"]
        assert f["line_bn"]
    for f in of("paper"):
        assert "Sources, checked on" in f["text"]
    for f in of("dossier") + of("paper") + of("strategy"):
        assert "UNVERIFIED" not in str(f)
        assert "general knowledge" not in str(f)
    papers = Counter(f["dossier"] for f in of("paper"))
    assert set(papers.values()) <= {2, 3}
    assert set(papers) == {line["id"] for line in LINES if line["kind"] == "dossier"}


def test_a_number_in_brackets_leads_to_a_source_of_its_dossier() -> None:
    for f in of("dossier"):
        listed = {int(n) for n in re.findall(r"^\[(\d+)\]", f["sources"], re.MULTILINE)}
        texts = " ".join(str(value) for name, value in f.items() if name != "sources")
        named = {int(n) for n in re.findall(r"\[(\d+)\]", texts)}  # in either script
        assert named == listed, f["name"]


def test_what_the_ministry_publishes_is_its_own_and_for_all() -> None:
    for line in LINES:
        if line["kind"] in ("dossier", "paper", "strategy", "cohort"):
            assert (line["mission"], line["audience"]) == ("", "all")


def test_a_reply_stands_with_the_mission_it_answers() -> None:
    for line in LINES:
        if line["kind"] == "reply":
            assert line["mission"] == BY_ID[line["fields"]["about"]]["mission"]


def checks_by_standing() -> Counter[str]:
    by_firm: dict[UUID, list[Record[Check]]] = {}
    for record in records(DAY):
        if isinstance(record.content, Check) and record.content.firm:
            by_firm.setdefault(record.content.firm, []).append(record)  # type: ignore[arg-type]  # narrowed by its content
    return Counter(standing(checks, DAY) for checks in by_firm.values())


def test_most_firms_passed_their_checks_and_every_state_of_a_check_occurs() -> None:
    found = checks_by_standing()
    assert found["passed"] > found["open"] > 0
    assert found["failed"] == 2  # one failed, one refused
    checks = [r.content for r in records(DAY) if isinstance(r.content, Check)]
    assert {light(check, DAY) for check in checks} == {
        "clear", "open", "expired", "failed", "refused",
    }  # fmt: skip


def test_every_state_occurs_of_what_has_states() -> None:
    for kind, name in (
        ("proposal", "state"), ("introduction", "state"), ("opening", "state"),
        ("check", "result"), ("demand", "stage"), ("question", "state"), ("referral", "state"),
    ):  # fmt: skip
        codes = {choice.code for choice in KINDS[kind].fields[name].choices}
        assert {f.get(name) for f in of(kind)} == codes, (kind, name)


def test_every_reason_for_a_loss_occurs_with_what_would_have_won() -> None:
    lost = [f for f in of("demand") if f["stage"] == "lost"]
    assert {f["lost_reason"] for f in lost} == {choice.code for choice in LOSSES}
    assert all(f["lost_to"] and f["would_have_won"] for f in lost)


def test_the_last_line_of_every_stage_log_is_the_stage_of_its_demand() -> None:
    last: dict[str, dict[str, Any]] = {}
    for f in sorted(of("stage"), key=lambda f: f["on"]["days"]):
        assert f.get("before", "") == last.get(f["demand"], {}).get("after", "")
        last[f["demand"]] = f
    staged = {line["id"]: line["fields"]["stage"] for line in LINES if line["kind"] == "demand"}
    assert {demand: f["after"] for demand, f in last.items()} == staged


def test_nobody_is_named_to_an_employer_without_consent() -> None:
    for line in LINES:
        if line["kind"] == "candidacy" and line["fields"].get("named_on"):
            consents = [
                r.content
                for r in records(DAY)
                if isinstance(r.content, Consent)
                and str(r.content.person) == line["fields"]["person"]
            ]
            assert allows(consents, "share_firms", DAY), line


def test_shortfalls_come_from_three_missions_and_are_answered() -> None:
    assert len({line["mission"] for line in LINES if line["kind"] == "shortfall"}) == 3
    missing = {(f["skill"], f["level"]) for f in of("shortfall")}
    assert any((f["skill"], f["level"]) in missing and f["heads"] == 120 for f in of("cohort"))


def test_the_aim_of_five_billion_stands_with_its_source() -> None:
    aims = [f for f in of("target") if f["year"] == 2031 and f["measure"] == "exports"]
    assert [f["value"]["low"] for f in aims] == [5_000_000_000]
    assert all(f["source"] for f in of("target"))


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
