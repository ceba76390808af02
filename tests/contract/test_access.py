"""Who gets in, who does not, and what each role may do."""

import secrets
from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk_app.contract.codec import JSON, encode
from desk_app.contract.enrolment import enrol_request
from desk_app.contract.messages import VERSION, Round, TokenGrant
from desk_app.contract.tokens import GRANT, assertion
from desk_app.domain.errors import CodeRefused, DeviceRevoked, NotAllowed, OtherContract
from desk_app.ministry import codes
from desk_app.ministry.calling import Caller
from desk_app.ministry.conformance.edits import new_firm
from desk_app.ministry.conformance.views import new_firm_for
from desk_app.ministry.enrolling import TRIED_WITHIN, TRIES, VALID
from desk_app.ministry.service import Service
from desk_app.ministry.serving import now
from tests.contract.worlds import TestBench, World, over_http
from tests.support.clock import Clock


def test_a_wrong_code_is_refused(world: World) -> None:
    with pytest.raises(CodeRefused):
        world.enrol("river-candle-seven-moon", Ed25519PrivateKey.generate())


def test_a_code_serves_one_workstation(world: World, bench: TestBench) -> None:
    code = world.service.invite(bench.mission()).code
    world.enrol(code, Ed25519PrivateKey.generate())
    with pytest.raises(CodeRefused):
        world.enrol(code, Ed25519PrivateKey.generate())


def test_a_workstation_that_heard_no_answer_asks_again(world: World, bench: TestBench) -> None:
    code, key = world.service.invite(bench.mission()).code, Ed25519PrivateKey.generate()
    first, again = world.enrol(code, key), world.enrol(code, key)
    assert (again.device, again.officer) == (first.device, first.officer)


def test_a_code_is_heard_however_it_is_typed(world: World, bench: TestBench) -> None:
    code = world.service.invite(bench.mission()).code
    spoken = code.upper().replace("-", "  ")
    assert world.enrol(f" {spoken} ", Ed25519PrivateKey.generate()).role == "officer"


def test_a_code_ends_after_a_week(world: World, bench: TestBench) -> None:
    long_ago = Service(
        world.database, lambda: now() - VALID - timedelta(hours=1), secrets.token_bytes
    )
    code = long_ago.invite(bench.mission()).code
    with pytest.raises(CodeRefused):
        world.enrol(code, Ed25519PrivateKey.generate())


def test_a_request_that_another_key_signed_is_refused(world: World, bench: TestBench) -> None:
    code = world.service.invite(bench.mission()).code
    mine, theirs = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    request = enrol_request(mine, code=code, device_name="pc", officer="Ada")
    other = enrol_request(theirs, code=code, device_name="pc", officer="Ada")
    forged = msgspec.structs.replace(request, public_key=other.public_key)
    with pytest.raises(NotAllowed):
        world.enroller.enrol(forged)
    rubbish = msgspec.structs.replace(request, public_key="é?", signature="x")
    with pytest.raises(NotAllowed):
        world.enroller.enrol(rubbish)


def test_enrolling_in_another_version_is_refused(world: World) -> None:
    request = enrol_request(
        Ed25519PrivateKey.generate(), code="x", device_name="pc", officer="Ada"
    )
    with pytest.raises(OtherContract):
        world.enroller.enrol(msgspec.structs.replace(request, contract=VERSION + 1))


def test_guessing_codes_is_stopped(own_world: World, clock: Clock) -> None:
    mission = own_world.new_mission()
    code = own_world.service.invite(mission).code
    for _ in range(TRIES):
        with pytest.raises(CodeRefused):
            own_world.enrol("wrong-wrong-wrong-wrong", Ed25519PrivateKey.generate())
    with pytest.raises(CodeRefused):
        own_world.enrol(code, Ed25519PrivateKey.generate())
    clock.set(clock() + TRIED_WITHIN + timedelta(seconds=1))
    assert own_world.enrol(code, Ed25519PrivateKey.generate()).mission_name == mission


