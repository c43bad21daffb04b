"""Who wrote what is to be approved."""

from typing import Any

from wagtail.models import Revision

# A reviewer who presses “approve” in the editor saves the page, most often as it was: that is no writing.
_NO_WORDS = {
    "comments",
    "draft_title",
    "expired",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "wagtail_admin_comments",
}
_LOOKED_BACK = 20


def wrote_newest(obj: Any, user: Any) -> bool:
    """Whether the words of the newest version are this person's; of a page without versions, whether it is theirs."""
    newest = obj.latest_revision
    if newest is None:
        return bool(getattr(obj, "owner_id", None) == user.pk)
    # Somebody who only saved has no words in it: a question to the older versions, for this person alone.
    return bool(newest.user_id == user.pk and _first_with_words_of(newest).user_id == user.pk)


def _first_with_words_of(newest: Revision) -> Revision:
    """The oldest of the versions that hold the same as the newest, without a change between them."""
    words, found = _words(newest), newest
    older = Revision.objects.for_instance(newest.content_object).filter(created_at__lte=newest.created_at)
    for version in older.exclude(pk=newest.pk).order_by("-created_at", "-pk")[:_LOOKED_BACK]:
        if _words(version) != words:
            break
        found = version
    return found


def _words(version: Revision) -> dict[str, Any]:
    return {name: value for name, value in version.content.items() if name not in _NO_WORDS}
