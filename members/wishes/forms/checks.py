"""What stands beside the fields of a wish that is not complete."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.wishes.completeness import empty_musts, missing_answers
from portal.core.vocabulary import Criterion

MISSING = {
    "title": _("Give the wish a name."),
    "exchange_type": _("Choose the type of exchange."),
    "grades": _("Choose at least one grade."),
    "months": _("Choose at least one month."),
    "class_size": _("Enter how many pupils take part."),
    "themes": _("Choose at least one theme."),
    "languages": _("Choose at least one language and its level."),
    "periods": _("Choose at least one lesson time, or enter your timetable under “Our school”."),
    "tools": _("Choose at least one tool."),
}


def add_completeness_errors(form: forms.BaseForm, answers: Mapping[str, Any]) -> None:
    """Put what is missing from `answers` beside its field; fields that are wrong already keep their own error."""
    for name in missing_answers(answers):
        if name not in form.errors:
            form.add_error(name, MISSING[name])
    for must in empty_musts(answers):
        message = _("“%(criterion)s” must be met, but the wish does not say what is wanted there.")
        form.add_error("musts", ValidationError(message, params={"criterion": Criterion(must).label}))
