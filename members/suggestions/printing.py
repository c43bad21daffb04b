"""The suggestions of a wish on paper for the principal (決裁用): the candidates with reasons, and a box to decide."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from members.suggestions.cards import cards_of
from members.suggestions.models import MatchRun
from members.suggestions.selectors import newest_run
from members.wishes.models import ExchangeWish
from members.wishes.presentation import SHORT_FACTS, facts_of
from portal.core.printing.frame import print_html
from portal.core.printing.kinds import NothingToPrintError, Printable, PrintKind
from portal.core.printing.rendering import content_hash
from portal.users.models import User

LIST = "suggestions.list"
TEMPLATE = "suggestions/print/list.html"


def list_context(wish: ExchangeWish, run: MatchRun | None, prepared_by: User, day: datetime.date) -> dict[str, Any]:
    """What the print is written with. `run` is the list to print, `day` the date of print."""
    facts = facts_of(wish, (*SHORT_FACTS, "musts"))
    return {
        "wish": wish,
        "run": run,
        "school": wish.school,
        "facts": [(label, value) for label, value in facts if value],
        "cards": cards_of(wish, run.suggestions.all(), asking=False) if run else [],
        "prepared_by": prepared_by.get_full_name(),
        "day": day,
        "boxes": [_("Principal"), _("Vice-principal"), pgettext("box to sign", "Person in charge")],
        "choices": [_("1st choice"), _("2nd choice"), _("3rd choice"), pgettext("box to tick", "Not this time")],
    }


def list_html(reference: str) -> str:
    """The HTML of the PDF; the reference names wish, person, day and language: `12:34:20261128:ja`."""
    wish_key, user_key, day, language = reference.split(":")
    wishes = ExchangeWish.objects.open().select_related("school").prefetch_related("periods")
    wish = wishes.filter(pk=int(wish_key)).first()
    person = User.objects.filter(pk=int(user_key)).first()
    if wish is None or person is None:
        raise NothingToPrintError(reference)
    run, printed_on = newest_run(wish), datetime.date.fromisoformat(day)
    return print_html(TEMPLATE, language, lambda: list_context(wish, run, person, printed_on))


def list_printable(wish: ExchangeWish, prepared_by: User) -> Printable:
    """Today's PDF of this person, in the active language."""
    language = "en" if (translation.get_language() or "ja").startswith("en") else "ja"
    reference = f"{wish.pk}:{prepared_by.pk}:{timezone.localdate():%Y%m%d}:{language}"
    return Printable(
        kind=LIST,
        reference=reference,
        stamp=content_hash(list_html(reference)),
        filename=f"suggestions-{wish.pk}.pdf",
        title=_("Suggestions for “%(title)s”") % {"title": wish.title},
        page_url=reverse("members:wish-matches-print", args=[wish.pk]),
    )


KIND = PrintKind(LIST, list_html)
