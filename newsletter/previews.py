"""How an issue looks before it is published: each way it is read is a mode of the preview.

The list below is the only place that names them: a further mode is a further entry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import pgettext_lazy

from newsletter.mail.previews import as_text, on_dark, on_light
from newsletter.models import IssuePage
from newsletter.printing.documents import TEMPLATE, issue_context


@dataclass(frozen=True)
class Mode:
    """`code` is Wagtail's name of the mode (empty: the first), `show` answers with the issue as it is in the editor."""

    code: str
    label: Any
    show: Callable[[IssuePage, HttpRequest], HttpResponseBase]


def _web(issue: IssuePage, request: HttpRequest) -> HttpResponseBase:
    view, args, kwargs = issue.resolve_subpage("/")
    answer: HttpResponseBase = view(request, *args, **kwargs)
    return answer


def _print(issue: IssuePage, request: HttpRequest) -> HttpResponseBase:
    answer: HttpResponseBase = issue.render(request, context_overrides=issue_context(issue), template=TEMPLATE)
    return answer


MODES: list[Mode] = [
    Mode("", pgettext_lazy("preview of an issue", "Web page"), _web),
    Mode("mail", pgettext_lazy("preview of an issue", "Mail"), on_light),
    Mode("mail-dark", pgettext_lazy("preview of an issue", "Mail on a dark screen"), on_dark),
    Mode("mail-text", pgettext_lazy("preview of an issue", "Mail as plain text"), as_text),
    Mode("print", pgettext_lazy("preview of an issue", "Print"), _print),
]


def show(issue: IssuePage, request: HttpRequest, code: str) -> HttpResponseBase:
    """The issue in the mode of that code, in the first one for a code that is not known."""
    mode = next((each for each in MODES if each.code == code), MODES[0])
    return mode.show(issue, request)
