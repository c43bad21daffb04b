"""What links are for. A room registers a purpose with the view that answers it.

    register_purpose(Purpose("times", _("Answer proposed times"), days=30, is_single=True, view="members.….times.page"))

The view gets the request, the open link and what stands behind the token in the address (an empty text, or a name).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from members.partners.link_models import PartnerLink

View = Callable[[HttpRequest, PartnerLink, str], HttpResponse]


@dataclass(frozen=True)
class Purpose:
    """`code` stands in the database and in the salt of the signature. `fresh` is the purpose of a link that is sent to
    who asks for a new one, empty when nobody may ask; `works_when_closed`: also for a partner that has left.
    """

    code: str
    label: Any
    days: int
    is_single: bool
    view: str
    fresh: str = ""
    works_when_closed: bool = False

    def answer(self, request: HttpRequest, link: PartnerLink, page: str) -> HttpResponse:
        """What the purpose's own view says."""
        view: View = import_string(self.view)
        return view(request, link, page)


UPDATE, ADDRESS, RETURN, REGISTER = "update", "address", "return", "register"
_purposes: dict[str, Purpose] = {}


def register_purpose(purpose: Purpose) -> None:
    """Add a purpose; a second registration under the same code replaces the first."""
    _purposes[purpose.code] = purpose


def purpose_of(code: str) -> Purpose | None:
    """The purpose with that code."""
    return _purposes.get(code)


def known_purpose(code: str) -> Purpose:
    """The purpose with that code; raises `KeyError` for one that no room has registered."""
    return _purposes[code]


def purposes() -> list[Purpose]:
    """All purposes in the order of their codes."""
    return [_purposes[code] for code in sorted(_purposes)]


def register() -> None:
    """The purposes of this room."""
    views = "members.partners.views"
    register_purpose(
        Purpose(UPDATE, _("Keep the profile up to date"), 60, False, f"{views}.own_profile.page", fresh=UPDATE)
    )
    register_purpose(Purpose(ADDRESS, _("Prove a new address"), 7, True, f"{views}.proving.new_address", fresh=UPDATE))
    register_purpose(
        Purpose(
            RETURN,
            _("Come back after leaving"),
            30,
            True,
            f"{views}.proving.come_back",
            fresh=RETURN,
            works_when_closed=True,
        )
    )
    register_purpose(
        Purpose(REGISTER, _("Prove the address of an application"), 7, True, f"{views}.proving.application", REGISTER)
    )
