"""What a wish still needs before it can be handed in, with the place where it is filled in."""

import re
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from members.wishes.completeness import MUST_NEEDS, empty_musts, missing_answers
from members.wishes.forms.checks import EMPTY_MUST, MISSING
from members.wishes.models import ExchangeWish
from members.wishes.steps import FIRST, STEPS, Step, step_with
from portal.core.vocabulary import Criterion

_PLAIN = {"title", "class_size", "minutes", "notes"}
_ANCHOR = re.compile(r"id_([a-z_]+?)(_code|_grade)?(_\d+)?")


@dataclass(frozen=True)
class Gap:
    """Something missing: the sentence, and the address of its field."""

    message: Any
    url: str


def gaps_of(wish: ExchangeWish) -> list[Gap]:
    """What is missing, in the order of the form. Reads `wish.periods`."""
    answers = wish.answers()
    gaps = [Gap(MISSING[name], field_url(wish, name)) for name in missing_answers(answers)]
    for must in empty_musts(answers):
        words = EMPTY_MUST % {"criterion": Criterion(must).label}
        gaps.append(Gap(words, field_url(wish, MUST_NEEDS[must])))
    return gaps


def step_url(wish: ExchangeWish, step: Step) -> str:
    """The address of a step."""
    return reverse("members:wish-step", args=[wish.pk, step.code])


def field_url(wish: ExchangeWish, name: str) -> str:
    """The address at which a field is filled in."""
    end = "" if name in _PLAIN else "_code_0" if name == "languages" else "_0"
    return f"{step_url(wish, step_with(name))}#id_{name}{end}"


def anchor_url(wish: ExchangeWish, anchor: str) -> str:
    """The address of the step in which this anchor stands; the first step for one that stands nowhere."""
    found = _ANCHOR.fullmatch(anchor)
    step = next((step for step in STEPS if found and found[1] in step.fields), FIRST)
    return f"{step_url(wish, step)}#{anchor}"
