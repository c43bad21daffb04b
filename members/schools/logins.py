"""What is kept of a login, so that people can see their own and end a session they do not know."""

import datetime
import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.client_address import client_address
from portal.users.models import User

from .models import LoginRecord

SEEN_EVERY = datetime.timedelta(minutes=1)
"""How exactly the last click is known; each note of it costs a write."""
_SYSTEMS = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("CrOS", "ChromeOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


def browser_of(agent: str) -> str:
    """A browser and a system out of the header, for people to recognise: `Chrome, Windows`. Empty when unknown."""
    browser = next((name for sign, name in _BROWSERS if re.search(rf"\b{sign}", agent)), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    return ", ".join(part for part in (browser, system) if part)


def on_login(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    """Receiver of `user_logged_in`: begins the record of this session."""
    session = getattr(request, "session", None)
    if session is None:
        return
    if session.session_key is None:
        session.create()
    LoginRecord.objects.create(
        user=user,
        session_key=session.session_key,
        address=client_address(request) or None,
        browser=browser_of(request.META.get("HTTP_USER_AGENT", "")),
        way=getattr(request, "login_way", "password"),
    )


def on_logout(sender: Any, request: HttpRequest, user: User | None, **more: Any) -> None:
    """Receiver of `user_logged_out`: ends the record."""
    if request.session.session_key:
        _end(LoginRecord.objects.filter(session_key=request.session.session_key, ended_at=None))


def move_record(old_key: str | None, new_key: str | None) -> None:
    """The session goes on under another key (after a change of password)."""
    if old_key and new_key and old_key != new_key:
        LoginRecord.objects.filter(session_key=old_key).update(session_key=new_key)


def note_seen(session_key: str | None, now: datetime.datetime) -> None:
    LoginRecord.objects.filter(session_key=session_key or "-", ended_at=None).update(seen_at=now)


@dataclass(frozen=True)
class LoginRow:
    """A login as its owner sees it. `is_alive`: the session can still be used; `is_this`: it is the one that asks."""

    record: LoginRecord
    is_alive: bool
    is_this: bool


def logins_of(user: User, session_key: str | None, most: int = 20) -> list[LoginRow]:
    """The latest logins of a person, newest first. One query."""
    alive_since = timezone.now() - datetime.timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    rows = user.logins.order_by("-began_at", "-pk")[:most]
    return [
        LoginRow(row, row.ended_at is None and row.seen_at > alive_since, row.session_key == session_key)
        for row in rows
    ]


@transaction.atomic
def end_session(user: User, pk: int) -> bool:
    """End a session of one's own; False when there is none such any more."""
    record = LoginRecord.objects.select_for_update().filter(user=user, pk=pk, ended_at=None).first()
    if record is None:
        return False
    _delete_session(record.session_key)
    _end(LoginRecord.objects.filter(pk=record.pk))
    audit.record("schools.session_ended", user, actor=user)
    return True


def end_all_sessions(user: User, but: str | None = None) -> int:
    """End all sessions of a person, but the one with that key. How many there were."""
    rows = LoginRecord.objects.filter(user=user, ended_at=None).exclude(session_key=but or "-")
    for key in rows.values_list("session_key", flat=True):
        _delete_session(key)
    return _end(rows)


def _delete_session(key: str) -> None:
    import_module(settings.SESSION_ENGINE).SessionStore(key).delete()


def _end(rows: Any) -> int:
    return int(rows.update(ended_at=timezone.now(), session_key=""))


def way_label(way: str) -> str:
    """How somebody got in, in words."""
    return _("one-time code") if way == "code" else _("password")
