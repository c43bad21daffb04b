"""The facet values of live cases as rows, derived from the pages: counted the same way on any database."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .case import CaseStudyPage


class Facet(models.TextChoices):
    """The facets of the archive; the codes are the keys in its address."""

    SCHOOL_TYPE = "school_type", _("School type")
    EXCHANGE_TYPE = "exchange_type", _("Exchange type")
    COUNTRY = "country", _("Country or region")
    THEME = "theme", _("Theme")
    SUBJECT = "subject", _("Subject")
    LANGUAGE = "language", _("Language")
    YEAR = "year", _("Fiscal year")


class CaseFacet(models.Model):
    """One value of one facet of one live case. Rows are rewritten whenever the page is saved (`casestudies.indexing`).

    The language is kept beside the value, so that the archive counts without joining the pages.
    """

    case = models.ForeignKey(CaseStudyPage, on_delete=models.CASCADE, related_name="facets")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    facet = models.CharField(max_length=16, choices=Facet)
    value = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "facet", "value"], name="one_value_a_case")]
        indexes = [models.Index(fields=["locale", "facet", "value", "case"], name="cases_of_a_value")]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"
