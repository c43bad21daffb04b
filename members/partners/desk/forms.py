"""The desk's form of a partner: it looks for duplicates of a new entry, and notes who verified."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel

from members.partners.duplicates import LikelyDuplicate, likenesses
from members.partners.models import PartnerSchool
from members.partners.states import Verification

_SOURCES = ("name", "name_en", "country", "city", "website")


class QuestionPanel(FieldPanel):
    """A field that is there only while its question is asked."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(super().is_shown()) and not self.bound_field.is_hidden


class PartnerForm(WagtailAdminModelForm):
    """When a new entry, or a changed name, city or web site, looks like another entry, it must be said that it is
    another school."""

    is_another = forms.BooleanField(
        label=gettext_lazy("This is another school than the entries that look like it"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["is_another"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        field = self.fields["is_another"]
        is_asked = bool(set(_SOURCES) & set(self.changed_data)) and not {"name", "country"} & set(self.errors)
        found = self._found(data) if is_asked else []
        if not found:
            field.widget = forms.HiddenInput()
        elif not data.get("is_another"):
            self.add_error("is_another", ValidationError(_question(found)))
        return data

    def _found(self, data: dict[str, Any]) -> list[LikelyDuplicate]:
        name = data.get("name_en") or data.get("name", "")
        return likenesses(name, data["country"], data.get("city", ""), data.get("website", ""), self.instance)

    def save(self, commit: bool = True) -> PartnerSchool:
        partner: PartnerSchool = self.instance
        if {"verification", "verified_on", "evidence"} & set(self.changed_data):
            partner.verified_by = None if partner.verification == Verification.NONE else self.for_user
        saved: PartnerSchool = super().save(commit)
        return saved


def _question(found: list[LikelyDuplicate]) -> Any:
    entries = format_html_join(
        ", ",
        '<a href="{}" target="_blank">{} ({})</a>',
        (
            (reverse("partners:edit", args=[one.partner.pk]), one.partner.name_en or one.partner.name, one.partner.code)
            for one in found
        ),
    )
    return format_html(
        "{} {} {}",
        _("The register holds entries that look like this one:"),
        entries,
        _("If this is another school, tick the box and save again."),
    )