def test_codes_are_easy_words_and_many() -> None:
    words = codes.word_list()
    assert len(words) == len(set(words)) >= 1024
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 8 for word in words)
    assert len({codes.new_code(secrets.token_bytes) for _ in range(200)}) == 200


def test_an_officer_enrolled_twice_is_one_officer(world: World, bench: TestBench) -> None:
    first, second = (
        world.enrol(world.service.invite(bench.mission()).code, Ed25519PrivateKey.generate(), name)
        for name in ("Rahim Uddin", "rahim  uddin")
    )
    assert first.officer == second.officer
    assert first.device != second.device


def test_a_withdrawn_device_is_told_so_whatever_it_asks(world: World, bench: TestBench) -> None:
    desk = bench.desk()
    new_firm(desk)
    world.service.revoke(desk.enrolment.device)
    with pytest.raises(DeviceRevoked):
        desk.ministry.sync(Round(VERSION, desk.clock(), desk.cursor))
    with pytest.raises(DeviceRevoked):
        desk.ministry.snapshot("0" * 40, 0, 10)


def test_auditors_and_analysts_read_the_ministrys_view_and_write_nothing(
    bench: TestBench,
) -> None:
    home = bench.desk()
    firms = {audience: new_firm_for(home, audience) for audience in ("mission", "ministry")}
    for role in ("analyst", "auditor"):
        reader = bench.as_role(role, "abroad")
        assert firms["ministry"] in reader.held
        assert firms["mission"] not in reader.held
        edit = reader.create("firm", {"name": "X", "side": "foreign"})
        assert reader.send(edit)[0].reason == "read-only"


def test_publishers_keep_reference_data_and_facts_of_the_ministry(bench: TestBench) -> None:
    publisher, reader = bench.as_role("publisher"), bench.desk("abroad")
    skill = publisher.create("skill", {"code": "new", "name": "New skill"})
    fact = publisher.create(
        "fact",
        {
            "country": "BD",
            "topic": "tax",
            "statement": "It is so.",
            "source": "Gazette",
            "checked": "2026-01-01",
        },
        audience="all",
    )
    assert [v.outcome for v in publisher.send(skill, fact)] == ["accepted", "accepted"]
    reader.pull()
    assert reader.held[fact.record].envelope.owner is None
    for record in (skill.record, fact.record):
        verdict = reader.send(reader.other(record, reader.held[record].kind, "erase"))[0]
        assert verdict.reason == "read-only"
    firm = new_firm_for(reader, "all")
    publisher.pull()
    assert publisher.send(publisher.change(firm, {"city": "X"}))[0].reason == "not-yours"


def test_the_ministry_answers_a_proposal_and_changes_nothing_else_of_it(bench: TestBench) -> None:
    publisher, officer = bench.as_role("publisher", "abroad"), bench.desk()
    other = bench.desk("abroad")
    proposal = officer.create("proposal", {"name": "A data park", "state": "submitted"})
    officer.send(proposal)
    publisher.pull()
    answer = {"decision": "returned", "text": "Who pays?", "on": "2026-11-01"}
    reply = publisher.create(
        "reply", answer | {"about": str(proposal.record)}, owner=officer.mission
    )
    moved = publisher.change(proposal.record, {"state": "returned"})
    assert [v.outcome for v in publisher.send(reply, moved)] == ["accepted", "accepted"]
    for fields in ({"name": "Mine"}, {"state": "closed", "name": "Mine"}):
        verdict = publisher.send(publisher.change(proposal.record, fields))[0]
        assert verdict.reason == "not-yours"
    officer.pull()
    other.pull()
    assert officer.held[proposal.record].fields["state"] == "returned"
    assert officer.held[reply.record].fields["text"] == "Who pays?"
    assert reply.record not in other.held
    assert officer.send(officer.change(reply.record, {"text": "Nobody"}))[0].reason == "read-only"
    forged = officer.create("reply", answer | {"about": str(proposal.record)})
    assert officer.send(forged)[0].reason == "read-only"


