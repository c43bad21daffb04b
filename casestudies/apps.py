from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseStudiesConfig(AppConfig):
    name = "casestudies"
    verbose_name = "Case studies"

    def ready(self) -> None:
        from casestudies import material, notices
        from casestudies.approval import attach_approval, ensure_approval
        from casestudies.did_you_mean import near_words
        from casestudies.imports.importer import CaseImporter
        from casestudies.models import CaseStudyIndexPage, CaseStudyPage
        from casestudies.printing import documents, volumes
        from casestudies.selectors import cases_by_country
        from casestudies.style_samples import components as style_samples
        from casestudies.suggesting import suggest_cases
        from portal.core.imports.registry import register
        from portal.core.printing.kinds import register_kind
        from portal.core.regions import register_source
        from portal.core.search.registry import register_corrector
        from portal.core.search.types import SearchType, register_type
        from portal.core.styles.registry import register_samples
        from portal.core.suggesting.registry import register_suggester
        from portal.core.suggesting.titles import propose_elsewhere

        register(CaseImporter())
        register_source("cases", cases_by_country)
        register_samples("blocks", style_samples)
        one = pgettext_lazy("type of search results", "Case study")
        register_type(SearchType("casestudies", _("Case studies"), (CaseStudyPage,), order=20, one=one))
        propose_elsewhere(CaseStudyPage)
        register_suggester("casestudies", suggest_cases, order=20)
        register_corrector("casestudies", lambda query, locale, finds: near_words(query, locale.language_code, finds))
        for kind in (*documents.KINDS, *volumes.KINDS):
            register_kind(kind)
        notices.register()
        material.register()
        self._listen()
        post_migrate.connect(ensure_approval, sender=self, dispatch_uid="casestudies.ensure_approval")
        post_save.connect(attach_approval, sender=CaseStudyIndexPage, dispatch_uid="casestudies.attach_approval")

    def _listen(self) -> None:
        """What follows when a case changes or is taken off."""
        from wagtail.signals import page_unpublished

        from casestudies.changes import on_case_changed
        from casestudies.models import CaseStudyPage
        from casestudies.printing.withdrawing import on_case_withdrawn

        # Unpublishing may save the page as a plain Page, which the signal of saving does not hear.
        for signal in (post_save, post_delete, page_unpublished):
            signal.connect(on_case_changed, sender=CaseStudyPage, dispatch_uid="casestudies.changes")
        for signal in (post_delete, page_unpublished):
            signal.connect(on_case_withdrawn, sender=CaseStudyPage, dispatch_uid="casestudies.printing")
