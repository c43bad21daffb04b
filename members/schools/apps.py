from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "members.schools"
    label = "schools"
    verbose_name = "Schools"

    def ready(self) -> None:
        import datetime

        from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

        from portal.core import step_up
        from portal.core.access import register_membership_source
        from portal.core.groups import COORDINATOR, allow, allow_models
        from portal.core.imports.registry import register
        from portal.core.jobs.schedule import Job, register_job
        from portal.core.printing.kinds import register_kind

        from . import checks as checks
        from . import letters, logins, newsletters, retention, second_factor, throttle
        from .dashboard import register_todos
        from .imports.importer import SchoolImporter
        from .printing import approval, card
        from .selectors import current_membership
        from .services import remind_renewals, tell_attacked
        from .todos import school_todos

        letters.register()
        retention.register()
        register_membership_source(current_membership)
        register_todos("schools", school_todos)
        newsletters.register()
        register_kind(approval.KIND)
        register_kind(card.KIND)
        user_login_failed.connect(throttle.on_wrong_password, dispatch_uid="schools.throttle")
        user_logged_in.connect(logins.on_login, dispatch_uid="schools.logins")
        user_logged_in.connect(second_factor.on_login_ask, dispatch_uid="schools.second_factor")
        user_logged_in.connect(step_up.on_login_confirm, dispatch_uid="schools.step_up")
        user_logged_out.connect(logins.on_logout, dispatch_uid="schools.logins")
        register_job(Job("tell_attacked", tell_attacked, every=datetime.timedelta(minutes=1)))
        register_job(Job("remind_renewals", remind_renewals, at=datetime.time(8, 30)))
        register(SchoolImporter())
        allow_models(COORDINATOR, "schools.School", "schools.SchoolPeriod", "schools.Membership")
        allow_models(COORDINATOR, "schools.LetterBatch", verbs=("add", "view"))
        allow(COORDINATOR, "users.view_user", "schools.export_school", "schools.look_school")
        allow_models(COORDINATOR, "schools.SchoolTerm", "schools.SchoolDay")