def test_a_loss_without_reasons_is_refused_whatever_sends_it(bench: TestBench) -> None:
    officer = bench.desk()
    demand = officer.create("demand", {"name": "300 developers"})
    officer.send(demand)
    verdict = officer.send(officer.change(demand.record, {"stage": "lost"}))[0]
    assert (verdict.outcome, verdict.field) == ("refused", "lost_reason")


# Over HTTP: tokens


def _post(http: Caller, proof: str) -> tuple[int, str]:
    body = encode(Round(VERSION, now()))
    headers = {"content-type": JSON} | ({"authorization": proof} if proof else {})
    reply = http.call("POST", "/v1/sync", body, headers)
    return reply.status, reply.code()


@over_http
def test_who_does_not_prove_who_asks_is_not_answered(http: Caller, bench: TestBench) -> None:
    device = bench.desk().enrolment.device
    stranger = Ed25519PrivateKey.generate()
    number = secrets.token_hex(16)
    for proof in (
        "",
        "Bearer",
        "Bearer nonsense",
        "Basic eDp5",
        "Assertion nonsense",
        f"Assertion {assertion(stranger, device, now(), number)}",
        f"Bearer {assertion(stranger, device, now(), number)}",
    ):
        assert _post(http, proof) == (401, "token-expired"), proof
    unknown = assertion(stranger, uuid4(), now(), number)
    assert _post(http, f"Assertion {unknown}") == (403, "not-allowed")


@over_http
def test_an_assertion_serves_once_and_for_minutes(
    http: Caller, world: World, bench: TestBench
) -> None:
    key = Ed25519PrivateKey.generate()
    device = world.enrol(world.service.invite(bench.mission()).code, key).device
    good = assertion(key, device, now(), secrets.token_hex(16))
    assert _post(http, f"Assertion {good}")[0] == 200
    assert _post(http, f"Assertion {good}") == (401, "token-expired")
    for off in (-timedelta(days=365), -timedelta(minutes=20), timedelta(hours=1)):
        stale = assertion(key, device, now() + off, secrets.token_hex(16))
        assert _post(http, f"Assertion {stale}") == (401, "token-expired")
    short = assertion(key, device, now(), "1")
    assert _post(http, f"Assertion {short}") == (401, "token-expired")


@over_http
def test_a_refused_token_tells_the_ministrys_time(http: Caller) -> None:
    reply = http.call("POST", "/v1/sync", b"{}", {"authorization": "Bearer x"})
    assert reply.headers["www-authenticate"] == "Bearer"
    assert "GMT" in reply.headers["date"]


@over_http
def test_an_assertion_buys_an_access_token(http: Caller, world: World, bench: TestBench) -> None:
    key = Ed25519PrivateKey.generate()
    device = world.enrol(world.service.invite(bench.mission()).code, key).device
    signed = assertion(key, device, now(), secrets.token_hex(16))
    form = {"content-type": "application/x-www-form-urlencoded"}
    body = f"grant_type={GRANT}&assertion={signed}".encode()
    grant = msgspec.json.decode(http.call("POST", "/v1/token", body, form).good(), type=TokenGrant)
    assert _post(http, f"Bearer {grant.access_token}")[0] == 200
    other = http.call("POST", "/v1/token", b"grant_type=password", form)
    assert other.code() == "unreadable"


def test_an_access_token_ends(own_world: World, clock: Clock) -> None:
    device = own_world.desk(own_world.new_mission()).enrolment.device
    token = own_world.service.access_token(device)
    assert own_world.service.bearer(token) == device
    clock.set(clock() + timedelta(minutes=16))
    with pytest.raises(NotAllowed):
        own_world.service.bearer(token)
    with pytest.raises(NotAllowed):
        own_world.service.bearer(token[:-3] + "abc")
