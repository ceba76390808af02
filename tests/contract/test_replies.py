"""What the ministry answers reaches the mission that asked, and moves on what was asked."""

import json
import secrets
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from desk_app.domain.errors import WrongInput
from desk_app.ministry import sample
from desk_app.ministry.manuscripts import items
from desk_app.ministry.publishing import Published, publish
from tests.contract.worlds import World
from tests.support.sample import HAGUE, records

DAY = date(2026, 11, 22)


def about(kind: str, state: str) -> UUID:
    """A record of the sample's Hague in that state."""
    hague = next(r.id for r in records(DAY) if getattr(r.content, "name", "") == HAGUE)
    return next(
        r.id
        for r in records(DAY)
        if r.kind == kind
        and r.envelope.owner == hague
        and getattr(r.content, "state", "") == state
    )


def told(folder: Path, to: UUID, decision: str, text: str, on: str = "2026-11-20") -> Path:
    fields = {"about": str(to), "decision": decision, "text": text, "on": on}
    path = folder / "replies.jsonl"
    path.write_text(json.dumps({"kind": "reply", "fields": fields}) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def world(own_world: World) -> World:
    sample.load(own_world.service, secrets.token_bytes)
    return own_world


def test_a_reply_moves_the_proposal_on_and_reaches_its_mission(
    world: World, tmp_path: Path
) -> None:
    proposal = about("proposal", "submitted")
    place = told(tmp_path, proposal, "returned", "Which bank was asked?")
    assert publish(world.service, items(place)) == Published(new=1, changed=0, same=0)
    desk = world.desk(HAGUE)
    assert desk.held[proposal].fields["state"] == "returned"
    texts = [c.fields.get("text") for c in desk.held.values() if c.kind == "reply"]
    assert "Which bank was asked?" in texts
    other = world.desk("Embassy of Bangladesh, Berlin")
    assert "Which bank was asked?" not in str([c.fields for c in other.held.values()])


def test_the_same_reply_again_moves_nothing_back(world: World, tmp_path: Path) -> None:
    proposal = about("proposal", "submitted")
    place = told(tmp_path, proposal, "returned", "Which bank was asked?")
    publish(world.service, items(place))
    later = told(tmp_path, proposal, "accepted", "Accepted.", on="2026-11-21")
    publish(world.service, items(later))
    place = told(tmp_path, proposal, "returned", "Which bank was asked?")
    assert publish(world.service, items(place)) == Published(new=0, changed=0, same=1)
    assert world.desk(HAGUE).held[proposal].fields["state"] == "accepted"


def test_a_word_on_a_proposal_leaves_its_state_and_an_answer_closes_a_question(
    world: World, tmp_path: Path
) -> None:
    proposal, question = about("proposal", "submitted"), about("question", "open")
    publish(world.service, items(told(tmp_path, proposal, "answered", "We are reading it.")))
    publish(world.service, items(told(tmp_path, question, "answered", "It is.")))
    held = world.desk(HAGUE).held
    assert held[proposal].fields["state"] == "submitted"
    assert held[question].fields["state"] == "answered"


def test_a_reply_to_nobody_is_refused_and_nothing_is_published(
    world: World, tmp_path: Path
) -> None:
    with pytest.raises(WrongInput, match="answered by it"):
        publish(world.service, items(told(tmp_path, UUID(int=5), "accepted", "Accepted.")))
