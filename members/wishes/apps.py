from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "members.wishes"
    label = "wishes"
    verbose_name = "Wishes"

    def ready(self) -> None:
        from members.schools.dashboard import register_panel, register_todos
        from members.schools.whole_record import register_record
        from members.wishes import retention
        from members.wishes.printing import KIND
        from members.wishes.selectors import draft_rows, wish_rows
        from members.wishes.todos import wish_panel, wish_todos
        from portal.core.groups import COORDINATOR, allow, allow_models
        from portal.core.printing.kinds import register_kind

        retention.register()
        register_kind(KIND)
        register_todos("wishes", wish_todos)
        register_record("wishes", wish_rows)
        register_record("wish_drafts", draft_rows)
        register_panel("wishes", wish_panel)
        # Nobody deletes a wish at the desk: it is cancelled, and its history stays.
        allow_models(COORDINATOR, "wishes.ExchangeWish", verbs=("add", "change", "view"))
        allow(COORDINATOR, "wishes.export_exchangewish")
