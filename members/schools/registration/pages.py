"""What a page of a part is: where it lies, what it reads of a school, and what is still missing there."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from members.calendars.standard_week import Lesson
from members.schools.forms.registration import RecordForm
from members.schools.models import School, SchoolPeriod
from members.schools.registration_models import SchoolContact, SchoolEquipment
from portal.core.fields import CodeListField
from portal.core.merging import Values
from portal.core.templatetags.form_tags import CHOICE_LISTS
from portal.core.vocabulary import LessonSlot, Weekday

_RELATED: dict[type[models.Model], str] = {SchoolContact: "contact", SchoolEquipment: "equipment_record"}


@dataclass(frozen=True)
class Missing:
    """An answer that is needed and not there: its label, and where it is given."""

    label: str
    page: "PartPage"
    anchor: str

    @property
    def url(self) -> str:
        """The field on the school's own page, in the active language."""
        return f"{self.page.url}#{self.anchor}"


@dataclass(frozen=True)
class PartPage(ABC):
    """A page on which answers of a part are given. `code` is at most 20 signs; `url_name` leads to the school's page.

    A room that brings a page with a form of its own derives from this class and adds an instance to its part.
    """

    code: str
    title: Any
    url_name: str
    is_form: ClassVar[bool] = False
    """Whether `editing` can fill it in, so that the office can enter it on behalf of a school."""

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    @abstractmethod
    def read(self, school: School) -> dict[str, Any]:
        """The answers as they are stored."""

    @abstractmethod
    def missing(self, school: School) -> list[Missing]:
        """What is needed and empty, in the order of the page."""

    @abstractmethod
    def lacking(self) -> models.Q:
        """The schools for which `missing` finds something, as a condition for a list of schools."""

    @abstractmethod
    def label(self, name: str) -> str:
        """What an answer is called."""

    @abstractmethod
    def words(self, name: str, value: Any) -> str:
        """An answer as people read it, an empty text without one."""

    def changed(self, before: Values, now: Values) -> list[str]:
        """The names whose answers differ, in the order of `now`."""
        return [name for name in dict.fromkeys([*now, *before]) if before.get(name) != now.get(name)]


def record_of(model: type[models.Model], school: School) -> Any:
    """The school's row of that model; a new one, not stored, when there is none."""
    if model is School:
        return school
    try:
        return getattr(school, _RELATED[model])
    except ObjectDoesNotExist:
        return model(school=school)


@dataclass(frozen=True)
class RecordPage(PartPage):
    """Answers that are fields of the school and of rows that belong to it."""

    form_class: type[RecordForm]
    is_form = True

    def _fields(self) -> Iterator[tuple[str, type[models.Model]]]:
        owners = {name: model for model, names in self.form_class.sources.items() for name in names}
        return ((name, owners[name]) for name in self.form_class.order)

    def read(self, school: School) -> dict[str, Any]:
        return {name: _uniform(getattr(record_of(model, school), name)) for name, model in self._fields()}

    def owners(self) -> Mapping[str, type[models.Model]]:
        """The model that keeps each answer."""
        return dict(self._fields())

    def missing(self, school: School) -> list[Missing]:
        values = self.read(school)
        empty = [name for name in self.form_class.order if name in self.form_class.wanted and _is_empty(values[name])]
        return [Missing(self.label(name), self, self._anchor(name)) for name in empty]

    def lacking(self) -> models.Q:
        found = models.Q()
        for name, model in self._fields():
            if name in self.form_class.wanted:
                path = name if model is School else f"{_RELATED[model]}__{name}"
                found |= models.Q(**{path: self._nothing(name)})
                if model is not School:
                    found |= models.Q(**{_RELATED[model]: None})
        return found

    def _nothing(self, name: str) -> Any:
        field = self._model_field(name)
        return None if field.null else [] if isinstance(field, models.JSONField) else ""

    def changed(self, before: Values, now: Values) -> list[str]:
        # A field that did not exist then is no change of the school's.
        return [name for name in now if name in before and before[name] != now[name]]

    def _anchor(self, name: str) -> str:
        widget = self._model_field(name).formfield().widget
        return f"id_{name}_0" if isinstance(widget, CHOICE_LISTS) else f"id_{name}"

    def _model_field(self, name: str) -> Any:
        return self.owners()[name]._meta.get_field(name)

    def label(self, name: str) -> str:
        return capfirst(str(self._model_field(name).verbose_name))

    def words(self, name: str, value: Any) -> str:
        field = self._model_field(name)
        if _is_empty(value):
            return ""
        if isinstance(field, CodeListField):
            return _(", ").join(field.labels(value))
        return str(dict(field.flatchoices).get(value, value))


@dataclass(frozen=True)
class TimetablePage(PartPage):
    """The lessons of a week: an answer a weekday and period, `0.p1` → `["08:45", "09:30"]`."""

    is_form = True

    def read(self, school: School) -> dict[str, Any]:
        return lesson_values(
            Lesson(Weekday(row.weekday), LessonSlot(row.slot), row.starts, row.ends)
            for row in SchoolPeriod.objects.filter(school=school)
        )

    def missing(self, school: School) -> list[Missing]:
        has_lessons = SchoolPeriod.objects.filter(school=school).exists()
        return [] if has_lessons else [Missing(_("Lesson times"), self, "id_lessons-0-slot")]

    def lacking(self) -> models.Q:
        return models.Q(~models.Exists(SchoolPeriod.objects.filter(school=models.OuterRef("pk"))))

    def label(self, name: str) -> str:
        weekday, slot = name.split(".")
        words = {"day": Weekday(int(weekday)).label, "slot": LessonSlot(slot).label}
        return _("%(day)s, %(slot)s") % words

    def words(self, name: str, value: Any) -> str:
        return "–".join(time.lstrip("0") for time in value) if value else ""


def lesson_values(lessons: Any) -> dict[str, list[str]]:
    """Lessons as answers of the timetable page."""
    return {f"{one.weekday.value}.{one.slot.value}": [f"{one.starts:%H:%M}", f"{one.ends:%H:%M}"] for one in lessons}


def _uniform(value: Any) -> Any:
    """Line ends as the forms give them: a browser's own would make an untouched text look changed."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [])
