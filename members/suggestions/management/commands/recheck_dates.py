"""`manage.py recheck_dates`: agreed dates after an update of the time zone data, as the worker checks them."""

from typing import Any

from django.core.management.base import BaseCommand

from members.matching import tzdata_pin
from members.suggestions.services import recheck_dates


class Command(BaseCommand):
    help = "Compute future agreed dates again after an update of tzdata, and tell the office which have moved."

    def handle(self, *args: Any, **options: Any) -> None:
        moved = recheck_dates()
        for date in moved:
            self.stdout.write(
                f"{date.pk}: {date.moved_from} -> {date.there:%Y-%m-%d %H:%M} ({date.request.partner.code})"
            )
        self.stdout.write(f"tzdata {tzdata_pin.installed()}: {len(moved)} agreed dates moved")
