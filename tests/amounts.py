"""How many random cases a test tries: a tenth by default, all of them with `ALL_RANDOM_CASES=1`, as in `make bench`."""

import os


def random_cases(number: int) -> int:
    """So many of `number` are tried in this run."""
    return number if os.environ.get("ALL_RANDOM_CASES") else number // 10
