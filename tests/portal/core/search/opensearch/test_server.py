"""The address of a search server becomes options, or a sentence that says what is wrong with it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.core.search.server import backend_of

SERVER = "portal.core.search.opensearch"


def test_without_an_address_the_database_searches() -> None:
    assert backend_of("") == backend_of("  ") == {"BACKEND": "portal.core.search.backend"}


def test_a_whole_address() -> None:
    url = "https://portal:p%40ss%2Fw%23@search.example.jp:9200/os/?index=concierge&timeout=2.5&ca_certs=/etc/ca.pem"
    assert backend_of(url) == {
        "BACKEND": SERVER,
        "HOSTS": [
            {
                "host": "search.example.jp",
                "port": 9200,
                "use_ssl": True,
                "verify_certs": True,
                "url_prefix": "os",
                "http_auth": ("portal", "p@ss/w#"),
                "ca_certs": "/etc/ca.pem",
            }
        ],
        "INDEX_PREFIX": "concierge_",
        "TIMEOUT": 2.5,
    }


@pytest.mark.parametrize(
    ("url", "port", "secure"),
    [("http://search", 80, False), ("https://search/", 443, True), ("http://[::1]:9200", 9200, False)],
)
def test_a_short_address(url, port, secure) -> None:
    options = backend_of(url)
    host = options["HOSTS"][0]
    assert (host["port"], host["use_ssl"], host["verify_certs"]) == (port, secure, secure)
    assert "http_auth" not in host
    assert (options["INDEX_PREFIX"], options["TIMEOUT"]) == ("portal_", 10)


def test_the_certificate_may_go_unchecked() -> None:
    assert backend_of("https://search/?verify=no")["HOSTS"][0]["verify_certs"] is False


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("search.example.jp:9200", "begin with http"),
        ("opensearch://host", "begin with http"),
        ("https://", "names no host"),
        ("https://user@host", "user and password or neither"),
        ("https://host:port", "port or options"),
        ("https://host:99999", "port or options"),
        ("https://[host", "no address"),
        ("https://host/?index", "port or options"),
        ("https://host/?indx=a", "indx"),
        ("https://host/?index=Portal", "index must be"),
        ("https://host/?index=_x", "index must be"),
        ("https://host/?index=", "index must be"),
        ("https://host/?timeout=soon", "timeout must be a number"),
        ("https://host/?timeout=0", "timeout must be more"),
        ("https://host/?timeout=nan", "timeout must be more"),
        ("https://host/?verify=maybe", "verify must be"),
        ("https://host/#x", "%23"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(url, reason) -> None:
    with pytest.raises(ImproperlyConfigured, match=reason) as refused:
        backend_of(url)
    assert "SEARCH_URL" in str(refused.value)


def test_the_password_is_never_repeated() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        backend_of("https://portal:very-secret@host:x")
    assert "very-secret" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
