"""The staff's list of synonyms in the admin."""

from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from .models import Synonym


class _SavedOnceMore:
    """For a view that saves a group: when another editor was faster, check again and tell it beside the field."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)  # type: ignore[misc]
        except IntegrityError:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]


class SynonymCreateView(_SavedOnceMore, CreateView):
    """A new group; `?words=` of its address stands in the field already."""

    def get_initial_form_instance(self) -> Synonym:
        longest = Synonym._meta.get_field("words").max_length
        return Synonym(words=self.request.GET.get("words", "")[:longest])


class SynonymEditView(_SavedOnceMore, EditView):
    pass


class SynonymViewSet(SnippetViewSet):
    """Synonyms of the search; register with `wagtail.snippets.models.register_snippet`."""

    model = Synonym
    add_view_class = SynonymCreateView
    edit_view_class = SynonymEditView
    icon = "search"
    menu_label = _("Synonyms")
    list_display = ["__str__"]
    search_fields = ["words"]
    ordering = ["words"]
    panels = [FieldPanel("words")]
    inspect_view_enabled = False
    copy_view_enabled = False
