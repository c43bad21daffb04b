"""Why a partner is not among the suggestions."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from members.partners.models import PartnerSchool
from members.schools.access import SchoolRequest, member_required, page_context
from members.suggestions import selectors
from members.suggestions.why import partners_named, why
from members.wishes.permissions import may_edit
from members.wishes.selectors import get_wish_or_404

LONGEST = 100


@member_required
def wish_why(request: SchoolRequest, pk: int) -> HttpResponse:
    """`?q=`: partners by name, place or theme, or `?partner=`: one by its key; each with its rank or the reason."""
    wish = get_wish_or_404(request.user, pk)
    if not wish.is_open:
        return redirect("members:wish-detail", pk=wish.pk)
    words, key = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("partner", "")
    partners = partners_named(words) if words else _one(key)
    answers = why(wish, selectors.newest_run(wish), partners) if partners else []
    context = page_context(
        request,
        wish=wish,
        words=words,
        answers=answers,
        asked=bool(words or key),
        may_edit=may_edit(request.user, wish),
    )
    return render(request, "suggestions/wish_why.html", context)


def _one(key: str) -> list[PartnerSchool]:
    """The partner of this key, if schools may see it."""
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        return []
    return list(PartnerSchool.objects.visible().filter(pk=int(key)))
