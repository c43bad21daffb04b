from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = "Portal"

    def ready(self) -> None:
        from django.core.checks import register
        from django.db.models.signals import post_migrate

        from portal.core.groups import after_migrate
        from portal.core.jobs import housekeeping
        from portal.core.search.checks import check_morphology, check_server

        housekeeping.register()
        register(check_morphology)
        register(check_server)
        post_migrate.connect(after_migrate, dispatch_uid="core.groups")
