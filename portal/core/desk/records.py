"""What the portal itself writes down is to be looked at, and to be changed by nobody, not even by an administrator."""

from typing import Any

from django.db.models import Model
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy


class RecordPolicy(ModelPermissionPolicy):
    """Knows no other action than to view; who may do that is told by Django's permission."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))

    def users_with_any_permission(self, actions: Any) -> Any:
        return super().users_with_any_permission({"view"} & set(actions))


def keep_as_records(model: type[Model]) -> None:
    """Let the desk view the rows of a model only. To be called in `wagtail_hooks.py`, before anything asks."""
    register_permission_policy(model, RecordPolicy(model))
