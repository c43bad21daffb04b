"""Runs the benchmarks and prints their figures beside what is demanded; see `--help`."""

import argparse
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench.report import Report

ROOT = Path(__file__).resolve().parents[2]
BENCHES = {
    "search": "tests.bench.search",
    "suggesting": "tests.bench.suggesting",
    "importing": "tests.bench.importing",
    "slots": "tests.bench.slots",
    "planning": "tests.bench.planning",
    "directory": "tests.bench.directory",
    "suggestions": "tests.bench.suggestions",
    "matching": "tests.bench.matching",
    "market": "tests.bench.market",
    "quality": "tests.bench.quality",
    "newsletter": "tests.bench.newsletter",
    "pages": "tests.bench.pages",
}
"""The benchmarks by name: modules with `run(cases, report)`, in the order in which they run."""
ON_DEMO = {"newsletter", "pages", "quality"}
"""Those that want the demo alone, without generated cases; they run in a database and a process of their own."""


def main() -> int:
    """Prepare the data, run what is asked for, print the figures; 1 when a target is missed under `--strict`."""
    arguments = _arguments()
    names = arguments.benches or list(BENCHES)
    on_demo = [name for name in names if name in ON_DEMO]
    if 0 < len(on_demo) < len(names):
        others = [name for name in names if name not in ON_DEMO]
        return max(_in_a_process(others), _in_a_process(on_demo))
    arguments.cases = 0 if on_demo else arguments.cases
    var = Path(os.environ.get("PORTAL_VAR", ROOT / "var")) / "bench"
    var.mkdir(parents=True, exist_ok=True)
    os.environ["PORTAL_VAR"] = str(var)
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
    os.environ.pop("DEBUG", None)
    database = import_module("tests.bench.database")
    database.choose(var, arguments.cases)
    import django

    django.setup()
    from tests.bench.report import Report

    database.prepare(var, arguments.cases, fresh=arguments.fresh)
    report = Report()
    for name in names:
        import_module(BENCHES[name]).run(arguments.cases, report)
    return _verdict(report, strict=arguments.strict)


def _in_a_process(names: list[str]) -> int:
    """The same command for some of the benchmarks only; their exit code."""
    options = [argument for argument in sys.argv[1:] if argument not in BENCHES]
    return subprocess.run([sys.executable, "-m", "tests.bench", *names, *options], check=False).returncode


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("benches", nargs="*", choices=[*BENCHES, []], help=f"default: all ({', '.join(BENCHES)})")
    parser.add_argument("--cases", type=int, default=20_000, help="generated case studies (default: 20000)")
    parser.add_argument("--fresh", action="store_true", help="generate the data anew")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a target is missed")
    return parser.parse_args()


def _verdict(report: "Report", *, strict: bool) -> int:
    for line in report.missed:
        print(f"MISSED  {line}")
    if not report.missed:
        print("All targets are met.")
    return 1 if strict and report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
