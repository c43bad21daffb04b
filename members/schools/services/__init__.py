"""What can be done with schools and accounts. Every verb is one transaction and leaves an entry in the audit log."""

from .accounts import create_school, issue_account
from .addresses import ask_for_address, confirm_address
from .calendars import EveryYear, OwnYear, replace_year
from .credentials import desk_code, issue_credentials, withdraw_batch
from .one_time_codes import SpentCodeError, find_code, spend_code
from .passwords import change_password
from .people import accept_invitation, change_role, end_membership, invite, withdraw_invitation
from .profile import StaleRecordError
from .renewing import remind_renewals, renew
from .resets import ask_for_reset, tell_attacked
from .timetables import create_standard_timetable

__all__ = [
    "EveryYear",
    "OwnYear",
    "SpentCodeError",
    "StaleRecordError",
    "accept_invitation",
    "ask_for_address",
    "ask_for_reset",
    "change_password",
    "change_role",
    "confirm_address",
    "create_school",
    "create_standard_timetable",
    "desk_code",
    "end_membership",
    "find_code",
    "invite",
    "issue_account",
    "issue_credentials",
    "remind_renewals",
    "renew",
    "replace_year",
    "spend_code",
    "tell_attacked",
    "withdraw_batch",
    "withdraw_invitation",
]
