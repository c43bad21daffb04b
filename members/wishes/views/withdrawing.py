"""Taking a wish back, or giving it up with a reason: asked once more before it is done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.schools.access import SchoolRequest, page_context, writer_required
from members.wishes import services
from members.wishes.forms.ending import WithdrawForm
from members.wishes.lifecycle import Side, StageError, next_stages
from members.wishes.models import ExchangeWish
from members.wishes.selectors import get_wish_or_404
from portal.core.vocabulary import Stage

_WAYS = (Stage.DRAFT, Stage.CANCELLED)


@writer_required
def wish_withdraw(request: SchoolRequest, pk: int) -> HttpResponse:
    """GET asks which way and why; POST with `to` (draft or cancelled), `reason` and `note` goes it."""
    wish = get_wish_or_404(request.user, pk)
    ways = [stage for stage in next_stages(wish.stage, Side.SCHOOL) if stage in _WAYS]
    if not ways:
        messages.error(request, _("This wish cannot be taken back any more."))
        return redirect("members:wish-detail", pk=wish.pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None, ways=ways)
    if form.is_valid():
        return _withdrawn(request, wish, form)
    status = 422 if form.is_bound else 200
    return render(request, "wishes/wish_withdraw.html", page_context(request, wish=wish, form=form), status=status)


def _withdrawn(request: SchoolRequest, wish: ExchangeWish, form: WithdrawForm) -> HttpResponse:
    data = form.cleaned_data
    to = Stage(data["to"])
    try:
        services.withdraw_wish(wish, actor=request.user, to=to, reason=data["reason"], note=data["note"])
    except StageError:
        messages.error(request, _("Meanwhile the wish has moved to another stage."))
    else:
        back = _("The wish is a draft again. Send it in when it is ready.")
        messages.success(request, back if to == Stage.DRAFT else _("The wish is cancelled. You can copy it any time."))
    return redirect("members:wish-detail", pk=wish.pk)
