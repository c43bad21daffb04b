"""A wish on paper for the principal's approval (決裁用): one page of A4 with boxes to sign."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from members.schools.registration.pages import record_of
from members.schools.registration_models import SchoolContact
from members.wishes.leadtime import haste_of
from members.wishes.models import ExchangeWish
from members.wishes.presentation import facts_of, haste_words
from portal.core.printing.frame import print_html
from portal.core.printing.kinds import NothingToPrintError, Printable, PrintKind
from portal.core.printing.rendering import content_hash
from portal.users.models import User

APPROVAL = "wishes.approval"
TEMPLATE = "wishes/print/approval.html"


def approval_context(wish: ExchangeWish, prepared_by: User, day: datetime.date) -> dict[str, Any]:
    """What the print is written with. `day` is the date of print."""
    return {
        "wish": wish,
        "school": wish.school,
        "facts": facts_of(wish),
        "hurried": haste_words(haste_of(wish.school_year, wish.months, day), wish) if wish.is_editable else [],
        "principal": record_of(SchoolContact, wish.school).principal_name,
        "prepared_by": prepared_by.get_full_name(),
        "day": day,
        "boxes": [_("Principal"), _("Vice-principal"), pgettext("box to sign", "Person in charge")],
    }


def approval_html(reference: str) -> str:
    """The HTML of the PDF; the reference names wish, person, day and language: `12:34:20261128:ja`."""
    wish_key, user_key, day, language = reference.split(":")
    wishes = ExchangeWish.objects.select_related("school").prefetch_related("periods")
    wish = wishes.filter(pk=int(wish_key)).first()
    person = User.objects.filter(pk=int(user_key)).first()
    if wish is None or person is None:
        raise NothingToPrintError(reference)
    printed_on = datetime.date.fromisoformat(day)
    return print_html(TEMPLATE, language, lambda: approval_context(wish, person, printed_on))


def approval_printable(wish: ExchangeWish, prepared_by: User) -> Printable:
    """Today's PDF of this person, in the active language."""
    language = "en" if (translation.get_language() or "ja").startswith("en") else "ja"
    reference = f"{wish.pk}:{prepared_by.pk}:{timezone.localdate():%Y%m%d}:{language}"
    return Printable(
        kind=APPROVAL,
        reference=reference,
        stamp=content_hash(approval_html(reference)),
        filename=f"wish-{wish.pk}.pdf",
        title=wish.title,
        page_url=reverse("members:wish-print", args=[wish.pk]),
    )


KIND = PrintKind(APPROVAL, approval_html)
