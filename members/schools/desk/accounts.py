"""Giving a person an account at the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView

from members.schools.models import Membership, School
from members.schools.services import desk_code, issue_account


class MembershipForm(WagtailAdminModelForm):
    """The role and the time of somebody who has an account; person and school never change."""

    class Meta:
        model = Membership
        fields = ("role", "starts_on", "ends_on")


class NewAccountForm(WagtailAdminModelForm):
    """A new account for a school."""

    username = forms.CharField(
        label=gettext_lazy("Login ID"),
        max_length=150,
        required=False,
        help_text=gettext_lazy(
            "Leave it empty for a new ID. Any width and case; it is stored half-width in lower case."
        ),
    )
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=100, required=False)
    school = forms.ModelChoiceField(School.objects.in_kana_order(), label=gettext_lazy("School"))

    class Meta:
        model = Membership
        fields = ("school", "role", "starts_on", "ends_on")


class IssueAccount(CreateView):
    """Creates the account with its membership, and shows a one-time code, to be told to the person."""

    form_class = NewAccountForm
    success_message = None

    def get_form_class(self) -> Any:
        return NewAccountForm

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        try:
            with transaction.atomic():
                membership = issue_account(
                    data["school"],
                    data["username"],
                    name=data["name"],
                    role=data["role"],
                    starts_on=data["starts_on"],
                    ends_on=data["ends_on"],
                    actor=self.request.user,
                )
                code = desk_code(membership.user, actor=self.request.user)
        except ValidationError as refused:
            form.add_error("username" if "username" in refused.message_dict else None, refused.messages)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        return redirect("memberships:code-shown", code.pk)
