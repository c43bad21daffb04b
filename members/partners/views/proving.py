"""Links for one use: whoever opens one is asked to press a button, which does it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from members.partners.letters.wording import wording_for
from members.partners.link_models import PartnerLink
from members.partners.services import applications, by_partner

from .answers import answer, said
from .doors import unknown

Do = Callable[[PartnerLink], Any]


def _once(request: HttpRequest, link: PartnerLink, page: str, key: str, do: Do) -> HttpResponse:
    wording = wording_for(link.language)
    if page:
        return unknown(request, wording)
    owner: Any = link.partner or link.application
    words = {"school": owner.name_en or owner.name if link.partner else owner.name_en, "email": link.proposed_email}
    if request.method != "POST":
        return answer(request, wording, "proof", {"key": f"proof.{key}", "words": words})
    do(link)
    return said(request, wording, f"proved.{key}", **words)


def new_address(request: HttpRequest, link: PartnerLink, page: str) -> HttpResponse:
    """A new contact address proves itself."""
    return _once(request, link, page, "address", by_partner.prove_address)


def come_back(request: HttpRequest, link: PartnerLink, page: str) -> HttpResponse:
    """A school that has left comes back."""
    return _once(request, link, page, "return", by_partner.come_back)


def application(request: HttpRequest, link: PartnerLink, page: str) -> HttpResponse:
    """A school proves the address of its application, which enters the queue by that."""
    return _once(request, link, page, "register", applications.prove)
