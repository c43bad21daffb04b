"""Samples as HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .samples import Component, Inside, Sample

# What pointer and keyboard reach.
_ACTIVE = re.compile(r"<(a|button|input|select|textarea)\b([^>]*?)(/?)>")
_CLASS = re.compile(r'\bclass="([^"]*)"')


@dataclass(frozen=True)
class Shown:
    """A sample on the page: its state, and its HTML or the address of the window it stands in."""

    state: str
    html: SafeString
    url: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.url and not self.html.strip()


def sample_html(component: Component, sample: Sample, request: HttpRequest) -> SafeString:
    """The sample as the component draws it, in its forced state, inside the element it belongs in."""
    html: str = get_template(f"{component.template}.html").render(dict(sample.values), request)
    if sample.forced:
        html = _ACTIVE.sub(lambda found: _with_class(found, sample.forced), html, count=1)
    # What templates have rendered.
    safe = mark_safe(html)  # noqa: S308
    return _inside(component.inside, safe) if component.inside and safe.strip() else safe


def _with_class(found: re.Match[str], name: str) -> str:
    tag, attributes, end = found.groups()
    if _CLASS.search(attributes):
        attributes = _CLASS.sub(rf'class="\1 {name}"', attributes, count=1)
    else:
        attributes = f' class="{name}"{attributes}'
    return f"<{tag}{attributes}{end}>"


def _inside(inside: Inside, html: SafeString) -> SafeString:
    role = inside.role or ("list" if inside.tag in ("ol", "ul") else "")
    named = format_html(' role="{}"', role) if role else ""
    labelled = format_html(' aria-label="{}"', inside.label) if inside.label else ""
    opening = format_html('<{} class="{}"{}{}>', inside.tag, inside.css, named, labelled)
    return opening + html + format_html("</{}>", inside.tag)


def shown(component: Component, request: HttpRequest, language: str) -> Iterator[Shown]:
    """All samples of a component; those of a framed one as addresses of windows."""
    for number, sample in enumerate(component.samples):
        if component.framed:
            address = reverse("style-window", args=[component.name, number])
            yield Shown(sample.state, mark_safe(""), f"{address}?language={language}")
        else:
            yield Shown(sample.state, sample_html(component, sample, request))
