"""The one task of the workflow: somebody else than the last writer approves."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from .writers import wrote_newest


class SecondPersonTask(AbstractGroupApprovalTask):
    """Approval by a member of one of the groups who did not write the newest version.

    Who corrects a submitted page while reviewing it becomes its last writer: then the first author, or a third person,
    approves. Nobody's own words go out unseen, and no page is stuck. Administrators are free of the rule.
    """

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    @classmethod
    def get_description(cls) -> Any:
        return _("A member of the chosen groups approves, but never who wrote the newest version.")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """What this person can do now: the last writer can neither approve nor send the page back."""
        if not user.is_superuser and wrote_newest(obj, user):
            return []
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        return actions

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """As offered by `get_actions`, asked again: a reviewer may have saved a change together with the approval."""
        if action_name not in {name for name, _label, _form in self.get_actions(_stored(task_state), user)}:
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        """The submissions that wait for this person: not those of their own."""
        states: models.QuerySet[TaskState] = super().get_task_states_user_can_moderate(user, **kwargs)
        return states if user.is_superuser else states.exclude(revision__user=user)


def _stored(task_state: TaskState) -> Any:
    """The page or snippet as it is stored at this moment."""
    return task_state.workflow_state.content_object
