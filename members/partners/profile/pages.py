"""What a partner edits, page by page: how each is read, stored, and told in words.

Answers are made of what JSON knows, by name, so that a form can carry what it was opened with.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from members.calendars.year_models import DayKind
from members.partners.letters.wording import Wording, languages, wording_for
from members.partners.models import PartnerDay, PartnerPeriod, PartnerSchool, PartnerTerm
from portal.core.fields import CodeListField
from portal.core.graded_codes import GradedCodesField, choices_of, graded_labels
from portal.core.vocabulary import Weekday

from .forms import GRADES, ContactForm, ProfileForm, WeekForm, YearForm
from .texts import lines_of
from .zones import zone_label

Values = Mapping[str, Any]


@dataclass(frozen=True)
class EditPage(ABC):
    """`code` stands in the address and in the texts: `pages.<code>.title`."""

    code: str
    form_class: Any

    @abstractmethod
    def read(self, partner: PartnerSchool) -> dict[str, Any]:
        """The answers as they are stored."""

    @abstractmethod
    def store(self, partner: PartnerSchool, values: Values, changed: list[str]) -> None:
        """Store the answers of those names. The partner's row is locked, and is saved by the caller afterwards."""

    @abstractmethod
    def words(self, wording: Wording, name: str, value: Any) -> str:
        """An answer as people read it, an empty text without one."""

    def label(self, wording: Wording, name: str) -> str:
        """What an answer is called."""
        return wording.say(f"fields.{name}")

    @property
    def names(self) -> tuple[str, ...]:
        names: tuple[str, ...] = self.form_class.names
        return names


@dataclass(frozen=True)
class RecordPage(EditPage):
    """Fields of the partner itself."""

    def read(self, partner: PartnerSchool) -> dict[str, Any]:
        values = {name: getattr(partner, name) for name in self.names}
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in values.items()
        }

    def store(self, partner: PartnerSchool, values: Values, changed: list[str]) -> None:
        if "name_en" in changed and partner.name == partner.name_en:
            # A partner without a Japanese name is called by its English one.
            partner.name = values["name_en"]
        for name in changed:
            setattr(partner, name, values[name])
        others = {field.name for field in PartnerSchool._meta.get_fields()} - set(changed)
        partner.clean_fields(exclude=others)
        partner.clean()

    def words(self, wording: Wording, name: str, value: Any) -> str:
        field: Any = PartnerSchool._meta.get_field(name)
        if value is None or value in ("", [], {}):
            return ""
        if isinstance(field, CodeListField):
            labels = dict(wording.choices(name, field.vocabulary_choices()))
            return ", ".join(labels[code] for code in value if code in labels)
        if isinstance(field, GradedCodesField):
            codes = wording.choices(name, choices_of(field.vocabulary))
            grades = wording.choices(GRADES[name], choices_of(field.grades))
            return ", ".join(graded_labels(codes, grades, value))
        if name == "timezone":
            return zone_label(value)
        if name == "letter_language" and value in languages():
            return wording_for(value).name
        return str(value)


@dataclass(frozen=True)
class WeekPage(EditPage):
    """The lessons of a week: an answer a weekday, `"1"` → `["09:00-09:50", …]`."""

    def read(self, partner: PartnerSchool) -> dict[str, Any]:
        found: dict[str, Any] = {name: [] for name in self.names}
        for row in PartnerPeriod.objects.filter(partner=partner).order_by("weekday", "starts"):
            found[str(row.weekday)].append(f"{row.starts:%H:%M}-{row.ends:%H:%M}")
        return found

    def store(self, partner: PartnerSchool, values: Values, changed: list[str]) -> None:
        wanted = {(int(name), *_times(lesson)) for name in changed for lesson in values[name]}
        kept = set()
        for row in PartnerPeriod.objects.filter(partner=partner, weekday__in=[int(name) for name in changed]):
            key = (row.weekday, row.starts, row.ends)
            if key in wanted:
                kept.add(key)
            else:
                row.delete()
        PartnerPeriod.objects.bulk_create(
            PartnerPeriod(partner=partner, weekday=day, starts=starts, ends=ends)
            for day, starts, ends in sorted(wanted - kept)
        )

    def label(self, wording: Wording, name: str) -> str:
        return wording.weekday(int(name))

    def words(self, wording: Wording, name: str, value: Any) -> str:
        return ", ".join(each.replace("-", "–") for each in value or [])


@dataclass(frozen=True)
class YearPage(EditPage):
    """Terms and days that differ, from last year on. What is older stays as it is."""

    def read(self, partner: PartnerSchool) -> dict[str, Any]:
        since = _since()
        terms = PartnerTerm.objects.filter(partner=partner, ends_on__gte=since).order_by("starts_on")
        days = list(PartnerDay.objects.filter(partner=partner, day__gte=since).order_by("day"))
        return {
            "terms": [[row.starts_on.isoformat(), row.ends_on.isoformat()] for row in terms],
            "closed": [[row.day.isoformat(), row.note] for row in days if row.kind == DayKind.CLOSED],
            "opened": [[row.day.isoformat(), row.note] for row in days if row.kind == DayKind.OPEN],
        }

    def store(self, partner: PartnerSchool, values: Values, changed: list[str]) -> None:
        stored = PartnerTerm.objects.filter(partner=partner, ends_on__gte=_since())
        if "terms" in changed:
            terms = {tuple(datetime.date.fromisoformat(day) for day in term) for term in values["terms"]}
            _replace(stored, ("starts_on", "ends_on"), terms, PartnerTerm, partner)
        if {"closed", "opened"} & set(changed):
            days = {
                (datetime.date.fromisoformat(day), kind.value, note)
                for name, kind in (("closed", DayKind.CLOSED), ("opened", DayKind.OPEN))
                for day, note in values[name]
            }
            own = PartnerDay.objects.filter(partner=partner, day__gte=_since())
            _replace(own, ("day", "kind", "note"), days, PartnerDay, partner)

    def words(self, wording: Wording, name: str, value: Any) -> str:
        return lines_of(value or [], " – " if name == "terms" else " ")


def _replace(
    stored: Any, names: tuple[str, ...], wanted: set[tuple[Any, ...]], model: type[models.Model], partner: PartnerSchool
) -> None:
    """Leave the rows that are wanted, delete the others, add what is missing."""
    kept = set()
    for row in stored:
        key = tuple(getattr(row, name) for name in names)
        if key in wanted:
            kept.add(key)
        else:
            row.delete()
    for key in sorted(wanted - kept):
        row = model(partner=partner, **dict(zip(names, key, strict=True)))
        row.full_clean()
        row.save()


def _since() -> datetime.date:
    return datetime.date(timezone.localdate().year - 1, 1, 1)


def _times(lesson: str) -> tuple[datetime.time, datetime.time]:
    begin, end = lesson.split("-")
    return datetime.time.fromisoformat(begin), datetime.time.fromisoformat(end)


PROFILE = RecordPage("profile", ProfileForm)
CONTACT = RecordPage("contact", ContactForm)
WEEK = WeekPage("week", WeekForm)
YEAR = YearPage("year", YearForm)
PAGES: dict[str, EditPage] = {page.code: page for page in (PROFILE, WEEK, YEAR, CONTACT)}
SHOWN_WEEKDAYS = tuple(str(day.value) for day in Weekday)
