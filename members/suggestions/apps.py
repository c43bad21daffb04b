import datetime

from django.apps import AppConfig

from portal.core.jobs.schedule import Job, register_job


class SuggestionsConfig(AppConfig):
    name = "members.suggestions"
    label = "suggestions"
    verbose_name = "Suggestions"

    def ready(self) -> None:
        from members.partners.load import register_open_requests
        from members.partners.record import register_section
        from members.schools.dashboard import register_panel, register_todos
        from members.schools.whole_record import register_record
        from members.suggestions.listeners import close_with_wish, refresh_after_change
        from members.suggestions.panels import agreed_panel
        from members.suggestions.partner_record import requests_of
        from members.suggestions.selectors import (
            open_requests_of,
            request_rows,
            search_rows,
            shortlist_rows,
            suggestion_rows,
        )
        from members.suggestions.services import recheck_dates, refresh_all
        from members.suggestions.todos import suggestion_todos
        from members.suggestions.trial import try_musts
        from members.wishes.signals import stage_changed, wish_needs_suggestions
        from members.wishes.trials import register_trial
        from portal.core.groups import COORDINATOR, allow, allow_models

        allow_models(COORDINATOR, "suggestions.AgreedDate", verbs=("add", "change", "view"))
        allow_models(COORDINATOR, "suggestions.PartnerRequest", verbs=("add", "change", "view"))
        recorded = ("suggestions.MatchRun", "suggestions.Suggestion", "suggestions.MatchEvent")
        allow_models(COORDINATOR, *recorded, verbs=("view",))
        allow(COORDINATOR, "suggestions.export_partnerrequest")
        wish_needs_suggestions.connect(refresh_after_change, dispatch_uid="suggestions.refresh")
        stage_changed.connect(close_with_wish, dispatch_uid="suggestions.close")
        register_record("requests", request_rows)
        register_record("suggestions", suggestion_rows)
        register_record("shortlist", shortlist_rows)
        register_record("searches", search_rows)
        register_todos("suggestions", suggestion_todos)
        register_panel("agreed_dates", agreed_panel)
        register_open_requests(open_requests_of)
        register_trial(try_musts)
        register_section("requests", requests_of)
        register_job(Job("refresh_matches", refresh_all, at=datetime.time(4, 30)))
        # New time zone data come with a new start of the worker, which may be at any hour.
        register_job(Job("recheck_dates", recheck_dates, every=datetime.timedelta(hours=1)))
