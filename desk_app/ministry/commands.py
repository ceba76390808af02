"""`ict-desk ministry …`: what the ministry's server staff does at a command line."""

import secrets
import ssl
from contextlib import closing
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import click
import msgspec

from desk_app.ministry import sample as sample_data
from desk_app.ministry.calling import Caller
from desk_app.ministry.conformance.remote import Finding, RemoteBench, findings
from desk_app.ministry.serving import Listening, now, open_service, serve
from desk_app.ministry.store.database import open_database
from desk_app.ministry.telling import database, publish, report
from desk_app.ministry.values import ROLES, Device, Role

_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.group()
def ministry() -> None:
    """Run and look after the reference server of the ministry."""


ministry.add_command(report)
ministry.add_command(publish)


@ministry.command("init")
@database
@click.option("--sample", is_flag=True, help="Fill it with the practice world.")
def init(url: str, *, sample: bool) -> None:
    """Make a database ready, or leave it as it is when it already is."""
    initialise(url)
    with closing(open_service(url)) as service:
        loaded = sample_data.load(service, secrets.token_bytes) if sample else 0
    click.echo(f"Ready. {loaded} sample records." if sample else "Ready.")


def initialise(url: str) -> None:
    """Make the ministry's tables where they are not there yet.

    Raises:
        WrongInput: the address is none.
        StoreTrouble: the database does not answer.
    """
    with closing(open_database(url)) as database:
        database.prepare(now().date(), secrets.token_bytes)


@ministry.command("serve")
@database
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8443, show_default=True)
@click.option("--workers", default=1, show_default=True, help="Server processes; PostgreSQL only.")
@click.option("--cert", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--key", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def serve_command(
    url: str, host: str, port: int, workers: int, cert: Path | None, key: Path | None
) -> None:
    """Serve the contract until stopped; with a certificate and its key over TLS 1.3."""
    if (cert is None) != (key is None):
        raise click.UsageError("A certificate and its key come together.")
    if workers != 1 and not url.startswith("postgresql"):
        raise click.UsageError("Several server processes need PostgreSQL.")
    if cert is None and host not in ("127.0.0.1", "localhost", "::1"):
        raise click.UsageError("Without a certificate only this machine is served.")
    serve(url, Listening(host, port, cert, key), workers)


@ministry.group("desk")
def desk() -> None:
    """Missions with an ICT desk."""


@desk.command("add")
@database
@click.option("--mission", required=True, help="Its name.")
@click.option("--country", required=True, help="ISO 3166 code of the country it works in.")
@click.option("--city", default="")
@_json
def add(url: str, mission: str, country: str, city: str, *, as_json: bool) -> None:
    """Add a mission; one of that name is left as it is."""
    with closing(open_service(url)) as service:
        record = service.add_mission(mission, country.upper(), city)
    _say({"mission": mission, "id": str(record)}, f"{mission}: {record}", as_json=as_json)


@ministry.command("invite")
@database
@click.option("--mission", required=True, help="Its name.")
@click.option("--role", type=click.Choice(ROLES), default="officer", show_default=True)
@click.option("--officer", default="", help="The officer's name.")
@_json
def invite(url: str, mission: str, role: str, officer: str, *, as_json: bool) -> None:
    """Make a one-time code for an officer's workstation; it may be used for a week."""
    with closing(open_service(url)) as service:
        made = service.invite(mission, cast("Role", role), officer)
    until = made.until.isoformat(timespec="seconds").replace("+00:00", "Z")
    words = f"{made.code}\nfor {made.mission}, until {until}, once."
    _say({"code": made.code, "mission": made.mission, "until": until}, words, as_json=as_json)


@ministry.command("devices")
@database
@_json
def devices(url: str, *, as_json: bool) -> None:
    """List the enrolled workstations."""
    with closing(open_service(url)) as service:
        found = [_told(device) for device in service.devices()]
    lines = (
        "{id}  {role:<9}  {officer} at {name}{mark}".format(
            **row, mark="  (withdrawn)" if row["revoked"] else ""
        )
        for row in found
    )
    _say({"devices": found}, "\n".join(lines) or "None.", as_json=as_json)


@ministry.command("revoke")
@database
@click.option("--device", "device", type=click.UUID, required=True)
def revoke(url: str, device: UUID) -> None:
    """Withdraw a workstation; nothing is answered to it any longer."""
    with closing(open_service(url)) as service:
        service.revoke(device)
    click.echo("Withdrawn.")


@ministry.command("check")
@click.argument("url")
@click.option("--code", "codes", multiple=True, required=True, help="Two codes of each of two.")
@click.option("--ca", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_json
def check(url: str, codes: tuple[str, ...], ca: Path | None, *, as_json: bool) -> None:
    """Check that the server at URL keeps the contract.

    Needs four one-time codes, two of each of two missions. It leaves its test records behind:
    check a server that is not yet in use.
    """
    context = ssl.create_default_context(cafile=ca) if ca is not None else None
    bench = RemoteBench(Caller(url, context), codes, now)
    found: list[Finding] = []
    for finding in findings(bench):
        found.append(finding)
        mark = f"FAILED  {finding.rule}: {finding.problem}" if finding.problem else finding.rule
        if not as_json:
            click.echo(mark)
    failed = [finding for finding in found if finding.problem]
    document = {"checks": [msgspec.to_builtins(finding) for finding in found]}
    _say(document, f"{len(found)} checks, {len(failed)} failed.", as_json=as_json)
    if failed:
        raise SystemExit(1)


def _told(device: Device) -> dict[str, Any]:
    return {
        "id": str(device.id),
        "name": device.name,
        "officer": device.officer_name,
        "role": device.role,
        "mission": str(device.mission),
        "enrolled": device.enrolled.isoformat(timespec="seconds"),
        "revoked": device.revoked.isoformat(timespec="seconds") if device.revoked else None,
    }


def _say(document: dict[str, Any], words: str, *, as_json: bool) -> None:
    click.echo(msgspec.json.encode(document).decode("utf-8") if as_json else words)
