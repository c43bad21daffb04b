"""Which tests a process of pytest-xdist gets together, and so in which order.

Tests of one file stay together: they share what is made once for it, and meet each other in the same order every time.
"""

from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

# Made once for the whole folder: the demo is seeded there.
TOGETHER = "tests/portal/demo"
# They change nothing, and each would keep one process busy long after the other is done.
APART = {"tests/browser/test_every_page.py", "tests/browser/test_styles.py", "tests/browser/test_reading_conditions.py"}


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """One file is one piece of work, but for `TOGETHER` and `APART`."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::", 1)[0]
        if path in APART:
            return nodeid
        return TOGETHER if PurePosixPath(TOGETHER) in PurePosixPath(path).parents else path
