"""Loading the practice world of `resources/sample`, its dates set around today."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from desk_app.domain.edits import Edit
from desk_app.domain.errors import WrongInput
from desk_app.domain.ids import uuid7
from desk_app.domain.records import Audience, Source
from desk_app.domain.registry import KINDS
from desk_app.domain.values import Plain
from desk_app.ministry.service import Service
from desk_app.ministry.values import MINISTRY, Device
from desk_app.resources import resource

_SOURCE = Source(nature="ministry", name="sample")


class Line(Struct, frozen=True):
    """One record as the files tell it; `mission` is a name, empty for the ministry itself."""

    id: UUID
    kind: str
    mission: str
    audience: Audience
    fields: Plain
    created: Any = None


def load(service: Service, random: Callable[[int], bytes], folder: Path | None = None) -> int:
    """Put the sample's records into the ministry; return how many were taken.

    A record that is there already is left as it is.

    Raises:
        WrongInput: a line is no record, or the ministry would not take it.
    """
    now = service.clock()
    lines = list(_lines(folder or resource("sample")))
    missions = {str(line.fields["name"]): line.id for line in lines if line.kind == "mission"}
    officers = {
        str(line.fields.get("mission")): str(line.fields["name"])
        for line in reversed(lines)
        if line.kind == "officer"
    }
    count = 0
    for name, mission in {"": MINISTRY, **missions}.items():
        mine = [line for line in lines if line.mission == name]
        by = officers.get(str(mission), "")
        author = None if name == "" else _hand(mission, by, now)
        edits = [_edit(line, by, now, random) for line in mine if not _is_told(line)]
        # Who is named to a firm has agreed before.
        edits.sort(key=lambda edit: edit.kind not in ("person", "consent"))
        told = [_edit(line, "", now, random) for line in mine if _is_told(line)]
        count += _take(service, author, edits)
        count += _take(service, None, [structs.replace(edit, owner=mission) for edit in told])
    return count


def _is_told(line: Line) -> bool:
    """Tell whether the ministry wrote a mission's line, as it writes its replies."""
    return bool(line.mission) and line.kind in KINDS and KINDS[line.kind].by_ministry


def _take(service: Service, author: Device | None, edits: list[Edit]) -> int:
    held = service.holds(edit.record for edit in edits)
    edits = [edit for edit in edits if edit.record not in held]
    taken = service.take(author, edits)
    kinds = {edit.id: edit for edit in edits}
    for verdict in taken.verdicts:
        if verdict.outcome == "refused":
            edit = kinds[verdict.edit]
            where = f"{edit.kind} {edit.record} {verdict.field}".strip()
            raise WrongInput(f"The sample holds what does not fit ({verdict.reason}): {where}.")
    return len(edits)


def _lines(folder: Path) -> Iterator[Line]:
    for file in sorted(folder.glob("*.jsonl")):
        for text in file.read_bytes().splitlines():
            try:
                yield msgspec.json.decode(text, type=Line)
            except msgspec.MsgspecError as error:
                raise WrongInput(f"The sample cannot be read: {file.name}: {error}.") from error


def _edit(line: Line, by: str, now: datetime, random: Callable[[int], bytes]) -> Edit:
    today = now.astimezone(UTC).date()
    return Edit(
        id=uuid7(now, random(10)),
        group=uuid7(now, random(10)),
        record=line.id,
        kind=line.kind,
        operation="create",
        at=_created(line, today, now),
        by=by,
        fields={name: around(value, today) for name, value in line.fields.items()},
        audience=line.audience,
        source=_SOURCE,
    )


def _created(line: Line, today: date, now: datetime) -> datetime:
    """When it says, else when its identifier was made: not today, as if all were news."""
    told = around(line.created, today)
    if isinstance(told, str):
        return datetime.fromisoformat(told if "T" in told else f"{told}T00:00:00Z")
    made = datetime.fromtimestamp((line.id.int >> 80) / 1000, UTC)
    return min(made, now)


def around(value: Any, today: date) -> Any:
    """Set a date told from today on: `{"days": 2}`, or with `"time": "10:00"` a moment.

    `{"months": 2}` is the first day of the month two months ahead.
    """
    if isinstance(value, Mapping):
        keys = set(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # JSON
        if keys in ({"days"}, {"days", "time"}, {"months"}):
            return _dated(value, today)  # pyright: ignore[reportUnknownArgumentType]  # JSON
        return {k: around(v, today) for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType]  # JSON
    if isinstance(value, list):
        return [around(item, today) for item in value]  # pyright: ignore[reportUnknownVariableType]  # JSON
    return value


def _dated(value: Mapping[str, Any], today: date) -> str:
    if "months" in value:
        months = today.year * 12 + today.month - 1 + int(value["months"])
        return date(months // 12, months % 12 + 1, 1).isoformat()
    day = today + timedelta(days=int(value["days"]))
    if "time" not in value:
        return day.isoformat()
    at = datetime.combine(day, time.fromisoformat(str(value["time"])), UTC)
    return at.isoformat().replace("+00:00", "Z")


def _hand(mission: UUID, officer: str, now: datetime) -> Device:
    """Whoever typed a mission's sample: an officer there, at no workstation."""
    return Device(
        id=MINISTRY,
        name="",
        mission=mission,
        officer=MINISTRY,
        officer_name=officer,
        role="officer",
        public_key=b"",
        enrolled=now,
    )
