"""The groups of the desk and what they may do, brought in after each migrate.

Rooms above this one add to a group from the `ready()` of their app with `allow`; a permission is named by app label and
code name, as Django writes it: `schools.change_school`.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import AnonymousUser, Group, Permission, PermissionsMixin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

EDITOR = "Editor"
# Whoever answers for what is published: everything an editor may, and always without a second person.
PUBLISHER = "Publisher"
COORDINATOR = "Coordinator"
GROUPS = (EDITOR, PUBLISHER, COORDINATOR)

PUBLISH_PAGE = "publish_page"
PAGE_PERMISSIONS = ("add_page", "change_page", PUBLISH_PAGE, "bulk_delete_page", "lock_page", "unlock_page")
# The library asks for the permissions of Wagtail's own models, also where a project has models of its own.
LIBRARY_PERMISSIONS = tuple(
    f"{label}.{verb}_{model}"
    for label, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for verb in ("add", "change", "choose")
)
SUBMIT_TRANSLATION = "wagtail_localize.submit_translation"
ACCESS_ADMIN = "wagtailadmin.access_admin"
# Nobody adds what the site search counts by itself.
MISSED_SEARCHES = tuple(f"core.{verb}_missedsearch" for verb in ("change", "delete", "view"))

_model_permissions: dict[str, list[str]] = {
    EDITOR: [
        ACCESS_ADMIN,
        SUBMIT_TRANSLATION,
        # Telephone and hours change like any text; a page that moves leaves a redirect behind.
        "core.change_portalsettings",
        *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete", "view")),
        *(f"core.{verb}_synonym" for verb in ("add", "change", "delete", "view")),
        *MISSED_SEARCHES,
    ],
    COORDINATOR: [ACCESS_ADMIN, *MISSED_SEARCHES],
}
# Whose permissions a group has besides its own.
_INCLUDED = {PUBLISHER: EDITOR}


def allow(group: str, *permissions: str) -> None:
    """Let a group of the desk do more: permissions as `app_label.codename`. Takes effect with the next migrate."""
    known = _model_permissions[group]
    known += [name for name in permissions if name not in known]


def allow_models(group: str, *models: str, verbs: tuple[str, ...] = ("add", "change", "delete", "view")) -> None:
    """`allow` for whole models, named `app_label.model`: `allow_models(COORDINATOR, "schools.school")`."""
    for model in models:
        label, name = model.lower().split(".")
        allow(group, *(f"{label}.{verb}_{name}" for verb in verbs))


def permissions_of(group: str) -> list[str]:
    """What `allow` gave a group so far, for the step below and for tests."""
    return list(_model_permissions[_INCLUDED.get(group, group)])


@transaction.atomic
def ensure_groups() -> None:
    """Create the groups and give them what is missing; nothing is taken away, so that a desk may grant more.

    But for one thing: `portal.core.publishing.startdata` takes back what a second person has to do.
    """
    _create_all_permissions()
    for name in GROUPS:
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*(permission for code in permissions_of(name) for permission in _find(code)))
        if name != COORDINATOR:
            _allow_pages(group)
            _allow_library(group)


def may_publish_alone(group: str) -> bool:
    """Whether members of a group publish pages without a second person, by these settings."""
    return group == PUBLISHER or (group == EDITOR and not settings.SECOND_PERSON)


def is_desk(user: PermissionsMixin | AnonymousUser) -> bool:
    """Whether this person works at the desk, in whatever group."""
    return user.has_perm(ACCESS_ADMIN)


def _create_all_permissions() -> None:
    """Permissions come with a signal of their own that may not have reached every app yet."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    # wagtail-localize makes this one in a migration only: after a flush it would be gone.
    content_type, _created = ContentType.objects.get_or_create(app_label="wagtail_localize", model="translation")
    Permission.objects.get_or_create(
        content_type=content_type, codename="submit_translation", defaults={"name": "Can submit translations"}
    )


def _find(code: str) -> list[Permission]:
    label, codename = code.split(".")
    return list(Permission.objects.filter(content_type__app_label=label, codename=codename))


def _allow_pages(group: Group) -> None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return
    codes = [code for code in PAGE_PERMISSIONS if code != PUBLISH_PAGE or may_publish_alone(group.name)]
    permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codes)
    for home in Page.objects.filter(translation_key=site.root_page.translation_key):
        for permission in permissions:
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)


def _allow_library(group: Group) -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for code in LIBRARY_PERMISSIONS:
        for permission in _find(code):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def after_migrate(sender: Any, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: acts once, for the last app that has models, when the home pages stand."""
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if sender is last:
        ensure_groups()
