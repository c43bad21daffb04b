from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.signals import page_published, page_unpublished, published, unpublished


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from home import material, notices, retention
        from home.models import FaqEntry, NewsPage
        from home.search_provider import faq_hits, faq_titles, on_question_changed
        from home.search_types import TYPES
        from home.services import easy
        from home.startdata import ensure_site
        from home.urgent_news import note_end
        from portal.core.groups import COORDINATOR, EDITOR, allow, allow_models
        from portal.core.publishing.startdata import review
        from portal.core.search.registry import register_provider
        from portal.core.search.types import register_type
        from portal.core.site_settings import PortalSettings
        from portal.core.suggesting.titles import register_titles

        post_migrate.connect(ensure_site, sender=self, dispatch_uid="home.ensure_site")
        register_provider("faq", faq_hits)
        register_titles("faq", faq_titles)
        for signal in (post_save, post_delete):
            signal.connect(on_question_changed, sender="home.FaqEntry", dispatch_uid="home.questions")
        for kind in TYPES:
            register_type(kind)
        allow_models(EDITOR, "home.faqentry")
        allow(EDITOR, "home.publish_faqentry")
        review("home.faqentry")
        allow_models(COORDINATOR, "home.inquiry", verbs=("change", "delete", "view"))
        allow(COORDINATOR, "home.export_inquiry")
        allow_models(EDITOR, "home.yearlyfigure")
        allow_models(COORDINATOR, "home.yearlyfigure")
        retention.register()
        notices.register()
        material.register()
        for signal in (page_published, page_unpublished, post_delete):
            signal.connect(note_end, sender=NewsPage, dispatch_uid="home.note_end")
        page_published.connect(easy.on_published, dispatch_uid="home.easy")
        for signal in (published, unpublished):
            signal.connect(easy.on_published, sender=FaqEntry, dispatch_uid="home.easy")
        post_save.connect(note_end, sender=PortalSettings, dispatch_uid="home.note_end")
