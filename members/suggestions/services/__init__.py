"""The verbs of suggestions: refreshing lists, asking for a partner, declining one."""

from .declining import decline_suggestion, restore_suggestion
from .refreshing import count_possible, refresh_all, refresh_suggestions
from .requests import RequestError, close_request, request_partner, withdraw_open_requests

__all__ = [
    "RequestError",
    "close_request",
    "count_possible",
    "decline_suggestion",
    "refresh_all",
    "refresh_suggestions",
    "request_partner",
    "restore_suggestion",
    "withdraw_open_requests",
]
