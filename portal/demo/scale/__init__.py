"""Generated data for measuring: many partners, schools and cases, the same for the same number. Not for reading."""

from .cases import add_cases
from .dice import PREFIX
from .partners import add_partners
from .schools import add_schools

PARTNERS_A_SCHOOL = 50
PARTNERS_A_CASE = 5

__all__ = ["PREFIX", "add_cases", "scale_up"]


def scale_up(number: int) -> dict[str, int]:
    """Add what is missing for `number` generated partners; returns how many of each kind there are now."""
    counts = {
        "partners": number,
        "schools": number // PARTNERS_A_SCHOOL,
        "case studies": number // PARTNERS_A_CASE,
    }
    add_partners(counts["partners"])
    add_schools(counts["schools"])
    add_cases(counts["case studies"])
    return counts
