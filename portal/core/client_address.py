"""The network address a request came from, as far as it can be believed."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the visitor: the peer's own, or what the last trusted proxy saw.

    Each proxy appends the address of its own peer to `X-Forwarded-For`; what stands before those entries was sent by
    the visitor and may be made up. `PROXY_COUNT` proxies of ours are believed, so the entry counted so many from the
    right is taken. A header that is shorter, or holds no address there, did not come through our proxies.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    count = settings.PROXY_COUNT
    if count < 1:
        return peer
    entries = [entry.strip() for entry in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if len(entries) < count:
        return peer
    return _address(entries[-count]) or peer


def _address(entry: str) -> str:
    """An entry without its port; empty when it is no address."""
    bare = entry[1 : entry.index("]")] if entry.startswith("[") and "]" in entry else entry
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return ""
