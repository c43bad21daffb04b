"""In without a password: the letter's code, the office's code, or a link that was sent."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from members.schools.forms.codes import CodeForm, FirstLoginForm, NewPasswordForm, ResetForm
from members.schools.models import CodePurpose, OneTimeCode
from members.schools.services import SpentCodeError, ask_for_reset, spend_code
from members.schools.services.one_time_codes import open_code

RECOGNISED = "one_time_code"
PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"  # noqa: S105


def status_of(form: Any) -> int:
    """200 for a form that is shown, 422 for one that is refused, 429 for one that must wait."""
    if getattr(form, "wait", 0):
        return 429
    return 422 if form.is_bound else 200


@sensitive_post_parameters("code_text")
@never_cache
def enter_code(request: HttpRequest) -> HttpResponse:
    """ID and one-time code. The QR code of the letter leads here and fills both by what stands after the `#`."""
    form = CodeForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.code is not None:
        return _recognised(request, form.code)
    return render(request, "members/code_enter.html", {"form": form}, status=status_of(form))


@never_cache
def code_link(request: HttpRequest, pk: int, secret: str) -> HttpResponse:
    """The link of a mail: the code leaves the address at once. Programs that only look at links spend nothing."""
    code = open_code(pk)
    if code is None or not code.matches(secret.replace("-", "")):
        return render(request, "members/link_expired.html", {"again": "members:reset"}, status=410)
    response = _recognised(request, code)
    response["Referrer-Policy"] = "strict-origin"  # "no-referrer" would make forms arrive without their origin
    return response


def _recognised(request: HttpRequest, code: OneTimeCode) -> HttpResponse:
    request.session.cycle_key()
    request.session[RECOGNISED] = code.pk
    return redirect("members:code-password")


@sensitive_post_parameters()
@never_cache
def choose_password(request: HttpRequest) -> HttpResponse:
    """The password after the code; at a first login also who is in charge and where mails go."""
    code = open_code(request.session.get(RECOGNISED, 0))
    if code is None:
        return redirect("members:code")
    is_first = code.purpose == CodePurpose.ACTIVATION or not code.user.has_usable_password()
    form_class: Any = FirstLoginForm if is_first else NewPasswordForm
    initial = {"name": code.user.name, "email": code.user.email}
    form = form_class(code.user, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        try:
            user = spend_code(code.pk, data["new_password1"], email=data.get("email", ""), name=data.get("name", ""))
        except SpentCodeError:
            messages.error(request, _("This code was used or withdrawn meanwhile."))
            return redirect("members:code")
        return _in(request, user, is_first)
    context = {"form": form, "is_first": is_first, "code_user": code.user, "school": _school_of(code)}
    return render(request, "members/code_password.html", context, status=status_of(form))


def _in(request: HttpRequest, user: Any, is_first: bool) -> HttpResponse:
    request.session.pop(RECOGNISED, None)
    request.login_way = "code"  # type: ignore[attr-defined]
    login(request, user, backend=PASSWORD_BACKEND)
    if is_first:
        messages.success(request, _("Your account is ready. Please look through your school's data and complete them."))
        return redirect("members:school")
    messages.success(request, _("Your new password is saved. Use it from the next login on."))
    return redirect("members:dashboard")


def _school_of(code: OneTimeCode) -> Any:
    membership = code.user.memberships.current().select_related("school").first()
    return membership.school if membership else None


@never_cache
def reset(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same, whether the ID exists and the address is right or not."""
    form = ResetForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid():
        ask_for_reset(form.cleaned_data["username"], form.cleaned_data["email"])
        return redirect("members:reset-asked")
    return render(request, "members/reset.html", {"form": form}, status=status_of(form))


@never_cache
def reset_asked(request: HttpRequest) -> HttpResponse:
    """What happens next, and what to do when no mail comes."""
    return render(request, "members/reset_asked.html")
