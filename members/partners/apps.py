from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "members.partners"
    label = "partners"
    verbose_name = "Partners"

    def ready(self) -> None:
        from . import signals  # noqa: F401
