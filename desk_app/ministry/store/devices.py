"""Workstations, invitations, and the tokens and codes that were tried."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from desk_app.ministry.store.models import AttemptRow, DeviceRow, InviteRow, UsedRow
from desk_app.ministry.values import Device, Invite

_DEVICE = select(
    *(DeviceRow.id, DeviceRow.name, DeviceRow.mission, DeviceRow.officer),
    *(DeviceRow.officer_name, DeviceRow.role, DeviceRow.public_key),
    *(DeviceRow.enrolled, DeviceRow.revoked),
)


def device(session: Session, id_: UUID) -> Device | None:
    """Return a workstation, or None."""
    row = session.execute(_DEVICE.where(DeviceRow.id == id_)).first()
    return None if row is None else Device(*row)


def devices(session: Session) -> list[Device]:
    """Return every workstation, in the order they were enrolled."""
    return [Device(*row) for row in session.execute(_DEVICE.order_by(DeviceRow.enrolled))]


def put_device(session: Session, new: Device) -> None:
    """Add a workstation."""
    session.execute(insert(DeviceRow), [msgspec.structs.asdict(new)])


def revoke(session: Session, id_: UUID, at: datetime) -> bool:
    """Withdraw a workstation; tell whether there is such a one."""
    found = session.execute(
        update(DeviceRow)
        .where(DeviceRow.id == id_)
        .values(revoked=func.coalesce(DeviceRow.revoked, at))
        .returning(DeviceRow.id)
    )
    return found.first() is not None


def put_invite(session: Session, new: Invite) -> None:
    """Add an invitation."""
    session.execute(insert(InviteRow), [msgspec.structs.asdict(new)])


def invite(session: Session, digest: bytes, now: datetime) -> Invite | None:
    """Return the invitation of a code that still holds, be it spent or not."""
    query = select(
        *(InviteRow.digest, InviteRow.mission, InviteRow.role),
        *(InviteRow.officer_name, InviteRow.until, InviteRow.spent_by),
    ).where(InviteRow.digest == digest, InviteRow.until >= now)
    row = session.execute(query).first()
    return None if row is None else Invite(*row)


def spend(session: Session, digest: bytes, by: UUID) -> None:
    """Use an invitation up."""
    session.execute(update(InviteRow).where(InviteRow.digest == digest).values(spent_by=by))


def attempts(session: Session, since: datetime, origin: str | None = None) -> int:
    """Count the wrong codes since a moment, from one origin or from everywhere."""
    query = select(func.count()).select_from(AttemptRow).where(AttemptRow.at >= since)
    if origin is not None:
        query = query.where(AttemptRow.origin == origin)
    return session.scalar(query) or 0


def put_attempt(session: Session, origin: str, at: datetime, since: datetime, id_: UUID) -> None:
    """Remember a wrong code, and forget those before `since`."""
    session.execute(delete(AttemptRow).where(AttemptRow.at < since))
    session.execute(insert(AttemptRow), [{"id": id_, "origin": origin[:100], "at": at}])


def use(session: Session, device_id: UUID, number: str, until: datetime, now: datetime) -> bool:
    """Use an assertion's number up; tell whether it was unused."""
    session.execute(delete(UsedRow).where(UsedRow.until < now))
    known = select(UsedRow.number).where(UsedRow.device == device_id, UsedRow.number == number)
    if session.scalar(known) is not None:
        return False
    row = {"device": device_id, "number": number, "until": until}
    session.execute(insert(UsedRow), [row])
    return True
