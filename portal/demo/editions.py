"""Pages in plain Japanese: that they say what their sources say now."""

from home.models import EasyPage
from home.services.easy import compare, digest_of


def compare_editions() -> None:
    """Note it on all of them, once everything that the sources show has been written."""
    for easy in EasyPage.objects.select_related("source"):
        if easy.source is not None and easy.source_digest != digest_of(easy.source):
            compare(easy)
            easy.save_revision().publish()
