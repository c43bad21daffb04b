"""What a case study says of itself where another room announces it."""

from casestudies.cards import case_card, enumeration
from casestudies.models import CaseStudyPage
from portal.core.notices import Notice, register_notice


def case_notice(case: CaseStudyPage) -> Notice:
    """A case as in the lists of the archive: its line of facts, its lead and its picture or drawing."""
    card = case_card(case)
    return Notice(
        title=case.title,
        url=card.url,
        language=case.locale.language_code,
        summary=case.summary,
        kind=enumeration(case.labels("exchange_types")),
        meta=card.meta,
        picture=card.image,
        drawing=card.drawing,
    )


def register() -> None:
    """Let cases be announced."""
    register_notice(CaseStudyPage, case_notice)
