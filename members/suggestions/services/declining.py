"""「今回は見送る」 and taking it back."""

from django.db import transaction
from django.utils import timezone

from members.partners.models import PartnerSchool
from members.suggestions.models import DeclinedPartner, DeclineReason, EventKind
from members.suggestions.services.events import note
from members.wishes.models import ExchangeWish
from members.wishes.services.effects import tell_listeners
from portal.core import audit
from portal.users.models import User


@transaction.atomic
def decline_suggestion(
    wish: ExchangeWish, partner: PartnerSchool, by: User | None, *, reason: DeclineReason, remark: str = ""
) -> DeclinedPartner:
    """Leave this partner out of the lists of this wish for 12 months from now; done again, they begin anew.

    Raises `ValidationError` for a remark that is too long.
    """
    ExchangeWish.objects.select_for_update(no_key=True).get(pk=wish.pk)
    row = DeclinedPartner.objects.filter(wish=wish, partner=partner).first()
    row = row or DeclinedPartner(wish=wish, partner=partner)
    row.reason, row.remark, row.declined_by, row.declined_at = reason, remark, by, timezone.now()
    row.full_clean(exclude=["wish", "partner", "declined_by"])
    row.save()
    data = {"partner": partner.code, "reason": reason.value}
    audit.record("suggestion.decline", wish, actor=by, data=data)
    note(EventKind.LEFT_OUT, wish, partner.pk, reason.value)
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
