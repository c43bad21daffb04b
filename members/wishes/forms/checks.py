"""What stands beside the fields of a wish that is not complete."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.wishes.completeness import MUST_NEEDS, empty_musts, missing_answers
from members.wishes.steps import step_with
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
EMPTY_MUST = _("“%(criterion)s” must be met, but the wish does not say what is wanted there.")


def add_completeness_errors(form: forms.BaseForm, answers: Mapping[str, Any]) -> None:
    """Put what is missing from `answers` beside its field; fields that are wrong already keep their own error.

    What another step asks for is told above the form, with the name of that step.
    """
    for name in missing_answers(answers):
        if name in form.fields:
            if name not in form.errors:
                form.add_error(name, MISSING[name])
        else:
            step = step_with(name)
            message = _("In step %(number)d, “%(step)s”: %(message)s")
            params = {"number": step.number, "step": step.title, "message": MISSING[name]}
            form.add_error(None, ValidationError(message, params=params))
    for must in empty_musts(answers):
        places = [name for name in ("musts", MUST_NEEDS[must]) if name in form.fields]
        if not places or MUST_NEEDS[must] not in form.errors:
            error = ValidationError(EMPTY_MUST, params={"criterion": Criterion(must).label})
            form.add_error(places[0] if places else None, error)
