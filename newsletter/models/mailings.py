"""Sending an issue: to whom, when, by whose word, and with which words."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from newsletter.vocabulary import MailingState


class Mailing(models.Model):
    """One sending of an issue. An issue may be sent again to those who have not had it: `Delivery` knows who has.

    `issue_key` is the translation key of the issue: its Japanese and English pages are one issue. `audience` is a
    dictionary as `newsletter.sending.audience` reads it.
    """

    issue_key = models.UUIDField(_("issue"), editable=False)
    number = models.PositiveIntegerField(_("number of the issue"), editable=False)
    state = models.CharField(
        pgettext_lazy("mailing", "state"), max_length=10, choices=MailingState, default=MailingState.DRAFT
    )
    audience = models.JSONField(_("audience"), default=dict, blank=True)
    scheduled_at = models.DateTimeField(
        _("send at"), null=True, blank=True, help_text=_("Japan time. Empty: as soon as it is released.")
    )
    per_minute = models.PositiveIntegerField(
        _("mails a minute"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as the settings of the system say."),
    )
    tracks_clicks = models.BooleanField(default=False, editable=False)
    message_domain = models.CharField(max_length=200, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("created by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("released by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("approved by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("released"), null=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    started_at = models.DateTimeField(_("begun"), null=True, editable=False)
    finished_at = models.DateTimeField(_("ended"), null=True, editable=False)
    # Recipients are entered in the order of their keys, in steps; a killed worker goes on behind the last step.
    entered_up_to = models.BigIntegerField(default=0, editable=False)
    entered_at = models.DateTimeField(null=True, editable=False)
    # Why it could not begin, or stopped by itself; empty as long as all is well.
    trouble = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("send_mailing", "Can send the newsletter"),
            ("approve_mailing", "Can approve mailings of others"),
        ]
        indexes = [
            models.Index(fields=["state", "scheduled_at"], name="mailings_by_state"),
            models.Index(fields=["issue_key"], name="mailings_of_an_issue"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MailingState.values), name="mailing_state_known"),
            models.UniqueConstraint(
                fields=["issue_key"],
                condition=~Q(state__in=(MailingState.DONE, MailingState.CANCELLED)),
                name="one_open_mailing_of_an_issue",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Mailing %(key)s of issue no. %(number)s") % {"key": self.pk, "number": self.number}


class MailingEdition(models.Model):
    """The mail in one language, as it was when the sending began: whoever corrects the page changes no mail.

    `html` and `text` hold the addresses of `newsletter.mail.placeholders`, which each recipient gets as their own.
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="editions")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(max_length=300)
    html = models.TextField()
    text = models.TextField()
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("edition of a mailing")
        verbose_name_plural = _("editions of mailings")
        constraints = [
            models.UniqueConstraint(fields=["mailing", "language"], name="one_edition_of_a_mailing_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id} {self.language}"


class TrackedLink(models.Model):
    """How often a link of a mailing was followed: a number only, nobody is remembered."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="links")
    url = models.CharField(max_length=2000)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counted link")
        verbose_name_plural = _("counted links")
        constraints = [models.UniqueConstraint(fields=["mailing", "url"], name="one_count_of_a_link")]

    def __str__(self) -> str:
        return self.url
