"""The address of a search server, `SEARCH_URL`, as the setting `WAGTAILSEARCH_BACKENDS` wants it (pure)."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DATABASE = {"BACKEND": "portal.core.search.backend"}
SERVER = "portal.core.search.opensearch"
_OPTIONS = {"index", "timeout", "verify", "ca_certs"}
_INDEX_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


def backend_of(url: str) -> dict[str, Any]:
    """The search backend for an address: OpenSearch, or the database for an empty one.

    `https://user:password@host:9200/?index=portal`; user, password and port (443 or 80) may be missing. Options:
    `index` (begins the names of the indexes; `portal`), `timeout` (seconds; 10), `ca_certs` (a file), `verify=no`
    (the certificate is not checked). Raises ImproperlyConfigured, which never repeats the password, for anything else.
    """
    if not url.strip():
        return dict(DATABASE)
    parts, given = _taken_apart(url.strip())
    secure = parts.scheme == "https"
    host: dict[str, Any] = {
        "host": parts.hostname,
        "port": parts.port or (443 if secure else 80),
        "use_ssl": secure,
        "verify_certs": secure and _is_verified(given.get("verify", "yes")),
    }
    if parts.path.strip("/"):
        host["url_prefix"] = parts.path.strip("/")
    if parts.username is not None and parts.password is not None:
        host["http_auth"] = (unquote(parts.username), unquote(parts.password))
    if given.get("ca_certs"):
        host["ca_certs"] = given["ca_certs"]
    return {
        "BACKEND": SERVER,
        "HOSTS": [host],
        "INDEX_PREFIX": f"{_index(given.get('index', 'portal'))}_",
        "TIMEOUT": _seconds(given.get("timeout", "10")),
    }


def _taken_apart(url: str) -> tuple[SplitResult, dict[str, str]]:
    """The parts of an address and its options; the last of equal options counts."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises ValueError when it is none
        options = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        raise _wrong("it is no address, or its port or options are wrong") from None
    if parts.scheme not in ("http", "https"):
        raise _wrong("it must begin with http:// or https://")
    if not parts.hostname:
        raise _wrong("it names no host")
    if (parts.username is None) != (parts.password is None):
        raise _wrong("it must name user and password or neither")
    if parts.fragment:
        raise _wrong("it must not hold “#”; write it as %23")
    unknown = sorted(set(options) - _OPTIONS)
    if unknown:
        raise _wrong(f"it has options nobody knows: {', '.join(unknown)}; known are {', '.join(sorted(_OPTIONS))}")
    return parts, {name: values[-1] for name, values in options.items()}


def _wrong(reason: str) -> ImproperlyConfigured:
    example = "https://user:password@host:9200/?index=portal"
    return ImproperlyConfigured(f"SEARCH_URL cannot be used: {reason}. An address looks like {example}.")


def _is_verified(text: str) -> bool:
    if text not in ("yes", "no"):
        raise _wrong("verify must be yes or no")
    return text == "yes"


def _index(text: str) -> str:
    if not text or text[0] in "-_" or not _INDEX_SIGNS.issuperset(text):
        raise _wrong("index must be of small letters, figures, - and _, and begin with a letter or figure")
    return text


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        raise _wrong("timeout must be a number of seconds") from None
    if not 0 < seconds <= 120:
        raise _wrong("timeout must be more than 0 and at most 120 seconds")
    return seconds


def is_installed() -> bool:
    """Whether the package of the extra `opensearch` is there."""
    return find_spec("opensearchpy") is not None
