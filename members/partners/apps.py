import datetime

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "members.partners"
    label = "partners"
    verbose_name = "Partners"

    def ready(self) -> None:
        from portal.core.groups import COORDINATOR, allow, allow_models
        from portal.core.jobs.schedule import Job, register_job

        from . import journal, retention
        from . import signals as signals  # connects the receivers
        from .services import alerts

        retention.register()
        # Every day: whoever was not told on Monday, because nothing ran, is told when the worker runs again.
        register_job(Job("send_partner_alerts", alerts.send_alerts, at=alerts.MAIL_AT))
        register_job(Job("prune_partner_changes", journal.prune, at=datetime.time(3, 15)))
        allow_models(COORDINATOR, "partners.PartnerSchool", "partners.PartnerPeriod", "partners.Agreement")
        allow_models(COORDINATOR, "partners.PartnerTerm", "partners.PartnerDay")
        allow(COORDINATOR, "partners.export_partnerschool")
