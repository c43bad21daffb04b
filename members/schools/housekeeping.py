"""The regular jobs of this room: what was typed and never saved, and what was confirmed long ago, is forgotten."""

import datetime

from portal.core.jobs.schedule import Job, register_job

from .services.drafts import forget_old_drafts
from .services.registration import forget_old_snapshots


def forget_old_registrations() -> None:
    """Delete old drafts, and empty the snapshots that no page compares with any more."""
    forget_old_drafts()
    forget_old_snapshots()


def register() -> None:
    register_job(Job("forget_old_registrations", forget_old_registrations, at=datetime.time(3, 40)))
