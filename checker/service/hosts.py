"""By which names a service may be called: without a key that is all that keeps other people's web pages out."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

EVERYWHERE = ("0.0.0.0", "::", "")
ANY = "*"


class Hosts:
    """Names that the header ``Host`` may have.

    A page whose own name is made to mean this machine (DNS rebinding) is let in by a browser as one of ours;
    it calls us by its own name. Addresses in numbers are nobody's name, so each is taken, and so is ``localhost``.

    Args:
        names: further ones; ``*.example.org``: all below it; ``*``: any.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = tuple(name.lower().rstrip(".") for name in names)

    def takes(self, header: str | None) -> bool:
        """Is it one of them, whatever the port? A request without the header comes from no browser."""
        if header is None:
            return True
        name = name_of(header)
        return name is not None and (
            name == "localhost"
            or _is_address(name)
            or any(
                name == wanted or wanted == ANY or (wanted.startswith("*.") and name.endswith(wanted[1:]))
                for wanted in self._names
            )
        )


def own_names(host: str) -> tuple[str, ...]:
    """The names of the address that is listened at: itself, and where it is every address, the machine's own name."""
    return (socket.gethostname(),) if host in EVERYWHERE else (host,)


def name_of(header: str) -> str | None:
    """The name or address in a header ``Host``, without port and brackets; ``None`` where it has none."""
    if not header or any(mark in header for mark in "@/?#\\ "):
        return None
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".") or None
    except ValueError:
        return None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
