"""Case studies that tell something about a partner school: of its country first, then of what it offers."""

from collections.abc import Collection, Sequence

import numpy as np
from wagtail.models import Locale

from casestudies.columns import store
from casestudies.facets import Facet
from casestudies.models import CaseStudyPage
from casestudies.selectors import CaseList


def cases_nearby(
    country: str, exchange_types: Collection[str], locale: Locale, number: int = 3
) -> Sequence[CaseStudyPage]:
    """At most so many live cases of a language: of the country, those with one of the exchange types first; then
    others with one of these types; always the newest first. A fixed number of queries.
    """
    columns = store.of(locale.language_code)
    there = columns.facets[Facet.COUNTRY].having([country])
    alike = columns.facets[Facet.EXCHANGE_TYPE].having(exchange_types)
    rank = np.where(there & alike, 0, np.where(there, 1, np.where(alike, 2, 3)))
    order = np.argsort(rank, kind="stable")
    keys = [int(key) for key in columns.ids[order[rank[order] < 3][:number]]]
    found: Sequence[CaseStudyPage] = CaseList(keys, with_texts=False)[:number]
    return found
