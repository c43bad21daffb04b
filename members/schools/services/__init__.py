"""What can be done with schools and accounts. Every verb is one transaction and leaves an entry in the audit log."""

from .accounts import create_school, issue_account, issued_password, register_school
from .passwords import change_password, issue_password
from .profile import StaleRecordError
from .timetables import create_standard_timetable

__all__ = [
    "StaleRecordError",
    "change_password",
    "create_school",
    "create_standard_timetable",
    "issue_account",
    "issue_password",
    "issued_password",
    "register_school",
]
