"""A person's own account and password."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from members.schools.forms.passwords import ChangePasswordForm, ChooseFirstPasswordForm
from members.schools.logins import move_record
from members.schools.models import AddressChange
from members.schools.newsletters import own_newsletter
from members.schools.second_factor import device_of
from members.schools.services import change_password
from portal.core.access import account_required, login_first, membership_of
from portal.users.models import User


@account_required
def account(request: HttpRequest) -> HttpResponse:
    """Who is logged in, for which school, in which role. Open to everybody who has an account."""
    user = cast(User, request.user)
    context = {
        "membership": membership_of(user),
        "device": device_of(user),
        "waiting": AddressChange.objects.open().filter(user=user).first(),
        "newsletter": own_newsletter(user),
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
    }
    return render(request, "members/account.html", context)


@sensitive_post_parameters()
@never_cache
def password_change(request: HttpRequest) -> HttpResponse:
    """Choose a new password; an issued one is not asked for again, as it was typed just before."""
    if not request.user.is_authenticated:
        return login_first(request)
    user = request.user
    form_class: Any = ChooseFirstPasswordForm if user.must_change_password else ChangePasswordForm
    form = form_class(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _changed(request, user, form.cleaned_data["new_password1"])
    context = {"form": form, "membership": membership_of(user), "issued": user.must_change_password}
    return render(request, "members/password_change.html", context, status=422 if form.is_bound else 200)


def _changed(request: HttpRequest, user: User, password: str) -> HttpResponse:
    was_issued, old_key = user.must_change_password, request.session.session_key
    change_password(user, password, session_key=old_key)
    update_session_auth_hash(request, user)
    move_record(old_key, request.session.session_key)
    messages.success(request, _("Your new password is saved. Use it from the next login on."))
    target = request.GET.get("next", "")
    if was_issued and url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        return redirect(target)
    return redirect("members:dashboard" if was_issued else "members:account")
