"""The sample data as records of a given day, without a store or a ministry."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from desk_app.domain.kinds import Fact, Firm, Meeting, Mission
from desk_app.domain.material import Material
from desk_app.domain.records import Envelope, Record, Stamp
from desk_app.domain.registry import KINDS, Content
from desk_app.resources import resource

HAGUE = "Embassy of Bangladesh, The Hague"


def lines() -> list[dict[str, Any]]:
    """Every line of every file, in the order of their names."""
    files = sorted(resource("sample").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def resolved(value: Any, day: date) -> Any:
    """A relative date as a date, a relative moment as a moment; anything else as it is."""
    if isinstance(value, dict) and "months" in value:
        months = day.year * 12 + day.month - 1 + value["months"]
        return date(months // 12, months % 12 + 1, 1).isoformat()
    if not isinstance(value, dict) or "days" not in value:
        return value
    when = day + timedelta(days=value["days"])
    if "time" not in value:
        return when.isoformat()
    moment = datetime.combine(when, time.fromisoformat(value["time"]), UTC)
    return moment.isoformat().replace("+00:00", "Z")


def fields(line: dict[str, Any], day: date) -> dict[str, Any]:
    """The fields of a line, its dates resolved."""
    return {name: resolved(value, day) for name, value in line["fields"].items()}


def _stamp(line: dict[str, Any], day: date) -> Stamp:
    return Stamp(at=datetime.fromisoformat(resolved(line["created"], day)), by="sample")


def records(day: date) -> list[Record[Content]]:
    """All sample records as they are on `day`."""
    read = lines()
    owners = {m["fields"]["name"]: UUID(m["id"]) for m in read if m["kind"] == "mission"}
    return [
        Record(
            id=UUID(line["id"]),
            kind=line["kind"],
            content=KINDS[line["kind"]].read(fields(line, day)),
            envelope=Envelope(
                owner=owners.get(line["mission"]),
                audience=line["audience"],
                created=_stamp(line, day),
                updated=_stamp(line, day),
            ),
            version=1,
            state="received",
        )
        for line in read
    ]


def next_meeting(all_records: list[Record[Content]], mission: str, day: date) -> UUID:
    """The next planned meeting of a mission."""
    owner = next(
        r.id for r in all_records if isinstance(r.content, Mission) and r.content.name == mission
    )
    coming = [
        (r.content.when, r.id)
        for r in all_records
        if isinstance(r.content, Meeting)
        and r.envelope.owner == owner
        and r.content.when is not None
        and r.content.when.date() >= day
    ]
    return min(coming)[1]


def material(all_records: list[Record[Content]], subject: UUID) -> Material:
    """More than a store would fetch: everything, but with the countries that matter."""
    meeting = next(r for r in all_records if r.id == subject).content
    assert isinstance(meeting, Meeting)
    countries = {
        r.content.country
        for r in all_records
        if isinstance(r.content, Firm) and r.id in meeting.organisations
    } | {"BD"}
    kept = [
        r for r in all_records if not isinstance(r.content, Fact) or r.content.country in countries
    ]
    return Material(subject, tuple(kept))
