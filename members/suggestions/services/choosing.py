"""The second and third choice of a school: kept while the first is asked, and asked in their turn."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from members.partners.models import PartnerSchool
from members.suggestions.choice_models import NEXT_PLACES
from members.suggestions.models import NextChoice, PartnerRequest
from members.wishes.lifecycle import OPEN_STAGES
from members.wishes.models import ExchangeWish
from portal.core import audit
from portal.users.models import User

from .requests import RequestError, request_partner


@transaction.atomic
def ask_in_order(
    wish: ExchangeWish,
    partners: Sequence[PartnerSchool],
    by: User | None,
    wanted_start: datetime.datetime | None = None,
) -> PartnerRequest:
    """Ask for the first of these partners and keep the others as the next choices.

    Raises as `request_partner` and `choose_next` do, and then nothing is asked.
    """
    made = request_partner(wish, partners[0], by, wanted_start)
    choose_next(wish, partners[1:], by)
    return made


@transaction.atomic
def choose_next(wish: ExchangeWish, partners: Sequence[PartnerSchool], by: User | None) -> list[NextChoice]:
    """Keep these partners, in this order, as whom to ask next; an empty sequence forgets them.

    Raises `RequestError` with the reason `wish_not_open`, or `already_open` where one of them is being asked just now;
    `ValueError` for more than two or for one named twice.
    """
    if len({one.pk for one in partners}) != len(partners) or len(partners) > len(NEXT_PLACES):
        raise ValueError("up to two different partners expected")
    locked = ExchangeWish.objects.select_for_update(no_key=True).get(pk=wish.pk)
    if locked.stage not in OPEN_STAGES:
        raise RequestError("wish_not_open")
    asked = PartnerRequest.objects.open().filter(wish=locked, partner__in=partners).first()
    if asked is not None:
        raise RequestError("already_open", asked)
    forgotten, _each = NextChoice.objects.filter(wish=locked).delete()
    if not partners and not forgotten:
        return []
    made = [
        NextChoice(wish=locked, partner=partner, place=place, chosen_by=by)
        for place, partner in zip(NEXT_PLACES, partners, strict=False)
    ]
    NextChoice.objects.bulk_create(made)
    audit.record("request.choose", locked, actor=by, data={"partners": [one.code for one in partners]})
    return made


@transaction.atomic
def ask_next(wish: ExchangeWish, by: User | None) -> PartnerRequest | None:
    """Ask the next choice that can be asked, on behalf of who chose it; None when there is none.

    `by` closed the request before. A choice that takes nobody any more is passed over and forgotten.
    """
    locked = ExchangeWish.objects.select_for_update(no_key=True).get(pk=wish.pk)
    if locked.stage not in OPEN_STAGES or PartnerRequest.objects.open().filter(wish=locked).exists():
        return None
    for choice in NextChoice.objects.filter(wish=locked).select_related("partner", "chosen_by"):
        choice.delete()
        try:
            return request_partner(locked, choice.partner, choice.chosen_by, actor=by)
        except RequestError:
            data = {"partner": choice.partner.code}
            audit.record("request.pass_over", locked, actor=by, data=data)
    return None
