"""What this room adds to the desk: its lists, the words of its history."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from portal.core.desk.records import keep_as_records

from .date_viewset import agreed_date_viewset
from .desk_panel import WaitingPanel, may_see
from .models import DeskMark, MatchEvent, MatchRun
from .run_viewsets import event_viewset, mark_viewset, run_viewset
from .viewsets import request_viewset

keep_as_records(DeskMark)
keep_as_records(MatchRun)
keep_as_records(MatchEvent)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [request_viewset, agreed_date_viewset, run_viewset, event_viewset, mark_viewset]


@hooks.register("construct_homepage_panels")
def add_waiting(request: HttpRequest, panels: list[Any]) -> None:
    if may_see(request):
        panels.append(WaitingPanel())


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("request.create", _("Ask for a partner"), _("Partner asked for"))
    actions.register_action("request.close", _("Close a request"), _("Request closed"))
    actions.register_action("request.choose", _("Choose whom to ask next"), _("Next choices kept"))
    actions.register_action("request.pass_over", _("Pass a choice over"), _("Choice passed over: it takes nobody now"))
    actions.register_action("suggestion.mark", _("Decide about a suggestion"), _("Decided about a suggestion"))
    actions.register_action("suggestion.lift", _("Take a decision back"), _("Decision about a suggestion taken back"))
    actions.register_action("suggestion.decline", _("Leave a partner out"), _("Partner left out"))
    actions.register_action("suggestion.restore", _("Consider a partner again"), _("Partner considered again"))
    actions.register_action("date.agree", _("Agree on a date"), _("Date agreed on"))
    actions.register_action("date.cancel", _("Cancel an agreed date"), _("Agreed date cancelled"))
    actions.register_action("date.confirm", _("Confirm that a date has moved"), _("Move of the date confirmed"))
    actions.register_action("date.move", _("Move an agreed date"), _("Agreed date moved by new time zone data"))
