"""The newsletter by one click."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsletter.subscribing.services.accounts import Answer, subscribe_account
from portal.core.access import account_required
from portal.core.throttling import may_pass
from portal.users.models import User

MOST, HOUR = 3, 60 * 60
"""So many clicks an hour are followed by a letter."""


@account_required
@require_POST
def newsletter(request: HttpRequest) -> HttpResponse:
    """Receive the newsletter at the address of the account: a matter of the person, whatever their role."""
    user = cast(User, request.user)
    if not may_pass("newsletter_account", str(user.pk), MOST, HOUR):
        messages.error(request, _("A mail was sent several times in a short time. Try again in an hour."))
        return redirect("members:account")
    answer = subscribe_account(user)
    if answer == Answer.RECEIVES:
        messages.success(request, _("You receive the newsletter from now on."))
    elif answer == Answer.ASKED:
        messages.success(request, _("A mail is on its way to your address. Open the link in it to confirm."))
    else:
        messages.error(request, _("Your account has no e-mail address yet. Enter one first."))
        return redirect("members:address-change")
    return redirect("members:account")
