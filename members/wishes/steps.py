"""The steps of the form of a wish, each a page with an address of its own. Pure: names of fields only."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Step:
    """A page of the form: `code` stands in its address; `fields` are its answers, in their order."""

    code: str
    title: Any
    lead: Any
    fields: tuple[str, ...]

    @property
    def number(self) -> int:
        """Its place, from 1."""
        return STEPS.index(self) + 1

    @property
    def is_last(self) -> bool:
        return self is STEPS[-1]


STEPS: tuple[Step, ...] = (
    Step(
        "what",
        _("What and who"),
        _("What you would like to do, and who takes part."),
        ("title", "exchange_type", "grades", "class_size"),
    ),
    Step(
        "when",
        pgettext_lazy("step of a wish", "When"),
        _("The school year, the months and the lessons that suit."),
        ("school_year", "months", "minutes", "periods"),
    ),
    Step(
        "whom",
        _("With whom"),
        _("Countries or regions, and the languages your pupils can use."),
        ("countries", "languages"),
    ),
    Step(
        "themes",
        _("Themes and tools"),
        _("What you would like to talk about or work on, and with which tools."),
        ("themes", "tools", "notes"),
    ),
    Step(
        "check",
        _("What matters, and check"),
        _("What counts most, what must be met, and a look at everything before you send it in."),
        ("importance", "musts"),
    ),
)
FIRST, LAST = STEPS[0], STEPS[-1]


def step_of(code: str) -> Step | None:
    """The step with that code."""
    return next((step for step in STEPS if step.code == code), None)


def step_with(name: str) -> Step:
    """The step that asks for a field."""
    return next(step for step in STEPS if name in step.fields)


def step_after(step: Step) -> Step | None:
    """The next step, None after the last."""
    return STEPS[step.number] if not step.is_last else None


def step_before(step: Step) -> Step | None:
    """The step before, None before the first."""
    return STEPS[step.number - 2] if step.number > 1 else None
