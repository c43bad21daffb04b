"""The staff's list of synonyms in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Synonym


class SynonymViewSet(SnippetViewSet):
    """Synonyms of the search; register with `wagtail.snippets.models.register_snippet`."""

    model = Synonym
    icon = "search"
    menu_label = _("Synonyms")
    list_display = ["__str__"]
    search_fields = ["words"]
    ordering = ["words"]
    panels = [FieldPanel("words")]
    inspect_view_enabled = False
    copy_view_enabled = False
