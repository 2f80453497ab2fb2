"""By which names this machine may be asked: a name that leads here by a trick is not one of them.

A page elsewhere can let its own name point to this machine (DNS rebinding). The browser then takes
what we serve for that page's own; but it still sends that name, and so we can tell.
"""

import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address

WRITTEN = re.compile(
    r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\.?)"
    r"(?::(\d{1,5}))?"
)
NOWHERE = ("192.0.2.1", 9)
"""An address that belongs to nobody (RFC 5737): asking the way to it sends nothing."""

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """Who we are: `names` beside localhost, and with `lan` every address of a home network."""

    names: frozenset[str] = frozenset()
    lan: bool = False

    def know(self, written: str | None) -> bool:
        """Whether `written`, as the Host header gives it, is us."""
        found = WRITTEN.fullmatch(written or "")
        if found is None or int(found[2] or 80) not in range(1, 65536):
            return False
        name = found[1].lower().rstrip(".")
        if name == "localhost" or name in self.names:
            return True
        try:
            address = ip_address(name.strip("[]"))
        except ValueError:
            return False
        near = address.is_private and not address.is_unspecified and not address.is_multicast
        return address.is_loopback or (self.lan and near)


def own_names() -> frozenset[str]:
    """What this machine is called on its network."""
    name = socket.gethostname().lower().partition(".")[0]
    full = socket.gethostname().lower()
    return frozenset(one for one in (name, full, f"{name}.local") if WRITTEN.fullmatch(one))


def lan_address() -> str | None:
    """The address at which others on the network find this machine; None without a network."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.connect(NOWHERE)
        address = str(way.getsockname()[0])
        if not ip_address(address).is_loopback and not ip_address(address).is_unspecified:
            return address
    return None
