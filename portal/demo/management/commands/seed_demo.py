import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.demo.reset import remove_demo
from portal.demo.scale import scale_up
from portal.demo.seeding import DemoRefusedError, check_allowed, is_seeded, seed


class Command(BaseCommand):
    """Fills the database with the hand-written demo. A second run finds it in place and changes nothing."""

    help = "Seed the demo content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="remove all demo content first")
        parser.add_argument(
            "--scale",
            type=int,
            default=0,
            metavar="N",
            help="add N generated partners, N/50 schools and N/5 case studies, for measuring",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            check_allowed()
        except DemoRefusedError as error:
            raise CommandError(str(error)) from error
        if options["scale"] < 0:
            raise CommandError("--scale takes a whole number from 0 on")
        started = time.perf_counter()
        if options["reset"]:
            remove_demo()
        if is_seeded():
            self.stdout.write("Demo content is in place.")
        else:
            seed(self._tell if options["verbosity"] > 1 else lambda step: None)
            self.stdout.write(f"Demo content written in {time.perf_counter() - started:.1f} s.")
        if options["scale"]:
            counts = scale_up(options["scale"])
            self.stdout.write("Generated: " + ", ".join(f"{number} {name}" for name, number in counts.items()) + ".")

    def _tell(self, step: str) -> None:
        self.stdout.write(f"  {step}")
