"""What a school's page lists of its data."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from members.schools import logins
from members.schools.models import School

register = template.Library()
register.filter("way_label", logins.way_label)
WARN_BEFORE = 5 * 60
"""Seconds before the end of a session at which its owner is warned."""


@register.simple_tag
def idle_rule() -> dict[str, int]:
    """`seconds` until a session that was just used ends, and `warn_at`: so many before that its owner is warned."""
    seconds = settings.SESSION_IDLE_MINUTES * 60
    return {"seconds": seconds, "warn_at": min(WARN_BEFORE, seconds // 2)}


@register.simple_tag
def school_facts(school: School) -> list[tuple[str, Any]]:
    """(label, value) of everything a school has said about itself, in the order of the form."""
    meta: Any = School._meta
    address = " ".join(
        part for part in (f"〒{school.postal_code}" if school.postal_code else "", school.address) if part
    )
    values: list[tuple[str, Any]] = [
        (_("School code"), school.code),
        (_("Founder"), school.get_founder_display()),
        (_("Address"), address),
        *((meta.get_field(name).verbose_name, getattr(school, name)) for name in ("phone", "email", "pupils")),
        (meta.get_field("tools").verbose_name, _(", ").join(meta.get_field("tools").labels(school.tools))),
        *(
            (meta.get_field(name).verbose_name, getattr(school, name))
            for name in ("equipment", "name_kana", "name_en", "introduction_ja", "introduction_en")
        ),
    ]
    return [(str(label)[:1].upper() + str(label)[1:], value) for label, value in values]
