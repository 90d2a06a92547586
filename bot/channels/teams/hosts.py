"""Which service addresses the bot will talk to: https on the listed hosts, and loopback in the playground."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from yarl import URL

MAX_URL = 500


def is_loopback(host: str) -> bool:
    """Is the host name or address this very machine? A name other than localhost never is: DNS could change it."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class ServiceHosts:
    """The exact host names (lower case) that a serviceUrl may have. `loopback` is for the playground only."""

    hosts: frozenset[str]
    loopback: bool = False

    def allows(self, service_url: str) -> bool:
        """May a reply, with the bot's token, be sent to this address? Asked on receipt and before each send."""
        parts = _split(service_url)
        if parts is None or parts.hostname is None:
            return False
        if self.loopback and parts.scheme in {"http", "https"} and is_loopback(parts.hostname):
            return True
        return parts.scheme == "https" and parts.hostname in self.hosts and parts.port in {None, 443}

    def allows_file(self, url: URL) -> bool:
        """May a file be fetched here? The parsed address is the one that is asked, so no two parsers can disagree."""
        host = (url.host or "").lower()
        if not host or url.user is not None or url.password is not None:
            return False
        if self.loopback and url.scheme in {"http", "https"} and is_loopback(host):
            return True
        return url.scheme == "https" and host in self.hosts and url.explicit_port in {None, 443}


def _split(url: str) -> SplitResult | None:
    """The parts of a plain address. Everything that two parsers could read differently is refused."""
    if len(url) > MAX_URL or not url.isascii() or not url.isprintable() or any(mark in url for mark in '\\@ "<>?#'):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return None
    return parts if ".." not in parts.path and "%" not in url else None
