from typing import Any

from django.core.management.base import BaseCommand

from casestudies.indexing import rebuild_facets


class Command(BaseCommand):
    help = "Makes the facet rows of the case-study archive anew from the live pages."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild_facets()
        self.stdout.write(f"Facets of {count} case studies rebuilt.")
