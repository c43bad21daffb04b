"""What people write to the office through the contact page. Only the office sees it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.core.vocabulary import InquiryStatus, InquiryTopic

SETTLED = (InquiryStatus.ANSWERED, InquiryStatus.CLOSED)


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def waiting(self) -> "InquiryQuerySet":
        """Those that nobody has answered or closed."""
        return self.exclude(status__in=SETTLED)


class Inquiry(models.Model):
    """One message. `fingerprint` is the same for a form that is sent twice, and kept once."""

    name = models.CharField(pgettext_lazy("inquiry", "name"), max_length=100)
    email = models.EmailField(_("e-mail"))
    school = models.CharField(_("school or organisation"), max_length=150, blank=True)
    topic = models.CharField(_("topic"), max_length=12, choices=InquiryTopic)
    message = models.TextField(_("message"), max_length=4000)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(pgettext_lazy("inquiry", "received"), auto_now_add=True)
    status = models.CharField(_("state"), max_length=10, choices=InquiryStatus, default=InquiryStatus.NEW)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who looks after it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    notes = models.TextField(_("notes of the office"), blank=True, max_length=4000)
    settled_at = models.DateTimeField(_("answered or closed"), null=True, blank=True, editable=False)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        indexes = [models.Index(fields=["status", "created_at"], name="inquiries_in_order")]
        permissions = [("export_inquiry", "Can export inquiries")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=InquiryStatus.values), name="inquiry_status_known"),
            models.CheckConstraint(
                condition=Q(status__in=SETTLED, settled_at__isnull=False)
                | (~Q(status__in=SETTLED) & Q(settled_at=None)),
                name="inquiry_settled_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        # The history shows it for longer than the name is kept.
        return gettext("Inquiry no. %(number)s") % {"number": self.pk}
