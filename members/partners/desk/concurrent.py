"""The desk's form of a partner, while the partner changes its own profile by its link.

The form carries, signed, what it was opened with. What was changed meanwhile and left alone here is kept; where both
changed, the desk is shown what is stored now and decides by saving again.
"""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import EditView
from wagtail.admin.widgets.button import Button
from wagtail.models import Orderable

from members.partners.models import PartnerDay, PartnerPeriod, PartnerPhoto, PartnerSchool, PartnerTerm
from portal.core.fields import CodeListField
from portal.core.graded_codes import GradedCodesField
from portal.core.media.models import PortalImage

OPENING = "opening"
_SALT = "members.partners.desk"
ROWS: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "periods": (PartnerPeriod, ("weekday", "starts", "ends")),
    "terms": (PartnerTerm, ("starts_on", "ends_on")),
    "special_days": (PartnerDay, ("day", "kind", "note")),
    "photos": (PartnerPhoto, ("image", "caption_ja", "caption_en")),
}
"""The rows that belong to a partner, with their fields."""
Values = Mapping[str, Any]


def _plain(value: Any) -> Any:
    """A value as JSON keeps it, so that what comes back from a token compares equal."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _fields() -> list[Any]:
    return [field for field in PartnerSchool._meta.concrete_fields if field.editable and not field.primary_key]


def snapshot(partner: PartnerSchool) -> dict[str, Any]:
    """All that the form may change, by name: fields, and rows as lists of their values in order."""
    found = {field.name: _plain(field.value_from_object(partner)) for field in _fields()}
    return found | {name: _rows(partner, name) for name in ROWS}


def _rows(partner: PartnerSchool, name: str) -> list[Any]:
    model, names = ROWS[name]
    return sorted(_plain(list(model._default_manager.filter(partner=partner).values_list(*names))), key=str)


def opening_token(partner: PartnerSchool, values: Values) -> str:
    """A text for a hidden field: this is what the form was opened with."""
    return signing.dumps({"partner": partner.pk, "values": values}, salt=_SALT, compress=True)


def read_opening(token: str, partner: PartnerSchool) -> dict[str, Any] | None:
    """What the form of this partner was opened with, None for anything else."""
    try:
        content = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    values: dict[str, Any] | None = content["values"] if content["partner"] == partner.pk else None
    return values


class ConcurrentEditView(EditView):
    """The edit view of partners. A form without a token (made by hand) is saved as it is."""

    posted: QueryDict | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        if self.posted is not None:
            kwargs["data"] = self.posted
        return kwargs

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        widget = forms.HiddenInput
        token = "" if form.is_bound else opening_token(self.object, snapshot(self.object))
        form.fields[OPENING] = forms.CharField(widget=widget, required=False, initial=token)
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            # Whatever the partner saves from now on waits.
            self.object = PartnerSchool.objects.select_for_update(no_key=True).get(pk=self.object_pk)
            before = read_opening(request.POST.get(OPENING, ""), self.object)
            stored = snapshot(self.object)
            if before is None or before == stored:
                response: HttpResponse = super().post(request, *args, **kwargs)
                return response
            return self._merged(before, stored)

    def _merged(self, before: dict[str, Any], stored: dict[str, Any]) -> HttpResponse:
        """Save what does not contradict what was changed meanwhile; show the rest."""
        changed = [name for name in stored if before.get(name) != stored[name]]
        self.posted = self.request.POST.copy()
        clashes = self._take_rows([name for name in changed if name in ROWS], before, stored)
        held = PartnerSchool.objects.get(pk=self.object.pk)
        form = self.get_form()
        is_valid = self.is_valid(form)
        kept = []
        for name in changed:
            if name in ROWS or name not in form.fields:
                continue
            typed = _plain(form.cleaned_data.get(name)) if name in form.cleaned_data else None
            if name not in form.errors and typed in (before.get(name), stored[name]):
                setattr(form.instance, name, getattr(held, name))
                kept.append(name)
            else:
                clashes[name] = told(name, stored[name])
        if is_valid and not clashes:
            saved: HttpResponse = self.form_valid(form)
            return saved
        rows = {name: stored[name] for name in changed if name in ROWS}
        decided = {name: stored[name] for name in clashes}
        self.posted[OPENING] = opening_token(self.object, {**before, **rows, **decided})
        _tell(form, clashes, [label_of(name) for name in kept])
        self.produced_error_message = self.get_error_message()
        shown: HttpResponse = self.form_invalid(form)
        return shown

    def _take_rows(self, names: list[str], before: Values, stored: Values) -> dict[str, str]:
        """Put the stored rows in place of those that were typed; a message for each kind that was typed anew."""
        clashes = {}
        for name in names:
            typed = _typed_rows(self.request.POST, name)
            if typed not in (before.get(name), stored[name]):
                clashes[name] = _("You typed: %(value)s") % {"value": _in_words(name, typed) or _("(empty)")}
            _replace_rows(self.posted, name, self.object)
        return clashes

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """With the way to the partner's links."""
        buttons = list(super().header_more_buttons)
        url = reverse("partner_links_desk:partner", args=[self.object.pk])
        return [*buttons, Button(_("Links of this partner"), url=url, icon_name="link", priority=70)]


