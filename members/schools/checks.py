"""Settings of this room that would fail later, told at the start."""

import datetime
from typing import Any

from django.conf import settings
from django.core.checks import Error, register


@register()
def renewal_closes_on_a_day(app_configs: Any, **kwargs: Any) -> list[Error]:
    """`RENEWAL_CLOSES` is a month and a day that each year has."""
    try:
        datetime.date.fromisoformat(f"2001-{settings.RENEWAL_CLOSES}")
    except ValueError:
        text = f"RENEWAL_CLOSES must be a month and a day such as 06-01, not {settings.RENEWAL_CLOSES!r}."
        return [Error(text, id="schools.E001")]
    return []
