"""What the scripts of the form ask for while somebody types: keeping a draft, counting with other musts."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.schools.access import SchoolRequest, writer_required
from members.wishes import services
from members.wishes.forms.openings import read_opening
from members.wishes.models import ExchangeWish
from members.wishes.selectors import get_wish_or_404
from members.wishes.steps import FIRST, Step, step_of
from members.wishes.trials import count_musts
from members.wishes.views.steps import NOT_TYPED


@writer_required
@require_POST
def new_draft_keep(request: SchoolRequest) -> HttpResponse:
    """`draft_keep` of a wish that does not exist yet."""
    return _kept(request, FIRST, None)


@writer_required
@require_POST
def new_draft_discard(request: SchoolRequest) -> HttpResponse:
    """Back to an empty form."""
    services.forget_typed(request.school, FIRST.code, user=request.user, wish=None)
    messages.success(request, _("The draft is discarded."))
    return redirect("members:wish-create")


@writer_required
@require_POST
def draft_keep(request: SchoolRequest, pk: int, code: str) -> HttpResponse:
    """Keep what is typed into a step: 200 with the time, 409 for a wish that is no draft, 413 for more than fits."""
    wish, step = _found(request, pk, code)
    if not wish.is_draft:
        return JsonResponse({"saved": ""}, status=409)
    return _kept(request, step, wish)


@writer_required
@require_POST
def draft_discard(request: SchoolRequest, pk: int, code: str) -> HttpResponse:
    """Back to what is stored."""
    wish, step = _found(request, pk, code)
    services.forget_typed(wish.school, step.code, user=request.user, wish=wish)
    messages.success(request, _("The draft is discarded. The form shows what is stored."))
    return redirect("members:wish-step", wish.pk, step.code)


@writer_required
def musts_count(request: SchoolRequest, pk: int) -> HttpResponse:
    """How many partners `?musts=…` would leave, and what toggling each criterion does; nothing is stored."""
    wish = get_wish_or_404(request.user, pk)
    counted = count_musts(wish, request.GET.getlist("musts"), timezone.localdate()) if wish.is_editable else None
    if counted is None:
        return JsonResponse({"status": "", "effects": {}})
    return JsonResponse({"status": counted.status, "effects": counted.effects})


def _found(request: SchoolRequest, pk: int, code: str) -> tuple[ExchangeWish, Step]:
    wish, step = get_wish_or_404(request.user, pk), step_of(code)
    if step is None:
        raise Http404
    return wish, step


def _kept(request: SchoolRequest, step: Step, wish: ExchangeWish | None) -> HttpResponse:
    opened = read_opening(request.POST.get("opening", ""), step, wish)
    data = {name: values for name, values in request.POST.lists() if name not in NOT_TYPED}
    try:
        draft = services.keep_typed(request.school, step.code, data, user=request.user, wish=wish, opened=opened)
    except services.DraftTooLargeError:
        return JsonResponse({"saved": ""}, status=413)
    return JsonResponse({"saved": f"{timezone.localtime(draft.updated_at):%H:%M}" if draft else ""})
