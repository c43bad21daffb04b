"""Taking cases off the site at once, with the reason: in all languages, and with the pictures only they had shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import LogContext
from wagtail.models import Page, Revision

from casestudies.changes import cases_changed
from casestudies.media_keys import all_media_keys
from casestudies.models import CaseStudyPage
from portal.core import audit
from portal.core.media.models import PortalImage
from portal.core.media.services import forget_renditions, withdraw_document_consent, withdraw_image_consent
from portal.core.media.usage import images_in_use
from portal.users.models import User

ACTION = "case.unpublish"


class Reason(models.TextChoices):
    """Why a case is taken off the site."""

    SCHOOL = "school", _("The school asked for it")
    CONSENT = "consent", _("A consent was withdrawn: the pictures and files of this case are shown nowhere any more")
    ERROR = "error", _("There is an error in the content")
    OTHER = "other", pgettext_lazy("reason for unpublishing", "Other (please write down)")


@dataclass(frozen=True)
class TakenOff:
    """What was done: pages taken off (each language counts), renditions deleted, consents withdrawn."""

    pages: tuple[CaseStudyPage, ...] = ()
    renditions: int = 0
    consents: int = 0


def may_unpublish(case: CaseStudyPage, by: User) -> bool:
    """Whether this person may take off the case in every language in which it is on the site."""
    versions = [version for version in case.get_translations(inclusive=True) if version.live]
    return bool(versions) and all(version.permissions_for_user(by).can_unpublish() for version in versions)


@transaction.atomic
def unpublish_cases(cases: Iterable[CaseStudyPage], reason: Reason, note: str, *, by: User) -> TakenOff:
    """Unpublish these cases in every language and cancel what was to be published later; nothing where nothing is live.

    Renditions of pictures that nothing else on the site shows are deleted with their files. For `Reason.CONSENT` the
    consents on record for pictures and files of the cases are set to withdrawn. Raises `ValidationError` when the
    reason must be written down and is not, `PermissionDenied` for who may not publish one of the pages.
    """
    note = note.strip()
    if reason == Reason.OTHER and not note:
        raise ValidationError({"note": _("Please write the reason down.")})
    versions = _locked(cases)
    live = [version for version in versions if version.live]
    if not all(version.permissions_for_user(by).can_unpublish() for version in live):
        raise PermissionDenied
    _cancel_schedules(versions)
    if not live:
        return TakenOff()
    used = all_media_keys(versions).values()
    images = {key for one in used for key in one.image_keys}
    documents = {key for one in used for key in one.document_keys}
    data = {"reason": reason.value, "note": note}
    for version in live:
        UnpublishPageAction(version, user=by, log_action=False).execute(skip_permission_checks=True)
        # The history shows one entry an action and context, whatever page it is on: each page has a context of its own.
        with LogContext(user=by):
            audit.record(ACTION, version, actor=by, data=data)
    consents = _withdraw(images, documents, by, data) if reason == Reason.CONSENT else 0
    renditions = forget_renditions(_no_longer_shown(images))
    cases_changed()
    return TakenOff(tuple(live), renditions, consents)


def _locked(cases: Iterable[CaseStudyPage]) -> list[CaseStudyPage]:
    """All versions of these cases, their rows locked in one order: of two people the second finds nothing live."""
    keys = {case.translation_key for case in cases}
    pages = Page.objects.select_for_update().filter(translation_key__in=keys).order_by("pk")
    locked = list(pages.values_list("pk", flat=True))
    return list(CaseStudyPage.objects.filter(pk__in=locked).order_by("pk"))


def _cancel_schedules(versions: list[CaseStudyPage]) -> None:
    """A version that was to appear later must not come back by itself."""
    keys = [str(version.pk) for version in versions]
    Revision.page_revisions.filter(object_id__in=keys).update(approved_go_live_at=None)


def _withdraw(images: set[int], documents: set[int], by: User, data: dict[str, Any]) -> int:
    changed = withdraw_image_consent(images, actor=by, data=data)
    return len(changed) + len(withdraw_document_consent(documents, actor=by, data=data))


def _no_longer_shown(images: set[int]) -> set[int]:
    """The pictures no page shows now: on no live page, or without a consent."""
    may_be_shown = set(PortalImage.objects.publishable().filter(pk__in=images).values_list("pk", flat=True))
    return images - (images_in_use(images) & may_be_shown)
