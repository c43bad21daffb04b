import datetime

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "members.partners"
    label = "partners"
    verbose_name = "Partners"

    def ready(self) -> None:

        from members.calendars import style_samples
        from portal.core.groups import COORDINATOR, allow, allow_models
        from portal.core.imports.registry import register
        from portal.core.jobs.schedule import Job, register_job
        from portal.core.regions import register_source
        from portal.core.styles.registry import register_samples

        from . import journal, public_facts, retention, search_retention
        from . import signals as signals  # connects the receivers
        from .imports.importer import PartnerImporter
        from .letters.posting import post_waiting
        from .links import purposes
        from .services import alerts
        from .services.reminding import remind_partners

        purposes.register()
        retention.register()
        search_retention.register()
        register(PartnerImporter())
        register_samples("charts", style_samples.components)
        register_source("partners", public_facts.partner_numbers)
        register_source("agreements", public_facts.agreements)
        register_job(Job("remind_partners", remind_partners, at=datetime.time(9, 0)))
        register_job(Job("post_partner_letters", post_waiting, every=datetime.timedelta(minutes=10)))
        # Every day: whoever was not told on Monday, because nothing ran, is told when the worker runs again.
        register_job(Job("send_partner_alerts", alerts.send_alerts, at=alerts.MAIL_AT))
        register_job(Job("prune_partner_changes", journal.prune, at=datetime.time(3, 15)))
        allow_models(COORDINATOR, "partners.PartnerSchool", "partners.PartnerPeriod", "partners.Agreement")
        allow_models(COORDINATOR, "partners.PartnerTerm", "partners.PartnerDay", "partners.PartnerPhoto")
        allow_models(COORDINATOR, "partners.PartnerMerge", verbs=("view",))
        allow(COORDINATOR, "partners.export_partnerschool")
        allow(COORDINATOR, "partners.view_partnerapplication", "partners.change_partnerapplication")
