"""Searches of the directory that a person has kept, with a weekly mail about new partners."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_QUERY = 1500


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def due(self, before: datetime.datetime) -> "SavedSearchQuerySet":
        """Those with a weekly mail that has not been thought of since that moment."""
        return self.filter(alert=True, told_until__lt=before)


class SavedSearch(models.Model):
    """A search that a person keeps for work in a school. `query` is its address without what is not a condition.

    `told_until` is the moment up to which new partners have been told of, or were there when the mail was asked for.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="partner_searches", verbose_name=_("person")
    )
    school = models.ForeignKey(
        "schools.School", on_delete=models.CASCADE, related_name="partner_searches", verbose_name=_("school")
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("search"), max_length=LONGEST_QUERY, blank=True)
    alert = models.BooleanField(_("weekly mail about new partners"), default=False)
    told_until = models.DateTimeField(default=timezone.now, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    used_at = models.DateTimeField(_("last used"), default=timezone.now, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "school", "name"], name="one_saved_search_a_name"),
        ]
        indexes = [models.Index(fields=["told_until"], condition=Q(alert=True), name="saved_searches_due")]

    def __str__(self) -> str:
        return self.name
