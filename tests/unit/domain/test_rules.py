"""What must hold between a record's fields, and what the checks of a firm come to."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from desk_app.domain.integrity import NEEDED, folio, lacking, light, standing
from desk_app.domain.kinds.check import CHECKS, Check
from desk_app.domain.records import Envelope, Record, Stamp
from desk_app.domain.rules import NAMING, Asked, broken, consent_needed
from desk_app.domain.stages import logged

TODAY = date(2026, 11, 20)
STAMP = Stamp(datetime(2026, 11, 20, 9, tzinfo=UTC), "Nadia Rahman")
ANNA, BABUL = UUID(int=1), UUID(int=2)
LOSS = {"lost_reason": "scale", "lost_to": "IN", "would_have_won": "Forty more developers."}


def a_check(nature: str, result: str = "clear", **more: object) -> Record[Check]:
    given = {"on": date(2026, 10, 1), "by": ANNA, "second": BABUL} | more
    content = Check(firm=UUID(int=9), nature=nature, result=result, **given)  # type: ignore[arg-type]  # each test names real fields
    envelope = Envelope(None, "ministry", STAMP, STAMP)
    return Record(UUID(int=hash(nature) & 0xFFFF), "check", content, envelope, 1, "received")


def all_needed() -> list[Record[Check]]:
    return [a_check(nature) for nature in NEEDED]


def test_a_loss_without_its_reasons_names_each_that_is_missing() -> None:
    found = broken("demand", {"stage": "proposed"}, {"stage": "lost", "lost_to": "IN"})
    assert [problem.field for problem in found] == ["lost_reason", "would_have_won"]
    assert not broken("demand", {"stage": "proposed"}, {"stage": "lost", **LOSS})


def test_an_old_loss_without_reasons_can_still_be_corrected_elsewhere() -> None:
    assert not broken("demand", {"stage": "lost"}, {"stage": "lost", "name": "Corrected"})


@pytest.mark.parametrize("before", ["identified", "negotiating", "lost"])
def test_a_win_is_verified_first(before: str) -> None:
    assert broken("demand", {"stage": before}, {"stage": "won"})
    assert not broken("demand", {"stage": "verify_win"}, {"stage": "won"})


def test_nobody_signs_twice() -> None:
    assert broken("check", {}, {"by": str(ANNA), "second": str(ANNA)})
    assert not broken("check", {}, {"by": str(ANNA), "second": str(BABUL)})


def test_a_confirmation_has_a_day_and_a_name() -> None:
    found = broken("win", {}, {"confirmation": "card"})
    assert [problem.field for problem in found] == ["confirmed_on", "confirmed_by"]


@pytest.mark.parametrize("stage", NAMING)
def test_naming_somebody_to_firms_needs_their_consent(stage: str) -> None:
    who = {"person": str(ANNA)}
    asked = Asked(ANNA, "share_firms", "stage")
    assert consent_needed("candidacy", {}, {"stage": stage, **who}) == asked
    assert consent_needed("candidacy", {"stage": "agreed"}, {"stage": stage, **who}) == asked
    other = {"stage": stage, "person": str(BABUL)}
    assert consent_needed("candidacy", other, {"stage": stage, **who}) == asked


def test_what_names_nobody_anew_needs_no_consent() -> None:
    named = {"stage": "named", "person": str(ANNA)}
    assert consent_needed("candidacy", named, {**named, "why": "Knows Java"}) is None
    assert consent_needed("candidacy", named, {**named, "stage": "closed"}) is None
    assert consent_needed("candidacy", {}, {"person": str(ANNA)}) is None
    assert consent_needed("demand", {}, {"stage": "named", "person": str(ANNA)}) is None


def test_a_stage_is_logged_with_its_reason() -> None:
    line = logged(str(ANNA), {}, {"stage": "lost", **LOSS}, STAMP)
    assert line is not None
    assert (line["before"], line["after"], line["reason"]) == ("identified", "lost", "scale")
    assert line["on"] == "2026-11-20"
    assert logged(str(ANNA), {"stage": "lost"}, {"stage": "lost", "name": "x"}, STAMP) is None


def test_a_folio_has_a_line_for_every_check_there_can_be() -> None:
    assert [line.nature for line in folio([], TODAY)] == [choice.code for choice in CHECKS]
    assert {line.light for line in folio([], TODAY)} == {"missing"}


def test_what_one_officer_found_clear_stays_open_until_another_signs() -> None:
    assert light(a_check("tax", second=None).content, TODAY) == "open"
    assert light(a_check("tax", second=ANNA).content, TODAY) == "open"
    assert light(a_check("tax").content, TODAY) == "clear"


def test_a_clear_check_expires_and_a_failed_one_does_not() -> None:
    past = date(2026, 11, 19)
    assert light(a_check("tax", until=past).content, TODAY) == "expired"
    assert light(a_check("tax", "failed", until=past).content, TODAY) == "failed"
    assert light(a_check("tax", until=TODAY).content, TODAY) == "clear"


def test_a_firm_passes_when_all_that_is_needed_is_clear() -> None:
    assert standing(all_needed(), TODAY) == "passed"
    assert not lacking(all_needed(), TODAY)
    assert standing(all_needed()[1:], TODAY) == "open"
    assert [line.nature for line in lacking(all_needed()[1:], TODAY)] == [NEEDED[0]]


def test_one_failed_check_bars_a_firm_whatever_else_is_clear() -> None:
    checks = [*all_needed(), a_check("tax", "failed")]
    assert standing(checks, TODAY) == "failed"
    assert [line.nature for line in lacking(checks, TODAY)] == ["tax"]


def test_a_newer_check_replaces_an_older_one_and_of_one_day_the_worse_counts() -> None:
    old = a_check("tax", "failed", on=date(2025, 1, 1))
    assert standing([*all_needed(), old, a_check("tax")], TODAY) == "passed"
    same_day = a_check("tax", "failed")
    assert standing([*all_needed(), same_day, a_check("tax")], TODAY) == "failed"
