"""What can be done with schools and accounts. Every verb is one transaction and leaves an entry in the audit log."""

from .accounts import create_school, issue_account, issued_password, register_school
from .calendars import EveryYear, OwnYear, replace_year
from .passwords import change_password, issue_password
from .profile import StaleRecordError, update_school
from .timetables import create_standard_timetable, replace_timetable

__all__ = [
    "EveryYear",
    "OwnYear",
    "StaleRecordError",
    "change_password",
    "create_school",
    "create_standard_timetable",
    "issue_account",
    "issue_password",
    "issued_password",
    "register_school",
    "replace_timetable",
    "replace_year",
    "update_school",
]
