from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = "Portal"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from portal.core.groups import after_migrate
        from portal.core.jobs import housekeeping

        housekeeping.register()
        post_migrate.connect(after_migrate, dispatch_uid="core.groups")
