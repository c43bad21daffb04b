"""The user of a request, with the second factor that was shown."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import LazyObject, empty
from django_otp.middleware import OTPMiddleware


class ShownSecondFactor(OTPMiddleware):
    """django-otp's middleware, without a lazy user inside a lazy user: Wagtail's log looks through one layer only."""

    def _verify_user_sync(self, request: HttpRequest, user: Any) -> Any:
        return super()._verify_user_sync(request, _real(user))


def _real(user: Any) -> Any:
    while isinstance(user, LazyObject):
        if user._wrapped is empty:
            user._setup()
        user = user._wrapped
    return user
