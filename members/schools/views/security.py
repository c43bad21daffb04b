"""A person's own account: proof, mail address, logins, second factor."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from members.schools import second_factor
from members.schools.forms.security import AddressForm, ConfirmForm, TokenForm
from members.schools.logins import end_session, logins_of
from members.schools.middleware import seconds_left
from members.schools.selectors import failures_of
from members.schools.services import ask_for_address, confirm_address
from members.schools.services.addresses import open_address_change
from portal.core.access import account_required, membership_of
from portal.core.groups import is_desk
from portal.core.step_up import confirm as note_proof
from portal.core.step_up import fresh_proof_required
from portal.users.models import User

from .codes import status_of

APP_HELP = gettext_lazy("Six digits that the app shows.")
ANY_HELP = gettext_lazy("Six digits that the app shows, or one of your recovery codes.")


def way_back(request: HttpRequest) -> str:
    """Where `next` leads, if that is a place of this site; the account otherwise."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if is_ours else reverse("members:account")


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the account, which also people without a school have."""
    return render(request, template, {"membership": membership_of(request.user), **context}, status=status)


@sensitive_post_parameters()
@account_required
def confirm(request: HttpRequest) -> HttpResponse:
    """The password once more."""
    form = ConfirmForm(request, cast(User, request.user), request.POST if request.method == "POST" else None)
    if form.is_valid():
        note_proof(request)
        return redirect(way_back(request))
    return page(request, "members/confirm.html", status_of(form), form=form, next=way_back(request))


@account_required
@fresh_proof_required
def address_change(request: HttpRequest) -> HttpResponse:
    """Another mail address: a link goes there."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = cast(User, request.user)
        ask_for_address(user, form.cleaned_data["email"], actor=user)
        messages.success(request, _("A link is on its way to %(email)s. Open it to confirm.") % form.cleaned_data)
        return redirect("members:account")
    return page(request, "members/address_change.html", status_of(form), form=form)


@never_cache
def address_confirm(request: HttpRequest, pk: int, secret: str) -> HttpResponse:
    """The link of the mail; a button confirms, so that programs which look at links confirm nothing."""
    change = open_address_change(pk, secret)
    if change is None:
        return render(request, "members/link_expired.html", {"again": ""}, status=410)
    if request.method == "POST":
        confirm_address(pk, secret)
        messages.success(request, _("The e-mail address is confirmed."))
        return redirect("members:account")
    response = render(request, "members/address_confirm.html", {"change": change})
    response["Referrer-Policy"] = "strict-origin"  # "no-referrer" would make forms arrive without their origin
    return response


@account_required
def logins(request: HttpRequest) -> HttpResponse:
    """One's own logins and sessions, and failed attempts with one's ID."""
    user = cast(User, request.user)
    rows = logins_of(user, request.session.session_key)
    return page(request, "members/logins.html", rows=rows, failures=failures_of(user))


@account_required
@require_POST
def login_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions."""
    user = cast(User, request.user)
    record = user.logins.filter(pk=pk).first()
    if record is None:
        raise Http404
    if record.session_key and record.session_key == request.session.session_key:
        logout(request)
        return redirect("members:login")
    end_session(user, pk)
    messages.success(request, _("The session is ended."))
    return redirect("members:logins")


@account_required
def stay(request: HttpRequest) -> HttpResponse:
    """How many seconds the session lasts without a click. Asking is no click; a POST is one."""
    return JsonResponse({"seconds": seconds_left(request)})


@account_required
@fresh_proof_required
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Switch the second factor on, or see that it is on."""
    user = cast(User, request.user)
    device = second_factor.device_of(user)
    if device is not None:
        left = second_factor.recovery_left(user)
        may_off = second_factor.may_switch_off(is_desk(user))
        return page(request, "members/second_factor.html", device=device, left=left, may_switch_off=may_off)
    form = TokenForm(request.POST if request.method == "POST" else None, help_text=APP_HELP)
    waiting = second_factor.begin(user)
    if form.is_valid():
        codes = second_factor.switch_on(request, user, form.cleaned_data["token"])
        if codes is not None:
            return page(request, "members/recovery_codes.html", codes=codes, next=way_back(request))
        form.refuse()
    context = {
        "form": form,
        "picture": second_factor.key_picture(waiting),
        "key": second_factor.key_text(waiting),
        "next": request.GET.get("next", ""),
    }
    return page(request, "members/second_factor_on.html", status_of(form), **context)


@account_required
@require_POST
@fresh_proof_required(back="members:second-factor")
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    user = cast(User, request.user)
    if second_factor.device_of(user) is None:
        raise Http404
    codes = second_factor.new_recovery_codes(user)
    return page(request, "members/recovery_codes.html", codes=codes, next=reverse("members:second-factor"))


@account_required
@require_POST
@fresh_proof_required(back="members:second-factor")
def second_factor_off(request: HttpRequest) -> HttpResponse:
    """Switch it off, where one may."""
    user = cast(User, request.user)
    if not second_factor.may_switch_off(is_desk(user)):
        messages.error(request, _("People of the office need a second factor."))
    elif second_factor.switch_off(user, actor=user):
        messages.success(request, _("The second factor is switched off. Log in again."))
    return redirect("members:second-factor")


@account_required
def second_factor_ask(request: HttpRequest) -> HttpResponse:
    """The code after the password."""
    form = TokenForm(request.POST if request.method == "POST" else None, help_text=ANY_HELP)
    if form.is_valid():
        if second_factor.show(request, cast(User, request.user), form.cleaned_data["token"]):
            return redirect(way_back(request) if request.POST.get("next") else "members:dashboard")
        form.refuse()
    return page(request, "members/second_factor_ask.html", status_of(form), form=form, next=request.GET.get("next", ""))
