from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "members.partners"
    label = "partners"
    verbose_name = "Partners"

    def ready(self) -> None:
        from portal.core.groups import COORDINATOR, allow, allow_models

        from . import signals  # noqa: F401 - connects the receivers

        allow_models(COORDINATOR, "partners.PartnerSchool", "partners.PartnerPeriod", "partners.Agreement")
        allow_models(COORDINATOR, "partners.PartnerTerm", "partners.PartnerDay")
        allow_models(COORDINATOR, "partners.PartnerPhoto")
        allow_models(COORDINATOR, "partners.PartnerMerge", verbs=("view",))
        allow(COORDINATOR, "partners.export_partnerschool")
