"""The statement with which a workstation proves that the key it enrols is its own."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from desk_app.contract.messages import VERSION, EnrolRequest

_PURPOSE = "ict-desk enrolment"
"""Leads the statement, so that a signature made for anything else never passes here."""


def statement(request: EnrolRequest) -> bytes:
    """Return what the device signs: the purpose and every field but the signature, as JSON."""
    fields = (
        *(request.contract, request.code, request.public_key),
        *(request.device_name, request.officer),
    )
    return msgspec.json.encode((_PURPOSE, *fields))


def enrol_request(
    key: Ed25519PrivateKey, *, code: str, device_name: str, officer: str
) -> EnrolRequest:
    """Return the signed request of a workstation that holds `key`."""
    unsigned = EnrolRequest(
        contract=VERSION,
        code=code,
        public_key=base64url(key.public_key().public_bytes_raw()),
        device_name=device_name,
        officer=officer,
        signature="",
    )
    signature = base64url(key.sign(statement(unsigned)))
    return msgspec.structs.replace(unsigned, signature=signature)


def is_signed(request: EnrolRequest) -> bool:
    """Tell whether the request was signed with the private half of the key it brings."""
    try:
        key = Ed25519PublicKey.from_public_bytes(from_base64url(request.public_key))
        key.verify(from_base64url(request.signature), statement(request))
    except (ValueError, InvalidSignature):
        return False
    return True


def base64url(raw: bytes) -> str:
    """Write bytes as base64url without padding (RFC 4648, section 5)."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """Read base64url without padding.

    Raises:
        ValueError: the text is none.
    """
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
