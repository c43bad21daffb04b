"""Taking a wish back, or giving it up: asked once more before it is done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.schools.access import SchoolRequest, page_context, writer_required
from members.wishes import services
from members.wishes.lifecycle import Side, StageError, next_stages
from members.wishes.models import ExchangeWish
from members.wishes.selectors import get_wish_or_404
from portal.core.vocabulary import Stage

_WAYS = (Stage.DRAFT, Stage.CANCELLED)


@writer_required
def wish_withdraw(request: SchoolRequest, pk: int) -> HttpResponse:
    """GET asks which way; POST with `to` (draft or cancelled) goes it."""
    wish = get_wish_or_404(request.user, pk)
    ways = [stage for stage in next_stages(wish.stage, Side.SCHOOL) if stage in _WAYS]
    if request.method == "POST" and request.POST.get("to") in ways:
        return _withdrawn(request, wish, Stage(request.POST["to"]))
    if not ways:
        messages.error(request, _("This wish cannot be taken back any more."))
        return redirect("members:wish-detail", pk=wish.pk)
    status = 422 if request.method == "POST" else 200
    context = page_context(request, wish=wish, may_reopen=Stage.DRAFT in ways, refused=status == 422)
    return render(request, "wishes/wish_withdraw.html", context, status=status)


def _withdrawn(request: SchoolRequest, wish: ExchangeWish, to: Stage) -> HttpResponse:
    try:
        services.withdraw_wish(wish, actor=request.user, to=to)
    except StageError:
        messages.error(request, _("Meanwhile the wish has moved to another stage."))
    else:
        back = _("The wish is a draft again. Send it in when it is ready.")
        messages.success(request, back if to == Stage.DRAFT else _("The wish is cancelled. You can copy it any time."))
    return redirect("members:wish-detail", pk=wish.pk)
