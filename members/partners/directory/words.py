"""Which partners the words of a search find."""

from members.partners.memory.columns import Columns, Mask
from members.partners.models import PartnerSchool
from portal.core.search.selectors import WordSearch


def partners_with_words(text: str, columns: Columns) -> Mask:
    """The partners whose names, places, themes or texts have these words. Asks the index once."""
    return columns.among(WordSearch(PartnerSchool, text).keys())
