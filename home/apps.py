from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from home.search_provider import faq_hits
        from home.startdata import ensure_site
        from portal.core.groups import EDITOR, allow, allow_models
        from portal.core.search.registry import register_provider

        post_migrate.connect(ensure_site, sender=self, dispatch_uid="home.ensure_site")
        register_provider("faq", faq_hits)
        allow_models(EDITOR, "home.faqentry")
        allow(EDITOR, "home.publish_faqentry")
