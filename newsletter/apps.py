from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import pgettext_lazy
from wagtail.signals import page_published, page_unpublished

SENDING = (
    "newsletter.view_mailing",
    "newsletter.view_delivery",
    "newsletter.send_mailing",
    "newsletter.approve_mailing",
)


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = "Newsletter"

    def ready(self) -> None:
        from newsletter.models import IssuePage
        from newsletter.printing import documents
        from newsletter.sending import jobs
        from newsletter.style_samples import components as style_samples
        from newsletter.subscribing import retention
        from newsletter.subscribing.imports.importer import SubscriberImporter
        from portal.core.groups import COORDINATOR, EDITOR, allow, allow_models
        from portal.core.imports.registry import register
        from portal.core.printing.kinds import register_kind
        from portal.core.search.types import SearchType, register_type
        from portal.core.styles.registry import register_samples

        label = pgettext_lazy("type of search results", "Newsletter")
        retention.register()
        register(SubscriberImporter())
        # Both write to readers; lists with addresses come in and go out at one desk.
        allow_models(EDITOR, "newsletter.subscriber")
        allow_models(COORDINATOR, "newsletter.subscriber")
        allow(COORDINATOR, "newsletter.export_subscriber", "newsletter.import_subscriber")
        # Whoever releases a mailing never approves it, so both rights may lie in one hand.
        allow(EDITOR, *SENDING)
        allow(COORDINATOR, *SENDING, "newsletter.export_delivery")
        register_type(SearchType("newsletter", label, (IssuePage,), order=25))
        register_samples("blocks", style_samples)
        jobs.register()
        for kind in documents.KINDS:
            register_kind(kind)
        self._listen()

    def _listen(self) -> None:
        """What follows when an issue is published or taken off."""
        from newsletter.models import IssuePage
        from newsletter.printing.refreshing import on_issue_published, on_issue_withdrawn

        page_published.connect(on_issue_published, sender=IssuePage, dispatch_uid="newsletter.printing")
        for signal in (post_delete, page_unpublished):
            signal.connect(on_issue_withdrawn, sender=IssuePage, dispatch_uid="newsletter.printing")