def _typed_rows(data: QueryDict, name: str) -> list[Any]:
    model, names = ROWS[name]
    found = []
    for index in range(_count(data, name)):
        row = f"{name}-{index}-"
        if not data.get(f"{row}DELETE"):
            found.append([_cleaned(model, each, data.get(f"{row}{each}", "")) for each in names])
    return sorted(found, key=str)


def _count(data: QueryDict, name: str) -> int:
    typed = data.get(f"{name}-TOTAL_FORMS", "0")
    return min(int(typed), 1_000) if typed.isdecimal() else 0


def _cleaned(model: type[models.Model], name: str, typed: str) -> Any:
    """A cell as it would be stored, or as it was typed when it is wrong."""
    field: Any = model._meta.get_field(name)
    try:
        cleaned = field.formfield().clean(typed)
        return _plain(cleaned.pk if isinstance(cleaned, models.Model) else field.to_python(cleaned))
    except ValidationError:
        return typed


def _replace_rows(data: Any, name: str, partner: PartnerSchool) -> None:
    """What a browser would send for the rows that are stored."""
    model, names = ROWS[name]
    for key in [key for key in data if key.startswith(f"{name}-")]:
        del data[key]
    order = ("sort_order",) if issubclass(model, Orderable) else names
    rows = list(model._default_manager.filter(partner=partner).order_by(*order))
    count = str(len(rows))
    data.update({f"{name}-TOTAL_FORMS": count, f"{name}-INITIAL_FORMS": count})
    data.update({f"{name}-MIN_NUM_FORMS": "0", f"{name}-MAX_NUM_FORMS": "1000"})
    for index, row in enumerate(rows):
        fields: dict[str, Any] = {each: model._meta.get_field(each) for each in names}
        cells = {each: str(field.value_from_object(row)) for each, field in fields.items()}
        more = {"id": str(row.pk), "ORDER": str(index + 1)}
        data.update({f"{name}-{index}-{each}": value for each, value in {**cells, **more}.items()})


def label_of(name: str) -> str:
    """What a field or a kind of rows is called."""
    if name in ROWS:
        return capfirst(str(ROWS[name][0]._meta.verbose_name_plural))
    return capfirst(str(PartnerSchool._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def told(name: str, value: Any) -> str:
    """That a field was changed meanwhile, and what is stored now."""
    return _("Changed since you opened the form. Stored now: %(value)s") % {
        "value": _in_words(name, value) or _("(empty)")
    }


def _in_words(name: str, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if name == "photos":
        titles = dict(PortalImage.objects.filter(pk__in=[row[0] for row in value]).values_list("pk", "title"))
        value = [(titles.get(image, image), *captions) for image, *captions in value]
    if name in ROWS:
        return "; ".join(" ".join(str(cell) for cell in row if cell != "") for row in value)
    field: Any = PartnerSchool._meta.get_field(name)
    if isinstance(field, CodeListField | GradedCodesField):
        return _(", ").join(field.labels(value))
    return str(dict(field.flatchoices).get(value, value))


def _tell(form: Any, clashes: Mapping[str, str], kept: list[str]) -> None:
    """The news above the form and beside its fields."""
    form.add_error(
        None,
        _("The partner itself or a colleague has saved meanwhile. Nothing is lost: compare, then save again."),
    )
    if kept:
        form.add_error(None, _("Changed meanwhile, and kept: %(fields)s") % {"fields": _(", ").join(kept)})
    for name, message in clashes.items():
        if name in ROWS:
            words = {"what": label_of(name), "message": message}
            form.add_error(None, _("%(what)s were changed meanwhile and are shown below. %(message)s") % words)
        else:
            form.add_error(name, message)
