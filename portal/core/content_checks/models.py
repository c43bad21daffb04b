"""What the last check of each live page has found."""

from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from .findings import Finding, place_of
from .vocabulary import ERRORS, Problem, Severity


class PageFinding(models.Model):
    """A finding on what is published of a page; made anew whenever the page is checked."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="content_findings")
    problem = models.CharField(_("finding"), max_length=20, choices=Problem)
    severity = models.CharField(_("severity"), max_length=7, choices=Severity)
    path = models.JSONField(default=list)
    words = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("finding on a page")
        verbose_name_plural = _("findings on pages")
        ordering = ["page", "position"]
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="finding_in_its_place"),
            models.CheckConstraint(
                condition=Q(severity=Severity.ERROR, problem__in=sorted(ERRORS))
                | Q(severity=Severity.WARNING, problem__in=sorted(set(Problem) - ERRORS)),
                name="finding_severity_fits",
            ),
        ]
        indexes = [models.Index(fields=["problem"], name="finding_by_problem")]

    def __str__(self) -> str:
        return self.message

    @classmethod
    def of(cls, page_id: int, position: int, finding: Finding) -> "PageFinding":
        """The row of a finding, not yet saved."""
        return cls(
            page_id=page_id,
            problem=finding.problem,
            severity=finding.severity,
            path=list(finding.path),
            words=finding.words,
            position=position,
        )

    @property
    def finding(self) -> Finding:
        return Finding(Problem(self.problem), tuple(self.path), self.words)

    @property
    def message(self) -> str:
        """What is wrong, in the active language."""
        return self.finding.message

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR

    def place_in(self, model: type[Any]) -> str:
        """Where it is, for a page of that type."""
        return place_of(model, tuple(self.path))


def with_numbers(pages: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The pages that have findings, with the numbers of `errors` and `warnings`; the worst first."""
    is_error = Q(content_findings__severity=Severity.ERROR)
    counted = pages.annotate(
        errors=Count("content_findings", filter=is_error), warnings=Count("content_findings", filter=~is_error)
    )
    return counted.filter(Q(errors__gt=0) | Q(warnings__gt=0)).order_by("-errors", "-warnings", "title", "pk")
