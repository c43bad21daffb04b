"""Words of places and themes in both languages, by which partners are found.

Remembered: to change the language and back for each of a hundred thousand partners takes as long as to index them.
"""

from collections.abc import Sequence
from functools import lru_cache

from portal.core.countries import country_name
from portal.core.vocabulary import Theme

from .languages import in_both_languages
from .regions import region_name


@lru_cache(maxsize=2_048)
def place_words(country: str, region: str) -> str:
    """Country and region in both languages."""
    return " ".join(in_both_languages(lambda: [country_name(country), region_name(region)]))


def theme_words(codes: Sequence[str]) -> str:
    """The themes in both languages; unknown codes are left out."""
    known = _themes()
    pairs = [known[code] for code in codes if code in known]
    return " ".join([pair[language] for language in (0, 1) for pair in pairs])


@lru_cache(maxsize=1)
def _themes() -> dict[str, tuple[str, str]]:
    words = in_both_languages(lambda: [str(theme.label) for theme in Theme])
    number = len(Theme)
    return {theme.value: (words[place], words[number + place]) for place, theme in enumerate(Theme)}
