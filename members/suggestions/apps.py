import datetime

from django.apps import AppConfig

from portal.core.jobs.schedule import Job, register_job


class SuggestionsConfig(AppConfig):
    name = "members.suggestions"
    label = "suggestions"
    verbose_name = "Suggestions"

    def ready(self) -> None:
        from members.suggestions.listeners import close_with_wish, refresh_after_change
        from members.suggestions.services import refresh_all
        from members.wishes.signals import stage_changed, wish_needs_suggestions

        wish_needs_suggestions.connect(refresh_after_change, dispatch_uid="suggestions.refresh")
        stage_changed.connect(close_with_wish, dispatch_uid="suggestions.close")
        register_job(Job("refresh_matches", refresh_all, at=datetime.time(4, 30)))
