from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "members.partners"
    label = "partners"
    verbose_name = "Partners"
