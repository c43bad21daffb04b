"""Forms about the people of a school."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.schools.models import Membership, Role
from members.schools.services.renewing import END, NewPerson
from portal.users.models import User

from .passwords import ChooseFirstPasswordForm

ROLE_HELP = _("Managers also look after the accounts. Readers see everything of the school and change nothing.")
NEW_PEOPLE = 3
"""So many colleagues can be added in the yearly renewal at once; more on the page of the people."""


def _name(**more: Any) -> forms.CharField:
    return forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        **more,
    )


def _email(**more: Any) -> forms.EmailField:
    return forms.EmailField(
        label=pgettext_lazy("of a person", "E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}), **more
    )


class InviteForm(forms.Form):
    """A colleague to be invited."""

    name = _name()
    email = _email(help_text=_("A link is sent to it, with which your colleague gets an ID of their own."))
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, initial=Role.STAFF, help_text=ROLE_HELP, widget=forms.RadioSelect
    )


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, help_text=ROLE_HELP, widget=forms.RadioSelect)


class JoinForm(ChooseFirstPasswordForm):
    """What an invited colleague chooses."""

    name = _name(help_text=_("As it shall stand beside what you do in the portal."))
    field_order = ["name", "new_password1", "new_password2"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # There is no account yet; the checks of the password want somebody to compare with.
        super().__init__(User(), *args, **kwargs)
        self.user.set_unusable_password()


class RenewalForm(forms.Form):
    """The yearly renewal: one choice a person, a few new ones, a note for the next person in charge."""

    def __init__(self, people: Iterable[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        choices = [*((role.value, _("stays: %(role)s") % {"role": role.label}) for role in Role), (END, _("leaves"))]
        for membership in self.people:
            self.fields[f"person-{membership.pk}"] = forms.ChoiceField(
                label=f"{membership.user.get_full_name()}（{membership.user.username}）"
                if membership.user.name
                else membership.user.username,
                choices=choices,
                initial=membership.role,
            )
        for number in range(NEW_PEOPLE):
            self.fields[f"name-{number}"] = _name(required=False)
            self.fields[f"email-{number}"] = _email(required=False)
            self.fields[f"role-{number}"] = forms.ChoiceField(
                label=_("Role"), choices=Role.choices, initial=Role.STAFF, required=False
            )
        self.fields["handover_note"] = forms.CharField(
            label=_("Hand-over note"),
            required=False,
            max_length=2000,
            help_text=_(
                "What the next person in charge should know. The people of your school and the office read it."
            ),
            widget=forms.Textarea(attrs={"rows": 6}),
        )
        self.fields["is_checked"] = forms.BooleanField(
            label=_("We have looked through our school's data and they are right."),
            error_messages={"required": _("Look through the data, then tick this box.")},
        )

    @property
    def people_fields(self) -> list[Any]:
        return [self[f"person-{membership.pk}"] for membership in self.people]

    @property
    def new_rows(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"name-{n}"], self[f"email-{n}"], self[f"role-{n}"]) for n in range(NEW_PEOPLE)]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        seen: set[str] = set()
        for number in range(NEW_PEOPLE):
            name, email = data.get(f"name-{number}"), data.get(f"email-{number}", "")
            if name and not email and f"email-{number}" not in self.errors:
                self.add_error(f"email-{number}", _("Enter the e-mail address of this person."))
            if email and not name:
                self.add_error(f"name-{number}", _("Enter the name of this person."))
            if email and email.casefold() in seen:
                self.add_error(f"email-{number}", _("This address stands in another row."))
            seen.add((email or "").casefold())
        return data

    def decisions(self) -> dict[int, str]:
        """The role or `END` by the key of a membership."""
        return {each.pk: self.cleaned_data[f"person-{each.pk}"] for each in self.people}

    def new_people(self) -> list[NewPerson]:
        data = self.cleaned_data
        return [
            NewPerson(data[f"name-{n}"], data[f"email-{n}"], data[f"role-{n}"] or Role.STAFF)
            for n in range(NEW_PEOPLE)
            if data[f"email-{n}"]
        ]
