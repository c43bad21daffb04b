"""What the desk's lists have in common: safe spreadsheets with headings, and reading what belongs to a row with it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from portal.core.step_up import ask_first, is_fresh

from .menu import MEMBERS_MENU
from .spreadsheets import SafeExportMixin


class DeskIndexView(SafeExportMixin, IndexView):
    """A list whose export holds nothing that a spreadsheet would run: schools type into these fields.

    Members' data leave the portal only after a fresh proof of who asks.
    """

    related: Sequence[str] = ()

    def get_base_queryset(self) -> QuerySet[Any]:
        queryset: QuerySet[Any] = super().get_base_queryset()
        return queryset.select_related(*self.related) if self.related else queryset

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "export" in request.GET:
            if not self._may_export(request):
                raise PermissionDenied
            if not is_fresh(request):
                return ask_first(request)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def _may_export(self, request: HttpRequest) -> bool:
        codename = get_permission_codename("export", self.model._meta)
        is_declared = codename in dict(self.model._meta.permissions)
        return not is_declared or request.user.has_perm(f"{self.model._meta.app_label}.{codename}")


class DeskDeleteView(DeleteView):
    """Deleting what other records need is refused with a sentence: it is kept, and can be closed or paused instead."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except (ProtectedError, PermissionDenied):
            # Wagtail refuses by itself what its index of references knows; that a person may delete was asked before.
            messages.error(self.request, _("This cannot be deleted, because other records refer to it."))
            return redirect(self.get_success_url())


class DeskViewSet(ModelViewSet):
    """A model's list and forms at the desk. `export_headings` names the exported columns by field.

    `related` are the relations whose records the list or its files show: read with the list, whatever its length.
    Where a model has a permission to export (`export_<model>`), only who has it gets the list as a file.
    """

    index_view_class = DeskIndexView
    delete_view_class = DeskDeleteView
    menu_hook = MEMBERS_MENU
    inspect_view_enabled = True
    copy_view_enabled = False
    export_headings: dict[str, Any] = {}
    related: Sequence[str] = ()

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        options: dict[str, Any] = super().get_index_view_kwargs(**kwargs)
        options["export_headings"] = self.export_headings
        options["related"] = self.related
        return options
