"""A ministry with very many people of one mission, and desks that reach it."""

import secrets
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from desk_app.domain.edits import Edit
from desk_app.domain.ids import uuid7
from desk_app.ministry.commands import initialise
from desk_app.ministry.embedded import running
from desk_app.ministry.serving import open_service
from desk_app.ministry.values import MINISTRY, Device
from desk_app.secrets import DEMO_WORD
from desk_app.sync.desks import Machine, OpenDesk, make_desk
from desk_app.sync.enrolment import Invitation, enrol
from tests.bench.desks import copied, kept
from tests.bench.people import BEGAN, person

MISSION = "Bench mission"
OFFICER = "Rahima Khatun"


@contextmanager
def ministry(place: Path, people: int) -> Generator[tuple[str, str]]:
    """Serve a copy of a ministry with so many people; yield its database and its address."""
    copied(kept(f"ministry-{people}", lambda folder: _make(folder, people)), place)
    with running(_url(place)) as address:
        yield _url(place), address


def enrolled(profile: Path, url: str, address: str) -> OpenDesk:
    """Return a new desk of the mission, enrolled, that has not exchanged yet."""
    desk = make_desk(profile, Machine(), officer=OFFICER, device_name="Bench", hint=DEMO_WORD)
    with closing(open_service(url)) as service:
        code = service.invite(MISSION, officer=OFFICER).code
    enrol(desk, Invitation(address, code, OFFICER, "Bench"))
    return desk


def _make(folder: Path, people: int) -> None:
    initialise(_url(folder))
    with closing(open_service(_url(folder))) as service:
        mission = service.add_mission(MISSION, "NL")
        author = Device(
            id=MINISTRY,
            name="",
            mission=mission,
            officer=MINISTRY,
            officer_name=OFFICER,
            role="officer",
            public_key=b"",
            enrolled=datetime.now(UTC),
        )
        for start in range(0, people, 1_000):
            some = [_made(number) for number in range(start, min(start + 1_000, people))]
            taken = service.take(author, some)
            assert {verdict.outcome for verdict in taken.verdicts} == {"accepted"}


def _made(number: int) -> Edit:
    id = uuid7(BEGAN, Random(-number - 1).randbytes(10))
    own = uuid7(BEGAN, secrets.token_bytes(10))
    return Edit(own, own, id, "person", "create", BEGAN, OFFICER, fields=person(number))


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'ministry.db'}"
