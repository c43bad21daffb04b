"""Tags behind the form templates: a field's input in the portal's look, and the list of everything that is wrong."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField, widgets
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

# Widgets that are a list of choices: each choice is its own row.
CHOICE_LISTS = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)


@register.simple_tag
def field_kind(field: BoundField) -> str:
    """How a field is laid out: `ticks` (list of choices), `tick` (one box), `group` (several inputs) or `input`."""
    widget = field.field.widget
    if isinstance(widget, CHOICE_LISTS):
        return "ticks"
    if isinstance(widget, widgets.CheckboxInput):
        return "tick"
    return "group" if field.use_fieldset else "input"


@register.simple_tag
def field_input(field: BoundField) -> SafeString:
    """The field's own input with the class `input`, beside any class the form gave it."""
    widget = field.field.widget
    if isinstance(widget, widgets.CheckboxInput):
        return field.as_widget()
    inner = widget.widgets if isinstance(widget, widgets.MultiWidget) else [widget]
    for one in inner:
        names = str(one.attrs.get("class", "")).split()
        if "input" not in names:
            one.attrs["class"] = " ".join(["input", *names])
    return field.as_widget()


@register.simple_tag
def tick_columns(field: BoundField) -> bool:
    """Whether the choices are many and short enough for two columns."""
    labels = [str(label) for _value, label in getattr(field.field, "choices", [])]
    return len(labels) > 4 and all(len(label) <= 32 for label in labels)


@dataclass(frozen=True)
class Fault:
    """One thing to put right: the sentence, the field's label (empty for the whole form), the anchor of the field."""

    message: str
    label: str = ""
    anchor: str = ""


def anchor_of(field: BoundField) -> str:
    """The id of what takes the focus in a field: of the first choice in a list, else of the input."""
    if field.is_hidden:
        return ""
    if isinstance(field.field.widget, CHOICE_LISTS):
        return f"{field.auto_id}_0" if field.auto_id else ""
    return field.id_for_label or field.auto_id


def faults_of_form(form: BaseForm, prefix: str = "") -> list[Fault]:
    """Everything wrong with one form, what concerns the whole form first."""
    found = [Fault(str(message), prefix) for message in form.non_field_errors()]
    for field in form:
        label = " ".join(part for part in (prefix, str(field.label or "")) if part)
        found += [Fault(str(message), label, anchor_of(field)) for message in field.errors]
    return found


def faults_of(item: Any) -> list[Fault]:
    """Everything wrong with a form or a formset (its rows are numbered); nothing for None and for unbound forms."""
    if isinstance(item, BaseFormSet):
        if not item.is_bound:
            return []
        found = [Fault(str(message)) for message in item.non_form_errors()]
        for number, form in enumerate(item.forms, start=1):
            found += faults_of_form(form, _("Row %(number)d") % {"number": number})
        return found
    return faults_of_form(item) if isinstance(item, BaseForm) and item.is_bound else []


@register.simple_tag
def faults(*items: Any) -> list[Fault]:
    """`{% faults form formset as found %}`: everything wrong with any number of forms and formsets."""
    return [fault for item in items for fault in faults_of(item)]


@register.simple_tag
def error_prefix(*items: Any) -> str:
    """「エラー：」 before the title of a page whose form was refused, else an empty text."""
    return _("Error: ") if any(faults_of(item) for item in items) else ""
