"""The people of a school, for its managers; and the page on which an invited colleague joins."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from members.schools.access import SchoolRequest, manager_required, member_required, page_context
from members.schools.forms.people import InviteForm, JoinForm, RoleForm
from members.schools.models import Invitation, Membership
from members.schools.selectors import colleagues
from members.schools.services import accept_invitation, change_role, end_membership, invite, withdraw_invitation
from members.schools.services.people import open_invitation

from .codes import PASSWORD_BACKEND, status_of


@member_required
def people(request: SchoolRequest) -> HttpResponse:
    """Everybody who acts for the school, and who is invited."""
    invitations = Invitation.objects.filter(school=request.school, used_at=None, revoked_at=None)
    context = page_context(
        request, people=colleagues(request.school), invitations=invitations.order_by("-created_at", "-pk")
    )
    return render(request, "members/people.html", context)


@manager_required
def person_invite(request: SchoolRequest) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            invite(request.school, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("The invitation is on its way to %(name)s.") % form.cleaned_data)
            return redirect("members:people")
    context = page_context(request, form=form)
    return render(request, "members/person_invite.html", context, status=status_of(form))


@manager_required
def person_role(request: SchoolRequest, pk: int) -> HttpResponse:
    membership = _colleague(request, pk)
    form = RoleForm(request.POST if request.method == "POST" else None, initial={"role": membership.role})
    if form.is_valid():
        try:
            change_role(membership, form.cleaned_data["role"], actor=request.user)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("The role is saved."))
            return redirect("members:people")
    context = page_context(request, form=form, person=membership)
    return render(request, "members/person_role.html", context, status=status_of(form))


@manager_required
def person_end(request: SchoolRequest, pk: int) -> HttpResponse:
    """Asks once more, then takes the person out."""
    membership = _colleague(request, pk)
    if request.method == "POST":
        end_membership(membership, actor=request.user)
        messages.success(
            request, _("%(name)s no longer acts for your school.") % {"name": membership.user.get_full_name()}
        )
        return redirect("members:people")
    return render(request, "members/person_end.html", page_context(request, person=membership))


@manager_required
@require_POST
def invitation_withdraw(request: SchoolRequest, pk: int) -> HttpResponse:
    if not Invitation.objects.filter(school=request.school, pk=pk).exists():
        raise Http404
    if withdraw_invitation(request.school, pk, actor=request.user):
        messages.success(request, _("The invitation is withdrawn; its link leads nowhere now."))
    else:
        messages.info(request, _("This invitation was used or withdrawn meanwhile."))
    return redirect("members:people")


def _colleague(request: SchoolRequest, pk: int) -> Membership:
    """A person of one's own school who is not the school's own account."""
    found = Membership.objects.current().select_related("user", "school")
    membership = found.filter(school=request.school, pk=pk, is_school_account=False).first()
    if membership is None:
        raise Http404
    return membership


def add_refusal(form: Any, refused: ValidationError) -> None:
    """A refusal of a service, beside the field it names where the form has one."""
    for field, texts in getattr(refused, "error_dict", {None: refused.messages}).items():
        form.add_error(field if field in form.fields else None, texts)


@sensitive_post_parameters()
@never_cache
def invitation(request: HttpRequest, pk: int, secret: str) -> HttpResponse:
    """Join a school: with a new account, or with the account one is logged in to."""
    found = open_invitation(pk, secret)
    if found is None:
        return render(request, "members/link_expired.html", {"again": ""}, status=410)
    user = request.user if request.user.is_authenticated else None
    form = None
    if user is None:
        form = JoinForm(request.POST if request.method == "POST" else None, initial={"name": found.name})
    if request.method == "POST" and (form is None or form.is_valid()):
        data = form.cleaned_data if form else {}
        return _joined(
            request, accept_invitation(pk, password=data.get("new_password1", ""), name=data.get("name", ""), user=user)
        )
    context = {"form": form, "invitation": found, "school": found.school}
    response = render(request, "members/invitation.html", context, status=status_of(form) if form else 200)
    response["Referrer-Policy"] = "strict-origin"  # "no-referrer" would make forms arrive without their origin
    return response


def _joined(request: HttpRequest, membership: Membership | None) -> HttpResponse:
    if membership is None:
        return render(request, "members/link_expired.html", {"again": ""}, status=410)
    if not request.user.is_authenticated:
        login(request, membership.user, backend=PASSWORD_BACKEND)
    text = _("Welcome. Your ID is %(username)s; it is also in the mail that was sent to you.")
    messages.success(request, text % {"username": membership.user.username})
    return redirect("members:dashboard")
