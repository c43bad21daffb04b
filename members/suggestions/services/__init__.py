"""The verbs of suggestions: refreshing lists, asking for a partner, declining one."""

from .agreeing import (
    AgreementError,
    LocalTime,
    agree_date,
    calendar_warnings,
    cancel_date,
    confirm_moved,
    proposals,
    recheck_dates,
)
from .declining import decline_suggestion, restore_suggestion
from .events import note, note_shown
from .refreshing import count_possible, refresh_all, refresh_suggestions
from .requests import RequestError, close_request, request_partner, withdraw_open_requests

__all__ = [
    "AgreementError",
    "LocalTime",
    "RequestError",
    "agree_date",
    "calendar_warnings",
    "cancel_date",
    "close_request",
    "confirm_moved",
    "count_possible",
    "decline_suggestion",
    "note",
    "note_shown",
    "proposals",
    "recheck_dates",
    "refresh_all",
    "refresh_suggestions",
    "request_partner",
    "restore_suggestion",
    "withdraw_open_requests",
]
