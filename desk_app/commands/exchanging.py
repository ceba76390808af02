"""Commands that speak to the ministry: enrol, sync."""

import getpass
import platform
from pathlib import Path
from typing import Any

import click
import msgspec

from desk_app.commands.setting import Setting, command, json_option
from desk_app.commands.telling import tell_json
from desk_app.contract.messages import Enrolment
from desk_app.store.values import Standing
from desk_app.sync.desks import make_desk
from desk_app.sync.enrolment import Invitation
from desk_app.sync.enrolment import enrol as enrol_desk
from desk_app.sync.exchange import Report
from desk_app.sync.link import Link


@command("enrol")
@click.argument("url")
@click.argument("code")
@click.option("--officer", default="", help="Your name, where the ministry does not know it.")
@click.option("--device-name", default="", help="What the ministry calls this workstation.")
@click.option(
    "--ca",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The ministry's certificate (PEM); afterwards only it is trusted.",
)
@json_option
def enrol(
    setting: Setting,
    url: str,
    code: str,
    officer: str,
    device_name: str,
    ca: Path | None,
    *,
    as_json: bool,
) -> None:
    """Make this workstation a device of a mission, with the ministry's address and CODE.

    Also for a new code after the ministry withdrew the workstation: nothing typed is lost.
    """
    certificate = ca.read_text("ascii", "replace") if ca is not None else ""
    name = device_name or platform.node() or "workstation"
    invitation = Invitation(url, code, officer, name, certificate)
    user = officer or getpass.getuser()
    with make_desk(setting.folder, setting.machine(), officer=user, device_name=name) as desk:
        enrolment = enrol_desk(desk, invitation)
        keeper = desk.binding.keeper
    if as_json:
        tell_json(_told(enrolment, str(setting.folder)))
        return
    click.echo(
        f"This workstation belongs to {enrolment.mission_name} now, for {enrolment.officer_name}."
    )
    if keeper == "passphrase":
        click.echo("This machine has no keychain: your passphrase protects the desk.")
    click.echo("“ict-desk sync” fetches what the desk may see.")


@command("sync")
@json_option
def sync(setting: Setting, *, as_json: bool) -> None:
    """Exchange with the ministry once: send what was typed, fetch what is new."""
    with setting.desk() as desk:
        link = Link(desk)
        try:
            report = link.exchange()
        finally:
            link.close()
        if report.problem is not None:
            raise report.problem
        standing = desk.store.standing()
    if as_json:
        tell_json(told_report(report, standing))
    else:
        click.echo("\n".join(report_lines(report, standing)))


def told_report(report: Report, standing: Standing) -> dict[str, Any]:
    """Return an exchange in the form `sync --json` prints; it is documented."""
    return {
        "sent": report.tally.sent,
        "received": report.tally.received,
        "forgotten": report.tally.forgotten,
        "bytes_up": report.bytes_up,
        "bytes_down": report.bytes_down,
        "round_trips": report.round_trips,
        "seconds": round(report.seconds, 3),
        "disputes": report.tally.disputed,
        "refused": report.tally.refused,
        "standing": msgspec.to_builtins(standing),
    }


def report_lines(report: Report, standing: Standing) -> list[str]:
    """Say in words how an exchange went and what is left to do."""
    tally = report.tally
    lines = [
        f"{tally.sent} sent, {tally.received} received, {tally.forgotten} forgotten; "
        f"{report.bytes_up} bytes up, {report.bytes_down} down, "
        f"{report.round_trips} round trips, {report.seconds:.1f} s."
    ]
    if standing.waiting:
        lines.append(f"{standing.waiting} changes wait for the next exchange.")
    if standing.disputes:
        lines.append(f"{standing.disputes} fields wait for your decision: “ict-desk disputes”.")
    if standing.refusals:
        lines.append(f"{standing.refusals} changes were not taken by the ministry.")
    if report.differing:
        kinds = ", ".join(report.differing)
        lines.append(f"This desk and the ministry differ ({kinds}); the next exchange mends it.")
    if report.notice == "clock":
        lines.append("This workstation's clock is off; please set it.")
    return lines


def _told(enrolment: Enrolment, folder: str) -> dict[str, Any]:
    return {
        "device": str(enrolment.device),
        "mission": enrolment.mission_name,
        "country": enrolment.country,
        "officer": enrolment.officer_name,
        "role": enrolment.role,
        "profile": folder,
    }
