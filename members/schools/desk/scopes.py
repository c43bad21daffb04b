"""Which schools letters are issued to."""

from typing import Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.schools.account_states import not_logged_in, waiting, without_account
from members.schools.models import School, SchoolQuerySet
from members.schools.services.credentials import LONGEST_DAYS, VALID_DAYS
from portal.core.municipalities import municipality_choices
from portal.core.vocabulary import SchoolType

MOST_CODES_TYPED = 3000


class Scope(models.TextChoices):
    """A group of schools."""

    NEW = "new", gettext_lazy("Schools that have no ID yet")
    EXPIRED = "expired", gettext_lazy("Schools that have not logged in yet, and whose letter has run out")
    INACTIVE = "inactive", gettext_lazy("All schools that have not logged in yet: earlier letters are withdrawn")
    NAMED = "named", gettext_lazy("The schools with the codes below, whether they have logged in or not")


def schools_of(scope: str, codes: list[str] | None = None) -> SchoolQuerySet:
    """The schools of a scope; `codes` for `Scope.NAMED`."""
    schools = School.objects.all()
    if scope == Scope.NAMED:
        return schools.filter(code__in=codes or [])
    if scope == Scope.NEW:
        return cast(SchoolQuerySet, without_account(schools))
    if scope == Scope.EXPIRED:
        return cast(SchoolQuerySet, waiting(schools, has_letter=False))
    return cast(SchoolQuerySet, not_logged_in(schools))


class IssueForm(forms.Form):
    """To whom letters go, and how long their codes are valid."""

    scope = forms.ChoiceField(
        label=gettext_lazy("Schools"), choices=Scope.choices, initial=Scope.NEW, widget=forms.RadioSelect
    )
    municipality = forms.MultipleChoiceField(
        label=gettext_lazy("Only in these municipalities"),
        choices=municipality_choices,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    school_type = forms.MultipleChoiceField(
        label=gettext_lazy("Only these school types"),
        choices=SchoolType.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    codes = forms.CharField(
        label=gettext_lazy("School codes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For the last choice: one a line, or divided by spaces or commas."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days for which the codes are valid"),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=VALID_DAYS,
    )
    remark = forms.CharField(label=gettext_lazy("Remark for the log"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.typed = data.get("codes", "").replace(",", " ").replace("、", " ").split()
        if data.get("scope") == Scope.NAMED and "codes" not in self.errors:
            self._check_codes()
        return data

    def _check_codes(self) -> None:
        if not self.typed:
            self.add_error("codes", _("Enter at least one school code."))
            return
        if len(self.typed) > MOST_CODES_TYPED:
            self.add_error("codes", _("Enter at most %(most)d codes at once.") % {"most": MOST_CODES_TYPED})
            return
        known = set(School.objects.filter(code__in=self.typed).values_list("code", flat=True))
        unknown = [code for code in dict.fromkeys(self.typed) if code not in known]
        if unknown:
            words = {"codes": _(", ").join(unknown[:10]), "count": len(unknown)}
            self.add_error("codes", _("No school has these codes (%(count)d): %(codes)s") % words)

    def schools(self) -> SchoolQuerySet:
        """The schools that were chosen, in the order of their names."""
        data = self.cleaned_data
        found = schools_of(data["scope"], self.typed)
        if data["municipality"]:
            found = found.filter(municipality__in=data["municipality"])
        if data["school_type"]:
            found = found.filter(school_type__in=data["school_type"])
        return found.in_kana_order()
