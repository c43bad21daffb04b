"""How often words were searched for in vain, by day and language."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

LONGEST = 100
"""So many characters of what was typed are kept."""


class Outcome(models.TextChoices):
    """What the desk has done about words that find nothing."""

    OPEN = "", pgettext_lazy("searches without results", "To be looked at")
    SYNONYM = "synonym", pgettext_lazy("searches without results", "A synonym was added")
    WRITTEN = "written", pgettext_lazy("searches without results", "Content was written")
    NOTHING = "nothing", pgettext_lazy("searches without results", "Nothing to be done")


class MissedSearchQuerySet(models.QuerySet["MissedSearch"]):
    def latest_of_each(self) -> "MissedSearchQuerySet":
        """One row for words in a language: that of the last day on which they were asked for."""
        same = MissedSearch.objects.filter(language=OuterRef("language"), folded=OuterRef("folded"))
        return self.filter(~Exists(same.filter(day__gt=OuterRef("day"))))

    def counted(self, since: datetime.date | None = None) -> "MissedSearchQuerySet":
        """With `total`: how often these words were asked for, on all days or from a day on."""
        same = MissedSearch.objects.filter(language=OuterRef("language"), folded=OuterRef("folded"))
        days = same.filter(day__gte=since) if since else same
        return self.annotate(total=Subquery(days.order_by().values("folded").annotate(n=Sum("times")).values("n")))

    def same_words(self, search: "MissedSearch") -> "MissedSearchQuerySet":
        """The rows of all days of the same words in the same language."""
        return self.filter(language=search.language, folded=search.folded)


class MissedSearch(models.Model):
    """Words that found nothing on one day. Nothing is known of who typed them.

    `folded` is what counts as the same, whatever the spelling; `words` is how they were first typed on that day.
    """

    words = models.CharField(pgettext_lazy("searches without results", "words"), max_length=LONGEST)
    folded = models.CharField(max_length=LONGEST, editable=False)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    day = models.DateField(_("day"))
    times = models.PositiveIntegerField(pgettext_lazy("searches without results", "times"), default=1)
    last_asked = models.DateTimeField(pgettext_lazy("searches without results", "last asked"))
    outcome = models.CharField(
        pgettext_lazy("searches without results", "what was done"),
        max_length=8,
        choices=Outcome,
        default=Outcome.OPEN,
        blank=True,
    )

    objects = MissedSearchQuerySet.as_manager()

    class Meta:
        app_label = "core"
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        indexes = [models.Index(fields=["day"], name="missed_search_day")]
        constraints = [
            models.UniqueConstraint(fields=["language", "folded", "day"], name="missed_search_a_day"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="missed_search_outcome_known"),
        ]

    def __str__(self) -> str:
        # The history shows it for longer than the words are kept.
        return gettext("Search without results %(number)s") % {"number": self.pk or ""}
