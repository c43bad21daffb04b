"""Files as they are told to readers."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from portal.core.media import links

register = template.Library()


@register.filter
def files_told(html: Any) -> SafeString:
    """`{{ html|files_told }}`: rich text that Wagtail has expanded, with type and size behind the names of files."""
    return mark_safe(links.told(str(html)))  # noqa: S308 - Wagtail's template marks the same text as safe


@register.filter
def file_size(size: int | None) -> str:
    """`{{ document.file_size|file_size }}`: 1.2MB in Japanese, 1.2 MB in English."""
    return links.size_in_words(size or 0)
