from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class CaseStudiesConfig(AppConfig):
    name = "casestudies"
    verbose_name = "Case studies"

    def ready(self) -> None:
        from wagtail.signals import page_unpublished

        from casestudies.changes import on_case_changed
        from casestudies.models import CaseStudyPage

        # Unpublishing may save the page as a plain Page, which the signal of saving does not hear.
        for signal in (post_save, post_delete, page_unpublished):
            signal.connect(on_case_changed, sender=CaseStudyPage, dispatch_uid="casestudies.changes")
