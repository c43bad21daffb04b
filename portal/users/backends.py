"""A mark on the request, so that only passwords that were really looked at are counted."""

from typing import Any

from django.http import HttpRequest


class MarkCheckedPasswords:
    """Stands between the lock and the password: what the lock refuses never gets here. Knows nobody itself."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        if request is not None:
            request.password_was_checked = True  # type: ignore[attr-defined]
