"""Which questions and answers a reader of an exchange type is likely to have."""

from collections.abc import Sequence

from wagtail.models import Locale

from home.models import FaqCategory, FaqEntry
from portal.core.vocabulary import ExchangeType

MOST = 4
_USUAL = (FaqCategory.START, FaqCategory.PARTNER)
_OF_TYPE: dict[str, Sequence[FaqCategory]] = {
    ExchangeType.LIVE_ONLINE: (FaqCategory.PARTNER, FaqCategory.DAY, FaqCategory.COST),
    ExchangeType.LETTER_CARD: (FaqCategory.COST, FaqCategory.PRIVACY),
    ExchangeType.VIDEO_MAIL: (FaqCategory.PRIVACY, FaqCategory.COST),
    ExchangeType.ARTWORK: (FaqCategory.COST, FaqCategory.PARTNER),
    ExchangeType.JOINT_PROJECT: (FaqCategory.PARTNER, FaqCategory.DAY),
    ExchangeType.INBOUND_VISIT: (FaqCategory.DAY, FaqCategory.COST, FaqCategory.PRIVACY),
    ExchangeType.PROGRAMME: (FaqCategory.START, FaqCategory.COST),
}


def questions_on(exchange_type: str, locale: Locale) -> list[FaqEntry]:
    """The first live entries of the categories that matter for a type, in the order of the page. One query."""
    categories = _OF_TYPE.get(exchange_type, _USUAL)
    return list(FaqEntry.objects.published_in(locale).filter(category__in=categories)[:MOST])
