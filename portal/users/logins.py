"""What a person types as an ID, made comparable."""

import unicodedata

from django.http import HttpRequest


def fold_login(value: str) -> str:
    """The stored form of a login ID: half-width, lower case, without spaces around it."""
    return unicodedata.normalize("NFKC", value).strip().casefold()


def throttled_username(request: HttpRequest | None, credentials: dict[str, str] | None) -> str:
    """The name under which failed logins are counted, so that `ＡＢＣ` and `abc` share one counter."""
    typed = (credentials or {}).get("username") or (request.POST.get("username", "") if request else "")
    return fold_login(typed)[:150]
