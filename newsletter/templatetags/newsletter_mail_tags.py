"""What mails are made of: blocks, pictures as JPEG under absolute addresses, bars of two cells."""

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from newsletter.mail.pictures import mail_image
from newsletter.parts import Part
from portal.core.blocks.text import Speaker

register = template.Library()
_BAR = 160


@register.simple_tag(takes_context=True)
def mail_part(context: Context, part: Part) -> SafeString:
    """`{% mail_part part %}`: a part of an issue by `newsletter/mail/blocks/<type of its block>.html`."""
    values: dict[str, Any] = {str(name): value for name, value in context.flatten().items()}
    values |= {"value": part.value, "notice": part.notice}
    return SafeString(render_to_string(f"newsletter/mail/blocks/{part.kind}.html", values))


@register.simple_tag
def mail_picture(image: Any, width: int = 552) -> SafeString:
    """`{% mail_picture image 552 %}`: a picture, so many pixels wide at most; nothing without consent."""
    found = mail_image(image, width)
    if found is None:
        return SafeString("")
    return format_html(
        '<p class="picture"><img src="{}" width="{}" height="{}" alt="{}"></p>',
        found.url,
        found.width,
        found.height,
        found.alt,
    )


@register.inclusion_tag("newsletter/mail/blocks/bar.html")
def mail_bar(length: float, longest: float = _BAR) -> dict[str, int]:
    """`{% mail_bar row.bar.width %}`: a length of a chart (`portal.core.charts`) as whole per cent."""
    filled = round(100 * length / longest)
    return {"filled": filled, "rest": 100 - filled}


@register.simple_tag
def voice(value: Any) -> str:
    """Who is quoted: 「教員（5年担任）」."""
    who = str(Speaker(value["speaker"]).label)
    if not value["detail"]:
        return who
    return pgettext("who is quoted", "%(who)s (%(detail)s)") % {"who": who, "detail": value["detail"]}
