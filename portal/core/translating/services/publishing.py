"""Publishing translations that are complete."""

from typing import Any

from django.db import transaction
from wagtail_localize.models import Translation

from portal.core import audit

from ..facts import Facts
from ..states import untranslated


class NotReadyError(Exception):
    """Something is still to be translated or taken over, or the source itself is not published."""


def publish_translation(source: Any, facts: Facts, *, actor: Any) -> None:
    """Publish one translation as it stands in wagtail-localize. Raises `NotReadyError` when it is not complete.

    `facts` are those of `source` in the language to be published, read just now. Each translation has a transaction of
    its own: wagtail-localize publishes when it is committed, and loses the children of a page written in the same one.
    """
    if not source.live or not facts.is_ready or facts.translation is None:
        raise NotReadyError
    with transaction.atomic():
        # A second click waits here, and publishes the same once more.
        translation = Translation.objects.select_for_update().get(pk=facts.translation.pk)
        if untranslated(facts.locale, translation.source.stringsegment_set.all()).exists():
            raise NotReadyError
        translation.save_target(user=actor, publish=True)
        data = {"language": facts.language}
        audit.record("translation.publish", translation.get_target_instance(), actor=actor, data=data)
