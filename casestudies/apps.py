from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class CaseStudiesConfig(AppConfig):
    name = "casestudies"
    verbose_name = "Case studies"

    def ready(self) -> None:
        from wagtail.signals import page_unpublished

        from casestudies.approval import attach_approval, ensure_approval
        from casestudies.changes import on_case_changed
        from casestudies.did_you_mean import near_words
        from casestudies.imports.importer import CaseImporter
        from casestudies.models import CaseStudyIndexPage, CaseStudyPage
        from casestudies.printing import documents, volumes
        from casestudies.printing.withdrawing import on_case_withdrawn
        from portal.core.imports.registry import register
        from portal.core.printing.kinds import register_kind
        from portal.core.search.registry import register_corrector

        register(CaseImporter())
        register_corrector("casestudies", lambda query, locale, finds: near_words(query, locale.language_code, finds))
        for kind in (*documents.KINDS, *volumes.KINDS):
            register_kind(kind)
        # Unpublishing may save the page as a plain Page, which the signal of saving does not hear.
        for signal in (post_save, post_delete, page_unpublished):
            signal.connect(on_case_changed, sender=CaseStudyPage, dispatch_uid="casestudies.changes")
        for signal in (post_delete, page_unpublished):
            signal.connect(on_case_withdrawn, sender=CaseStudyPage, dispatch_uid="casestudies.printing")
        post_migrate.connect(ensure_approval, sender=self, dispatch_uid="casestudies.ensure_approval")
        post_save.connect(attach_approval, sender=CaseStudyIndexPage, dispatch_uid="casestudies.attach_approval")
