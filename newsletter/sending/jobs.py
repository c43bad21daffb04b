"""What the worker's clock does for the newsletter."""

import datetime

from portal.core.jobs.schedule import Job, register_job

from .bounces.mailbox import read_mailbox
from .running import send_slice

_SLICE = 4.0
"""Seconds of sending at a time, so that the worker's other jobs are not kept waiting."""


def send_newsletters() -> None:
    """A slice of sending. Two at once do no harm, so the lease is short: a killed worker is soon replaced."""
    send_slice(_SLICE)


def take_in_returns() -> None:
    """Read the mailbox of returned mails, if there is one."""
    read_mailbox()


def register() -> None:
    minute = datetime.timedelta(minutes=1)
    register_job(Job("send_newsletters", send_newsletters, every=datetime.timedelta(seconds=1), lease=2 * minute))
    register_job(Job("take_in_returns", take_in_returns, every=5 * minute, lease=5 * minute))
