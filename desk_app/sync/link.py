"""An open desk's link to its ministry: one connection, one exchange at a time, stoppable."""

from datetime import timedelta
from threading import Event

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk_app.contract.port import Port
from desk_app.domain.changes import Changes
from desk_app.domain.errors import SecretsTrouble, WrongInput
from desk_app.sync.desks import DEVICE_KEY, OpenDesk
from desk_app.sync.engine import Engine
from desk_app.sync.exchange import Report, Watch, exchange
from desk_app.sync.http import HttpMinistry, Identity
from desk_app.sync.steps import SIZES, Progress, Sizes
from desk_app.sync.traffic import Traffic
from desk_app.sync.wire import Wire

_FARTHEST = 100 * 366 * 86_400
"""Seconds; no clock is off by more, so a noted difference beyond it is a damaged note."""


class Link:
    """Exchanges of one desk over HTTP.

    `exchange` belongs to one thread; `cancel` may be called from any.
    """

    def __init__(self, desk: OpenDesk, sizes: Sizes = SIZES) -> None:
        """Take the device's key.

        Raises:
            WrongInput: the desk is not enrolled.
            SecretsTrouble: the key is not to be had.
        """
        self._desk = desk
        self._sizes = sizes
        self._identity = _identity(desk)
        self._wire = Wire(desk.binding.address, desk.binding.certificate)
        self._ministry = HttpMinistry(
            self._wire,
            self._identity,
            clock=desk.machine.clock,
            random=desk.machine.random,
            skew=timedelta(seconds=min(max(desk.binding.skew, -_FARTHEST), _FARTHEST)),
        )
        self._port: Port | None = None
        self._stop = Event()

    def exchange(self, watch: Watch | None = None) -> Report:
        """Exchange once; failures of the world are in the report."""
        self._stop.clear()
        self._wire.traffic = Traffic()
        if self._port is None:
            self._port = self._desk.store.port()
        stoppable = _Stoppable(watch or Watch(), self._stop)
        report = exchange(
            Engine(self._port, self._sizes),
            self._ministry,
            self._desk.machine.clock,
            stoppable,
            self._wire.traffic,
        )
        self._desk.note_skew(self._ministry.skew)
        return report

    def cancel(self) -> None:
        """Stop the exchange that runs; what had arrived is kept."""
        self._stop.set()
        self._wire.abort()

    def close(self) -> None:
        """Give up the connection."""
        self._wire.close()


class _Stoppable(Watch):
    """Watches for the stop beside whoever watches already."""

    def __init__(self, watch: Watch, stop: Event) -> None:
        self._watch = watch
        self._stop = stop

    def progressed(self, progress: Progress) -> None:
        self._watch.progressed(progress)

    def changed(self, changes: Changes) -> None:
        self._watch.changed(changes)

    def cancelled(self) -> bool:
        return self._stop.is_set() or self._watch.cancelled()


def _identity(desk: OpenDesk) -> Identity:
    if desk.binding.device is None:
        raise WrongInput(
            "This workstation is not enrolled yet: ask the ministry for a code, then "
            "“ict-desk enrol ADDRESS CODE”. What you typed is kept until then."
        )
    key = desk.secrets.read(DEVICE_KEY)
    if key is None:
        raise SecretsTrouble(
            "The key with which this workstation proves itself is gone from the place that keeps "
            "it. Your data is safe; ask the ministry for a new code and enrol again."
        )
    return Identity(desk.binding.device, Ed25519PrivateKey.from_private_bytes(key))
