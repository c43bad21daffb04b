"""Links to a school's card for partners: given out until a day, taken back at any time."""

import datetime

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from members.schools.models import School
from members.schools.registration_models import CardLink
from portal.core import audit
from portal.users.models import User

DAYS = (14, 30, 60, 90)
"""For how long a link may be given out."""
USUAL_DAYS = 60
MOST_OPEN = 50
"""So many links of a school may be open at once: more is a slip, or a script."""
_SIGNER = Signer(salt="members.schools.card", sep="~")


@transaction.atomic
def give_out_card(school: School, given_to: str, *, days: int, actor: User) -> CardLink:
    """A new link to the card of a school, for `days` days from now.

    Raises `ValidationError` when the school has `MOST_OPEN` open links already.
    """
    locked = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    if CardLink.objects.filter(school=locked).open().count() >= MOST_OPEN:
        raise ValidationError(_("There are too many open links. Take one back first."))
    link = CardLink(school=locked, key=get_random_string(24), given_to=given_to, created_by=actor)
    link.expires_at = timezone.now() + datetime.timedelta(days=days)
    link.full_clean(exclude=["revoked_at", "revoked_by"])
    link.save()
    audit.record("schools.card_given", locked, actor=actor, data={"link": link.pk, "days": days})
    return link


@transaction.atomic
def revoke_card(link: CardLink, *, actor: User) -> CardLink:
    """Take a link back; from now on it opens nothing. Doing it twice changes nothing."""
    locked = CardLink.objects.select_for_update(no_key=True, of=("self",)).select_related("school").get(pk=link.pk)
    if locked.revoked_at is None:
        locked.revoked_at, locked.revoked_by = timezone.now(), actor
        locked.save(update_fields=["revoked_at", "revoked_by"])
        audit.record("schools.card_revoked", locked.school, actor=actor, data={"link": locked.pk})
    return locked


def card_token(link: CardLink) -> str:
    """What stands in the address of a link. Without our key nobody makes one, not even from a copy of the database."""
    return _SIGNER.sign(link.key)


def link_of_token(token: str) -> CardLink | None:
    """The link with that token, open or not; None for a token that is none of ours."""
    try:
        key = _SIGNER.unsign(token)
    except BadSignature:
        return None
    return CardLink.objects.select_related("school").filter(key=key).first()
