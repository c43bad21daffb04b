from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = "Portal"

    def ready(self) -> None:
        from django.core.checks import register
        from django.db.models.signals import post_migrate, post_save
        from wagtail.signals import page_published

        from portal.core.content_checks.services import on_page_published
        from portal.core.groups import after_migrate
        from portal.core.jobs import housekeeping
        from portal.core.missed_searches import retention
        from portal.core.printing.checks import check_printing
        from portal.core.printing.consents import on_image_saved
        from portal.core.publishing import startdata
        from portal.core.rich_text_readings import allow_in_translations
        from portal.core.search.checks import check_morphology, check_server
        from portal.core.suggesting import changes
        from portal.core.suggesting.registry import register_suggester
        from portal.core.suggesting.titles import suggest_titles

        housekeeping.register()
        retention.register()
        changes.connect()
        register_suggester("titles", suggest_titles, order=10)
        allow_in_translations()
        for check in (check_morphology, check_server, check_printing):
            register(check)
        post_migrate.connect(after_migrate, dispatch_uid="core.groups")
        page_published.connect(on_page_published, dispatch_uid="core.content_checks")
        post_migrate.connect(startdata.after_migrate, dispatch_uid="core.publishing")
        post_save.connect(on_image_saved, sender="core.PortalImage", dispatch_uid="core.printing.consents")
