from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = "Portal"

    def ready(self) -> None:
        from django.core.checks import register
        from django.db.models.signals import post_migrate, post_save

        from portal.core.groups import after_migrate
        from portal.core.jobs import housekeeping
        from portal.core.printing.checks import check_printing
        from portal.core.printing.consents import on_image_saved
        from portal.core.search.checks import check_morphology, check_server

        housekeeping.register()
        for check in (check_morphology, check_server, check_printing):
            register(check)
        post_migrate.connect(after_migrate, dispatch_uid="core.groups")
        post_save.connect(on_image_saved, sender="core.PortalImage", dispatch_uid="core.printing.consents")
