"""Whether a school gets mails about new candidates for a wish."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from members.schools.access import SchoolRequest, writer_required
from members.wishes import services
from members.wishes.selectors import get_wish_or_404


@writer_required
def wish_mails(request: SchoolRequest, pk: int) -> HttpResponse:
    """POST with `wanted` 1 or 0 turns them on or off."""
    wish = get_wish_or_404(request.user, pk)
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "1"
        services.want_mails(wish, wanted=wanted, actor=request.user)
        on = _("We will write when there are new candidates.")
        messages.success(request, on if wanted else _("There will be no more mails about candidates for this wish."))
    return redirect("members:wish-detail", pk=wish.pk)
