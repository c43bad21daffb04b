"""Counting what comes from one place in the shared cache, so that all processes together let through no more."""

from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac


def may_pass(kind: str, name: str, most: int, seconds: int) -> bool:
    """Count one more of this kind from `name`; False when there are more than `most` in this window of `seconds`.

    Only a keyed digest of the name is kept, and no longer than the window.
    """
    window = int(timezone.now().timestamp() // seconds)
    digest = salted_hmac("portal.core.throttling", name.strip().lower(), algorithm="sha256").hexdigest()
    key = f"throttle:{kind}:{window}:{digest}"
    cache.add(key, 0, seconds)
    try:
        number = cache.incr(key)
    except ValueError:
        # It ran out between the two calls.
        cache.set(key, 1, seconds)
        return most >= 1
    return number <= most
