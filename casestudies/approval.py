"""The way of a case to its publication: the school agrees, then the office publishes. Brought in after each migrate."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask, Task, Workflow, WorkflowPage, WorkflowTask

from portal.core.groups import EDITOR

NAME = "事例の承認 / Approval of case studies"
STEPS = ("学校の承認 / The school agrees", "事務局の確認 / The office publishes")


@transaction.atomic
def ensure_approval(**kwargs: Any) -> None:
    """Create the workflow where there is none of this name and attach it to archives that have none of their own."""
    from casestudies.models import CaseStudyIndexPage  # the signal may come before the models are of use elsewhere

    if not Workflow.objects.filter(name=NAME).exists():
        _create()
    for archive in CaseStudyIndexPage.objects.all():
        attach_approval(archive)


def attach_approval(instance: Any, created: bool = True, **kwargs: Any) -> None:
    """Receiver for new archives: what is written below them may be sent through the workflow."""
    workflow = Workflow.objects.filter(name=NAME, active=True).first() if created else None
    if workflow is not None:
        WorkflowPage.objects.get_or_create(page_id=instance.pk, defaults={"workflow": workflow})


def _create() -> None:
    editors, _new = Group.objects.get_or_create(name=EDITOR)
    workflow = Workflow.objects.create(name=NAME)
    for place, step in enumerate(STEPS):
        task = GroupApprovalTask.objects.filter(name=step).first() or GroupApprovalTask.objects.create(name=step)
        task.groups.add(editors)
        WorkflowTask.objects.create(workflow=workflow, task=Task.objects.get(pk=task.pk), sort_order=place)
