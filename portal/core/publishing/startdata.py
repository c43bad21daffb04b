"""The workflow 「公開前の確認」 on pages and snippets, made after the first migrate, and who may do without it."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from portal.core.groups import EDITOR, GROUPS, PUBLISH_PAGE, PUBLISHER, may_publish_alone

from .models import SecondPersonTask

NAME = "公開前の確認"
APPROVERS = (EDITOR, PUBLISHER)
_reviewed: list[str] = []


def review(model: str) -> None:
    """Put a kind of snippets (`app_label.model`, with Wagtail's `WorkflowMixin`) under the workflow as well.

    To be called in the `ready()` of its app.
    """
    if model not in _reviewed:
        _reviewed.append(model)


def publishing_permissions() -> list[str]:
    """The rights to publish snippets under the workflow, as `app_label.codename`."""
    return [f"{label}.publish_{name}" for label, name in (model.split(".") for model in _reviewed)]


def home_pages() -> list[Page]:
    """The home page of the default site in every language."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return list(Page.objects.filter(translation_key=site.root_page.translation_key)) if site is not None else []


@transaction.atomic
def ensure_workflow() -> None:
    """Create task and workflow once and put it on the home pages. What the desk changes later is left alone."""
    homes = home_pages()
    if not homes or SecondPersonTask.objects.exists():
        return
    task = SecondPersonTask.objects.create(name=NAME)
    task.groups.set(Group.objects.filter(name__in=APPROVERS))
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for page in homes:
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
    for model in _reviewed:
        kind = ContentType.objects.get_for_model(apps.get_model(model))
        WorkflowContentType.objects.get_or_create(content_type=kind, defaults={"workflow": workflow})


def take_back_publishing() -> None:
    """Take the right to publish from groups that only submit, since `SECOND_PERSON` was switched on."""
    submitting = [name for name in GROUPS if not may_publish_alone(name)]
    for group in Group.objects.filter(name__in=submitting):
        for label, codename in (code.split(".") for code in publishing_permissions()):
            group.permissions.remove(*group.permissions.filter(content_type__app_label=label, codename=codename))
    GroupPagePermission.objects.filter(
        group__name__in=submitting, page__in=home_pages(), permission__codename=PUBLISH_PAGE
    ).delete()


def after_migrate(sender: Any, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: once, for the last app that has models, after the groups stand."""
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if sender is last:
        ensure_workflow()
        take_back_publishing()
