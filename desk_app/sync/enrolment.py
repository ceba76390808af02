"""Making a workstation a device of a mission, once, with the ministry's one-time code."""

import ssl

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from desk_app.contract.enrolment import enrol_request
from desk_app.contract.messages import Enrolment
from desk_app.domain.problems import clean_text
from desk_app.sync.desks import DEVICE_KEY, OpenDesk
from desk_app.sync.http import HttpEnroller
from desk_app.sync.wire import Wire

_NEXT_KEY = "next device"
"""A key that no answer has confirmed: asked again, the ministry knows it by it."""


class Invitation(Struct, frozen=True):
    """What the ministry gave the officer.

    `certificate` (PEM) is the ministry's own authority or server certificate. Without one the
    system's authorities vouch for the first contact, and the certificate met then is pinned.
    """

    address: str
    code: str
    officer: str
    device_name: str
    certificate: str = ""


def enrol(desk: OpenDesk, invitation: Invitation) -> Enrolment:
    """Enrol `desk`, also one that was enrolled before; what it holds and what waits is kept.

    The device's key is made here and never leaves its keeper. Broken off, it can be repeated
    with the same code.

    Raises:
        CodeRefused: the code is wrong, spent or too old.
        LinkTrouble: the ministry did not answer, or somebody else did.
        SecretsTrouble: the key cannot be kept.
    """
    wire = Wire(invitation.address, invitation.certificate)
    try:
        raw = desk.secrets.read(_NEXT_KEY)
        if raw is None:
            raw = desk.machine.random(32)
            desk.secrets.write(_NEXT_KEY, raw)
        key = Ed25519PrivateKey.from_private_bytes(raw)
        request = enrol_request(
            key,
            code=clean_text(invitation.code, lines=False),
            device_name=clean_text(invitation.device_name, lines=False),
            officer=clean_text(invitation.officer, lines=False),
        )
        enrolment = HttpEnroller(wire).enrol(request)
    finally:
        wire.close()
    _keep(desk, enrolment, raw, invitation, wire.peer)
    return enrolment


def _keep(
    desk: OpenDesk, enrolment: Enrolment, raw: bytes, invitation: Invitation, peer: bytes
) -> None:
    certificate = invitation.certificate
    if not certificate and peer:
        certificate = ssl.DER_cert_to_PEM_cert(peer)
    desk.secrets.write(DEVICE_KEY, raw)
    desk.store.enrol(enrolment)
    skew = enrolment.clock - desk.machine.clock()
    desk.bind(
        msgspec.structs.replace(
            desk.binding,
            address=invitation.address.strip().rstrip("/"),
            certificate=certificate,
            device=enrolment.device,
            skew=round(skew.total_seconds()),
        )
    )
    desk.secrets.forget(_NEXT_KEY)
