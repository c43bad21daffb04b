from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "members.partners"
    label = "partners"
    verbose_name = "Partners"

    def ready(self) -> None:
        from portal.core.groups import COORDINATOR, allow, allow_models
        from portal.core.imports.registry import register

        from . import signals  # noqa: F401 - connects the receivers
        from .imports.importer import PartnerImporter

        register(PartnerImporter())
        allow_models(COORDINATOR, "partners.PartnerSchool", "partners.PartnerPeriod", "partners.Agreement")
        allow_models(COORDINATOR, "partners.PartnerTerm", "partners.PartnerDay")
        allow(COORDINATOR, "partners.export_partnerschool")
