"""Countries and regions by ISO 3166 alpha-2 code, and languages by ISO 639-1, with names from the CLDR (Babel)."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

# Words that schools in Tokyo use where the CLDR's differ.
_NAMES = {("ja", "CN"): "中国", ("ja", "HK"): "香港", ("ja", "MO"): "マカオ", ("en", "TR"): "Türkiye"}

# The languages an exchange may be held in. The first three are the commonest.
LANGUAGES = ("en", "ja", "zh", "ko", "fr", "es", "de", "th", "vi", "id", "ms", "pt", "it", "ru", "ar", "tr", "fi", "hi")


def _active() -> str:
    return "en" if (get_language() or "ja").startswith("en") else "ja"


@lru_cache(maxsize=2)
def _territories(language: str) -> dict[str, str]:
    names = Locale(language).territories
    # Codes that are not countries or regions with schools: aggregates, outlying and reserved codes.
    left_out = {"AQ", "BV", "EU", "EZ", "HM", "QO", "TF", "UN", "XA", "XB", "ZZ"}
    found = {code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in left_out}
    found.update({code: name for (spoken, code), name in _NAMES.items() if spoken == language})
    return found


@lru_cache(maxsize=2)
def _languages(language: str) -> dict[str, str]:
    names = Locale(language).languages
    return {code: names[code] for code in LANGUAGES}


def country_name(code: str) -> str:
    """The name of a country or region in the active language; the code itself when it is unknown."""
    return _territories(_active()).get(code, code)


def language_name(code: str) -> str:
    """The name of a language in the active language; the code itself when it is unknown."""
    return _languages(_active()).get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """All countries and regions as choices, sorted by their name in the active language."""
    return sorted(_territories(_active()).items(), key=lambda pair: pair[1])


def language_choices() -> list[tuple[str, str]]:
    """The languages of exchange as choices, the commonest first."""
    return list(_languages(_active()).items())
