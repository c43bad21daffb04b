"""What the form of a step carries from when it was opened: its answers as they were then, signed."""

import datetime
from typing import Any

from django.core import signing
from django.utils import timezone

from members.wishes.models import ExchangeWish
from members.wishes.services import Opened, plain
from members.wishes.steps import Step

_SALT = "members.wishes.step"


def opening_token(step: Step, wish: ExchangeWish | None) -> str:
    """A text for a hidden field: the answers of this step were shown just now (`wish` None: of none yet)."""
    stored = plain(wish.answers()) if wish else {}
    content: dict[str, Any] = {
        "wish": wish.pk if wish else None,
        "step": step.code,
        "at": timezone.now().isoformat(),
        "values": {name: stored[name] for name in step.fields} if wish else {},
    }
    return signing.dumps(content, salt=_SALT, compress=True)


def read_opening(token: str, step: Step, wish: ExchangeWish | None) -> Opened:
    """What a form of this step was opened with; with no values and no moment for anything else."""
    try:
        content = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return Opened(step.code)
    if content["step"] != step.code or content["wish"] != (wish.pk if wish else None):
        return Opened(step.code)
    return Opened(step.code, content["values"], datetime.datetime.fromisoformat(content["at"]))
