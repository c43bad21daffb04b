"""What happens when a review has ended well. Wagtail reads this with its own models, so it imports none at the top."""

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish the newest version in the name of who approved it, or raise `UnfitToPublishError`.

    For the setting `WAGTAIL_FINISH_WORKFLOW_ACTION`; Wagtail calls it inside the transaction of the approval.

    Two people stand behind it, so whoever approves as the second person needs no right to publish alone. For other
    workflows that a desk may set up, that right is asked for as Wagtail does.
    """
    from portal.core.content_checks.gate import refuse_errors

    from .models import SecondPersonTask

    is_second = isinstance(workflow_state.current_task_state.task.specific, SecondPersonTask)
    newest = workflow_state.content_object.get_latest_revision()
    refuse_errors([newest.as_object()])
    newest.publish(user=user, skip_permission_checks=is_second)
