import datetime

from django.apps import AppConfig

from portal.core.jobs.schedule import Job, register_job


class SuggestionsConfig(AppConfig):
    name = "members.suggestions"
    label = "suggestions"
    verbose_name = "Suggestions"

    def ready(self) -> None:
        self._allow()
        self._listen()
        self._offer()
        self._schedule()

    @staticmethod
    def _allow() -> None:
        """What coordinators may do here."""
        from portal.core.groups import COORDINATOR, allow, allow_models

        allow_models(COORDINATOR, "suggestions.AgreedDate", verbs=("add", "change", "view"))
        allow_models(COORDINATOR, "suggestions.PartnerRequest", verbs=("add", "change", "view"))
        recorded = ("suggestions.MatchRun", "suggestions.Suggestion", "suggestions.MatchEvent")
        allow_models(COORDINATOR, *recorded, verbs=("view",))
        allow_models(COORDINATOR, "suggestions.DeskMark", verbs=("add", "delete", "view"))
        allow(COORDINATOR, "suggestions.export_partnerrequest")

    @staticmethod
    def _listen() -> None:
        """What happens to wishes."""
        from members.suggestions.listeners import close_with_wish, refresh_after_change
        from members.wishes.signals import stage_changed, wish_needs_suggestions

        wish_needs_suggestions.connect(refresh_after_change, dispatch_uid="suggestions.refresh")
        stage_changed.connect(close_with_wish, dispatch_uid="suggestions.close")

    @staticmethod
    def _offer() -> None:
        """What other rooms show of this one."""
        from members.partners.load import register_open_requests
        from members.partners.record import register_section
        from members.schools.dashboard import register_panel, register_todos
        from members.schools.whole_record import register_record
        from members.suggestions import selectors
        from members.suggestions.panels import agreed_panel
        from members.suggestions.partner_record import requests_of
        from members.suggestions.printing import KIND
        from members.suggestions.todos import suggestion_todos
        from members.suggestions.trial import try_musts
        from members.wishes.trials import register_trial
        from portal.core.printing.kinds import register_kind

        register_record("requests", selectors.request_rows)
        register_record("suggestions", selectors.suggestion_rows)
        register_record("shortlist", selectors.shortlist_rows)
        register_record("searches", selectors.search_rows)
        register_todos("suggestions", suggestion_todos)
        register_panel("agreed_dates", agreed_panel)
        register_open_requests(selectors.open_requests_of)
        register_trial(try_musts)
        register_kind(KIND)
        register_section("requests", requests_of)

    @staticmethod
    def _schedule() -> None:
        from members.suggestions.services import recheck_dates, refresh_all, tell_schools

        register_job(Job("refresh_matches", refresh_all, at=datetime.time(4, 30)))
        # After the nightly lists, before the first lesson.
        register_job(Job("tell_schools", tell_schools, at=datetime.time(7, 0)))
        # New time zone data come with a new start of the worker, which may be at any hour.
        register_job(Job("recheck_dates", recheck_dates, every=datetime.timedelta(hours=1)))
