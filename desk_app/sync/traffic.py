"""What an exchange costs on the link."""


class Traffic:
    """What went over the link: bytes each way with their headers, and round trips.

    TLS adds some two hundredths to the bytes, and a handshake to the first round trip.
    """

    def __init__(self) -> None:
        self.up = 0
        self.down = 0
        self.round_trips = 0

    def sent(self, count: int) -> None:
        """Count a request of `count` bytes."""
        self.round_trips += 1
        self.up += count

    def arrived(self, count: int) -> None:
        """Count `count` bytes of an answer."""
        self.down += count
