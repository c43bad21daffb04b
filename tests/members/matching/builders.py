"""Wishes, partners and inputs for the engine's tests: the example of docs/matching.md and changes to it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from members.matching import Partner, Period, Wish
from members.matching.facts import PartnerFacts, WishFacts
from members.matching.pool import pool_of

AS_OF = date(2026, 9, 15)
TUE_1045_1215 = (Period(1, 645, 690), Period(1, 690, 735))
TUE_1230_1335 = (Period(1, 750, 815),)

EXAMPLE_WISH = Wish(
    id="w1",
    exchange_type="live_online",
    ages=(10, 11),
    months=frozenset({10, 11, 12}),
    languages={"en": 1, "ja": 4},
    themes=frozenset({"food"}),
    countries=frozenset({"AU"}),
    class_size=30,
    minutes=45,
    timezone="Asia/Tokyo",
    periods=TUE_1045_1215,
    tools=frozenset({"zoom"}),
    importance={"age": 1, "language": 2, "time": 1, "months": 1, "theme": 3, "region": 1, "size": 0, "tool": 1},
    musts=frozenset({"region"}),
    excluded_partners=frozenset({"p9"}),
    waiting_since=date(2026, 9, 1),
)

EXAMPLE_PARTNER = Partner(
    id="p1",
    country="AU",
    region="AU-NSW",
    timezone="Australia/Sydney",
    exchange_types=frozenset({"live_online"}),
    ages=(9, 12),
    months=frozenset({10, 11}),
    languages={"en": 4, "ja": 1},
    themes=frozenset({"food", "sdgs"}),
    class_size=25,
    tools=frozenset({"zoom"}),
    periods=TUE_1230_1335,
    capacity=2,
    open_requests=0,
    requests=5,
    replies=4,
    confirmed_on=date(2026, 6, 1),
)

EXAMPLE_JSON = """
{"as_of":"2026-09-15","limit":10,
 "wishes":[{"id":"w1","exchange_type":"live_online","ages":[10,11],"months":[10,11,12],"languages":{"en":1,"ja":4},
            "themes":["food"],"countries":["AU"],"class_size":30,"minutes":45,"timezone":"Asia/Tokyo",
            "periods":[["tue","10:45","11:30"],["tue","11:30","12:15"]],"tools":["zoom"],
            "importance":{"age":1,"language":2,"time":1,"months":1,"theme":3,"region":1,"size":0,"tool":1},
            "musts":["region"],"excluded_partners":["p9"],"waiting_since":"2026-09-01"}],
 "partners":[{"id":"p1","country":"AU","region":"AU-NSW","timezone":"Australia/Sydney","exchange_types":["live_online"],
              "ages":[9,12],"months":[10,11],"languages":{"en":4,"ja":1},"themes":["food","sdgs"],"class_size":25,
              "tools":["zoom"],"periods":[["tue","12:30","13:35"]],"capacity":2,"open_requests":0,"requests":5,
              "replies":4,"confirmed_on":"2026-06-01","status":"active","importance":{}}]}
"""


def wish(**changes: Any) -> Wish:
    """The example's wish, changed."""
    return replace(EXAMPLE_WISH, **changes)


def partner(**changes: Any) -> Partner:
    """The example's partner, changed."""
    return replace(EXAMPLE_PARTNER, **changes)


def bare_wish(**fields: Any) -> Wish:
    """A wish that answers nothing but what it must; of a card type, so that nobody need be free."""
    return Wish(**{"id": "w1", "exchange_type": "letter_card", **fields})


def bare_partner(**fields: Any) -> Partner:
    """A partner that answers nothing but what it must to be suggested on `AS_OF`."""
    kinds = frozenset({"letter_card", "live_online", "embassy"})
    return Partner(**{"id": "p1", "exchange_types": kinds, "confirmed_on": AS_OF, **fields})


def facts(of_wish: Wish, *of_partners: Partner, as_of: date = AS_OF) -> tuple[WishFacts, PartnerFacts]:
    """Both sides made ready for one run."""
    partners = PartnerFacts(pool_of(of_partners), as_of)
    return partners.wish(of_wish), partners


def example_input() -> dict[str, Any]:
    """The example as a fresh JSON value."""
    document: dict[str, Any] = json.loads(EXAMPLE_JSON)
    return document


def as_bytes(document: object) -> bytes:
    """A JSON value as UTF-8 bytes; `NaN` and the like stay as Python writes them."""
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")
