"""Whom the desk takes for the ministry: a TLS context made by hand, and where none is needed."""

import ssl
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from desk_app.domain.errors import WrongInput
from desk_app.domain.problems import clean_text

_NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME (OpenSSL 1.1.0); the `ssl` module has no name for it."""


def checked_address(url: str) -> str:
    """Return `url` without a trailing slash.

    Raises:
        WrongInput: it is no address of a ministry, or would send in clear over a network.
    """
    parts = _parts(url.strip())
    if parts is None:
        raise WrongInput(
            "“{url}” is no address of a ministry; it begins with https://.",
            url=clean_text(url[:80], lines=False),
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise WrongInput("The ministry's address is a plain one, without password or “?”.")
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise WrongInput(
            "That address would send everything readable to anybody on the way. "
            "Use the ministry's address that begins with https://."
        )
    return url.strip().rstrip("/")


def _parts(url: str) -> SplitResult | None:
    """Take an address apart; None where it has a form that no connection can be made to."""
    try:
        parts = urlsplit(url)
        (parts.hostname or "").encode("idna")
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if usable and url.isprintable() and " " not in url else None


def is_loopback(host: str) -> bool:
    """Tell whether `host` is this machine itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def context(certificate: str) -> ssl.SSLContext:
    """Return a context that trusts `certificate` (PEM) alone, or the system's authorities.

    It is made by hand because `ssl.create_default_context` writes session keys to the file
    that SSLKEYLOGFILE names. A pinned certificate is trusted whatever the date says: a desk's
    clock may be off by years, and what ends the trust is a new pin, not the calendar.

    Raises:
        WrongInput: `certificate` is none.
    """
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    if not certificate:
        made.load_default_certs()
        return made
    try:
        made.load_verify_locations(cadata=certificate)
    except (ssl.SSLError, ValueError) as error:
        raise WrongInput("That file holds no certificate in PEM form.") from error
    made.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN | ssl.VerifyFlags(_NO_CHECK_TIME)
    return made
