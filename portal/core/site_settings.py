"""Who runs the service and how to reach it: site settings in both languages, never template text."""

from django.db import models
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


def _localised(name: str) -> property:
    """A property that reads `<name>_en` on English pages and `<name>_ja` otherwise or when English is empty."""

    def read(self: "PortalSettings") -> str:
        english = (get_language() or "ja").startswith("en")
        return str((english and getattr(self, f"{name}_en")) or getattr(self, f"{name}_ja"))

    return property(read)


def _row(name: str, heading: object) -> MultiFieldPanel:
    return MultiFieldPanel([FieldRowPanel([FieldPanel(f"{name}_ja"), FieldPanel(f"{name}_en")])], heading=heading)


@register_setting(icon="cog")
class PortalSettings(BaseGenericSetting):
    """One row for the whole site."""

    site_name_ja = models.CharField(_("site name (Japanese)"), max_length=100, default="東京都国際交流コンシェルジュ")
    site_name_en = models.CharField(
        _("site name (English)"), max_length=100, default="Tokyo International Exchange Concierge"
    )
    operator_ja = models.CharField(_("operator (Japanese)"), max_length=200, blank=True)
    operator_en = models.CharField(_("operator (English)"), max_length=200, blank=True)
    office_ja = models.CharField(_("office (Japanese)"), max_length=200, default="東京都国際交流コンシェルジュ事務局")
    office_en = models.CharField(
        _("office (English)"), max_length=200, default="Office of the Tokyo International Exchange Concierge"
    )
    address_ja = models.CharField(_("address (Japanese)"), max_length=200, blank=True)
    address_en = models.CharField(_("address (English)"), max_length=200, blank=True)
    hours_ja = models.CharField(_("hours (Japanese)"), max_length=200, blank=True)
    hours_en = models.CharField(_("hours (English)"), max_length=200, blank=True)
    notice_ja = models.CharField(
        _("notice in the footer (Japanese)"), max_length=300, blank=True, help_text=_("For example on sample data.")
    )
    notice_en = models.CharField(_("notice in the footer (English)"), max_length=300, blank=True)
    licence_ja = models.CharField(
        _("licence of the open data (Japanese)"),
        max_length=200,
        default="クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）",
        help_text=_("Named in every file of case studies. The address of its text stands below."),
    )
    licence_en = models.CharField(
        _("licence of the open data (English)"),
        max_length=200,
        default="Creative Commons Attribution 4.0 International (CC BY 4.0)",
    )
    licence_url = models.URLField(
        _("address of the licence"), blank=True, default="https://creativecommons.org/licenses/by/4.0/"
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    # Told by the room of the news: it lets every page know, without a query of its own, that nothing urgent is on.
    banner_until = models.DateTimeField(null=True, blank=True, editable=False)

    site_name = _localised("site_name")
    operator = _localised("operator")
    office = _localised("office")
    address = _localised("address")
    hours = _localised("hours")
    notice = _localised("notice")
    licence = _localised("licence")

    panels = [
        _row("site_name", _("Site name")),
        _row("operator", _("Operator")),
        _row("office", _("Office")),
        _row("address", _("Address")),
        _row("hours", _("Hours")),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        _row("notice", _("Notice in the footer")),
        _row("licence", _("Licence of the open data")),
        FieldPanel("licence_url"),
    ]

    class Meta:
        verbose_name = _("operator and contact")
        verbose_name_plural = pgettext_lazy("plural", "operators and contacts")

    @property
    def attribution(self) -> str:
        """Who is to be named by those who use the open data, and under what licence, in one line."""
        return pgettext("source and licence", "%(source)s, %(licence)s") % {
            "source": self.site_name,
            "licence": self.licence,
        }

    @property
    def phone_href(self) -> str:
        """The telephone number as the address of a link, or an empty text."""
        digits = "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
        return f"tel:{digits}" if digits else ""
