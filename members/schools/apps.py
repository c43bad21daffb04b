from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "members.schools"
    label = "schools"
    verbose_name = "Schools"

    def ready(self) -> None:
        from portal.core.access import register_membership_source

        from .selectors import current_membership

        register_membership_source(current_membership)
