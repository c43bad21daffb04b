"""The second factor: a code of an app (TOTP, RFC 6238) or a recovery code. django-otp keeps and checks both."""

import base64
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django_otp import login as otp_login
from django_otp import user_has_device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.core import audit
from portal.core.printing.qr_code import qr_code
from portal.users.models import User

from .logins import end_all_sessions
from .one_time_codes import ALPHABET, fold
from .services.notices import tell_account

WANTED = "second_factor"
RECOVERY_CODES = 10
_RECOVERY_LENGTH = 10  # 50 bits each


def on_login_ask(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    """Receiver of `user_logged_in`: notes in the session that this person has a second factor to show."""
    if getattr(request, "session", None) is not None and user_has_device(user):
        request.session[WANTED] = True


def is_wanted(request: HttpRequest) -> bool:
    """Whether this session must show a second factor before anything opens."""
    return bool(request.session.get(WANTED))


def has_shown_it(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and request.user.is_verified())  # type: ignore[attr-defined]


def device_of(user: User) -> TOTPDevice | None:
    """The app a person has confirmed, if any."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def recovery_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def begin(user: User) -> TOTPDevice:
    """The app that waits for its first code. The same one until it is confirmed, so that two tabs show one key."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def key_text(device: TOTPDevice) -> str:
    """The key in groups of four, for people who cannot scan."""
    key = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def key_picture(device: TOTPDevice) -> SafeString:
    return qr_code(device.config_url, _("Key for the app"))


@transaction.atomic
def switch_on(request: HttpRequest, user: User, token: str) -> list[str] | None:
    """Confirm the waiting app with its first code: the recovery codes to be shown now and never again.

    None when the code is wrong. Other sessions of the person end; this one counts as verified.
    """
    device = TOTPDevice.objects.select_for_update(no_key=True).filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(_digits(token)):
        return None
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    codes = new_recovery_codes(user)
    otp_login(request, device)
    request.session[WANTED] = True
    end_all_sessions(user, but=request.session.session_key)
    audit.record("schools.second_factor_on", user, actor=user)
    tell_account("second_factor_on", user)
    return codes


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Ten new codes in place of the old ones; each opens once."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    device, _is_new = StaticDevice.objects.get_or_create(user=user, name="recovery")
    device.token_set.all().delete()
    codes = [get_random_string(_RECOVERY_LENGTH, ALPHABET) for _each in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


@transaction.atomic
def show(request: HttpRequest, user: User, typed: str) -> bool:
    """Check a code of the app, or a recovery code, and open this session. Wrong ones slow the next down."""
    is_app = typed and _digits(typed).isdigit() and len(_digits(typed)) == 6
    kind: Any = TOTPDevice if is_app else StaticDevice
    device = kind.objects.select_for_update(no_key=True).filter(user=user, confirmed=True).first()
    if device is None or not device.verify_token(_digits(typed) if is_app else fold(typed)):
        return False
    otp_login(request, device)
    if not is_app:
        audit.record("schools.recovery_code_used", user, actor=user)
        tell_account("recovery_code_used", user, {"left": recovery_left(user)})
    return True


@transaction.atomic
def switch_off(user: User, *, actor: User) -> bool:
    """Take the second factor away; False when there was none. The desk does it for who has lost the telephone."""
    removed, _kinds = TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    if removed:
        end_all_sessions(user)
        audit.record("schools.second_factor_off", user, actor=actor)
        tell_account("second_factor_off", user)
    return bool(removed)


def may_switch_off(is_desk: bool) -> bool:
    """The desk keeps a second factor where the settings demand one."""
    return not (is_desk and settings.STAFF_SECOND_FACTOR)


def _digits(typed: str) -> str:
    return fold(typed)
