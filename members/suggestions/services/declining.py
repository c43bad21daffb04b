"""「今回は見送る」 and taking it back."""

from django.db import transaction

from members.partners.models import PartnerSchool
from members.suggestions.models import DeclinedPartner
from members.wishes.models import ExchangeWish
from members.wishes.services.effects import tell_listeners
from portal.core import audit
from portal.users.models import User


@transaction.atomic
def decline_suggestion(wish: ExchangeWish, partner: PartnerSchool, by: User | None) -> DeclinedPartner:
    """Leave this partner out of the lists of this wish. Doing it twice changes nothing."""
    ExchangeWish.objects.select_for_update(no_key=True).get(pk=wish.pk)
    row, is_new = DeclinedPartner.objects.get_or_create(wish=wish, partner=partner, defaults={"declined_by": by})
    if is_new:
        audit.record("suggestion.decline", wish, actor=by, data={"partner": partner.code})
        tell_listeners(wish)
    return row


@transaction.atomic
def restore_suggestion(wish: ExchangeWish, partner: PartnerSchool, by: User | None) -> bool:
    """Let this partner be suggested again; False when it had not been declined."""
    ExchangeWish.objects.select_for_update(no_key=True).get(pk=wish.pk)
    deleted, _ = DeclinedPartner.objects.filter(wish=wish, partner=partner).delete()
    if deleted:
        audit.record("suggestion.restore", wish, actor=by, data={"partner": partner.code})
        tell_listeners(wish)
    return bool(deleted)
