from django.apps import AppConfig
from django.db.models.signals import post_save


class CaseStudiesConfig(AppConfig):
    name = "casestudies"
    verbose_name = "Case studies"

    def ready(self) -> None:
        from wagtail.signals import page_unpublished

        from casestudies.indexing import on_case_changed
        from casestudies.models import CaseStudyPage

        post_save.connect(on_case_changed, sender=CaseStudyPage, dispatch_uid="casestudies.facets")
        # Unpublishing may save the page as a plain Page, which the first receiver does not hear.
        page_unpublished.connect(on_case_changed, sender=CaseStudyPage, dispatch_uid="casestudies.facets_gone")
