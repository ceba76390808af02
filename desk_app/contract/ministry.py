"""The ministry as a desk sees it.

`sync.http.HttpMinistry` speaks it over the wire and `ministry.service.Session` answers it in
process, so that one conformance suite runs against both.
"""

from typing import Protocol

from desk_app.contract.messages import Answer, Enrolment, EnrolRequest, Round


class Ministry(Protocol):
    """What an enrolled device may ask."""

    def sync(self, sent: Round) -> Answer:
        """Send edits and get verdicts and changes, in one round trip.

        Raises:
            LinkTrouble: no answer, or not one of this contract.
            NotAllowed: the device was withdrawn, or may not do this.
        """
        ...

    def snapshot(self, name: str, start: int, length: int) -> bytes:
        """Return at most `length` bytes of the snapshot `name` from byte `start`.

        Raises:
            LinkTrouble: as in `sync`.
            NoSuchRecord: the snapshot is gone; ask for another.
        """
        ...


class Enroller(Protocol):
    """What a workstation without a device may ask."""

    def enrol(self, request: EnrolRequest) -> Enrolment:
        """Make this workstation a device.

        Raises:
            CodeRefused: the code is wrong, used up or too old.
            LinkTrouble: as in `Ministry.sync`.
        """
        ...
