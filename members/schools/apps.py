from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "members.schools"
    label = "schools"
    verbose_name = "Schools"

    def ready(self) -> None:
        from portal.core.access import register_membership_source
        from portal.core.groups import COORDINATOR, allow, allow_models

        from .dashboard import register_todos
        from .selectors import current_membership
        from .todos import school_todos

        register_membership_source(current_membership)
        register_todos("schools", school_todos)
        allow_models(COORDINATOR, "schools.School", "schools.SchoolPeriod", "schools.Membership")
        allow_models(COORDINATOR, "schools.SchoolTerm", "schools.SchoolDay")
        allow(COORDINATOR, "users.view_user", "schools.export_school")
