import pytest
from django.test import RequestFactory

from portal.core.client_address import client_address

PEER = "10.0.0.9"


def address(forwarded=None, count=0, settings=None):
    settings.PROXY_COUNT = count
    more = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=PEER, **more))


@pytest.mark.parametrize(
    ("forwarded", "count", "expected"),
    [
        (None, 0, PEER),
        ("203.0.113.5", 0, PEER),
        ("203.0.113.5", 1, "203.0.113.5"),
        ("1.1.1.1, 203.0.113.5", 1, "203.0.113.5"),
        ("1.1.1.1, 203.0.113.5, 192.0.2.1", 2, "203.0.113.5"),
        ("203.0.113.5", 2, PEER),
        (None, 1, PEER),
        ("", 1, PEER),
        ("made up", 1, PEER),
        ("203.0.113.5:4711", 1, "203.0.113.5"),
        ("[2001:db8::1]:4711", 1, "2001:db8::1"),
        ("2001:db8::1", 1, "2001:db8::1"),
    ],
)
def test_only_what_our_proxies_saw_is_believed(settings, forwarded, count, expected):
    assert address(forwarded, count, settings) == expected
