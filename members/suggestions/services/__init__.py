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
from .answering import Answered, answer_request
from .choosing import ask_in_order, ask_next, choose_next
from .conditions import keep_conditions
from .declining import decline_suggestion, restore_suggestion
from .events import note, note_shown
from .marking import lift_mark, mark_partner
from .refreshing import TriedList, count_possible, refresh_all, refresh_suggestions, try_list
from .requests import RequestError, close_request, request_partner, withdraw_open_requests
from .telling import tell_schools

__all__ = [
    "AgreementError",
    "Answered",
    "LocalTime",
    "RequestError",
    "TriedList",
    "agree_date",
    "answer_request",
    "ask_in_order",
    "ask_next",
    "calendar_warnings",
    "cancel_date",
    "choose_next",
    "close_request",
    "confirm_moved",
    "count_possible",
    "decline_suggestion",
    "keep_conditions",
    "lift_mark",
    "mark_partner",
    "note",
    "note_shown",
    "proposals",
    "recheck_dates",
    "refresh_all",
    "refresh_suggestions",
    "request_partner",
    "restore_suggestion",
    "tell_schools",
    "try_list",
    "withdraw_open_requests",
]
