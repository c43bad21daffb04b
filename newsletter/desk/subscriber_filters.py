"""What the list of readers can be narrowed down by."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from newsletter.models import Subscriber
from newsletter.subscribing.selectors import interested_in
from newsletter.vocabulary import SubscriberStatus, SubscriptionSource, SuspensionReason, Topic
from portal.core.vocabulary import SchoolType


def _several(label: Any, choices: Any, **options: Any) -> django_filters.MultipleChoiceFilter:
    return django_filters.MultipleChoiceFilter(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **options
    )


class SubscriberFilters(WagtailFilterSet):
    """By state, language, source, interests (with everybody who chose nothing) and the day of the entry."""

    status = _several(pgettext_lazy("subscriber", "State"), SubscriberStatus.choices)
    language = _several(_("Language"), settings.LANGUAGES)
    source = _several(_("Source of the consent"), SubscriptionSource.choices)
    suspension = _several(_("Reason of the suspension"), SuspensionReason.choices)
    school_type = _several(_("School type"), SchoolType.choices, method="by_school_type")
    topic = _several(pgettext_lazy("newsletter", "Topic"), Topic.choices, method="by_topic")
    created_at = django_filters.DateFromToRangeFilter(label=_("Entered"), widget=DateRangePickerWidget)

    class Meta:
        model = Subscriber
        fields: list[str] = []

    def by_school_type(self, subscribers: Any, name: str, value: list[str]) -> Any:
        return interested_in(subscribers, school_types=value)

    def by_topic(self, subscribers: Any, name: str, value: list[str]) -> Any:
        return interested_in(subscribers, topics=value)
