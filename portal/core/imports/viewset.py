"""The pages of one kind of import, to be registered by its room with `register_admin_viewset`."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from . import meaning_views, views
from .importer import Importer


class ImportMenuItem(MenuItem):
    """Shown to those who may use the import."""

    def __init__(self, *args: Any, importer: Importer[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.importer = importer

    def is_shown(self, request: HttpRequest) -> bool:
        """Asked once a request: Wagtail asks twice about what stands in a menu below the main one."""
        answers: dict[str, bool] = vars(request).setdefault("may_import", {})
        if self.importer.code not in answers:
            answers[self.importer.code] = self.importer.may_use(request.user)
        return answers[self.importer.code]


class ImportViewSet(ViewSet):
    """`ImportViewSet(importer, menu_order=321)`: pages under `/cms/imports/<code>/`, and an entry in the menu.

    `menu_hook` is the menu it stands in, the main one unless said otherwise.
    """

    icon = "upload"
    menu_hook = "register_admin_menu_item"

    def __init__(self, importer: Importer[Any], **kwargs: Any) -> None:
        super().__init__(
            f"import_{importer.code}", url_prefix=f"imports/{importer.code}", menu_label=importer.title, **kwargs
        )
        self.importer = importer

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        return ImportMenuItem(
            self.menu_label,
            self.menu_url,
            name=self.url_namespace,
            icon_name=self.icon,
            order=self.get_menu_item_order(order),
            importer=self.importer,
        )

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {"importer": self.importer, "namespace": self.url_namespace, **kwargs}

    def get_urlpatterns(self) -> list[URLPattern]:
        pages: list[tuple[str, str, Any]] = [
            ("", "index", views.ListView),
            ("new/", "new", views.HandInView),
            ("template.xlsx", "template", views.TemplateView),
            ("<int:pk>/", "job", views.JobView),
            ("<int:pk>/apply/", "apply", views.ApplyView),
            ("<int:pk>/undo/", "undo", views.UndoView),
            ("<int:pk>/again/", "again", views.AgainView),
            ("<int:pk>/faults.csv", "faults", views.FaultsView),
            ("<int:pk>/headings/", "explain", meaning_views.ExplainView),
            ("headings/", "meanings", meaning_views.MeaningsView),
            ("headings/<int:pk>/forget/", "forget", meaning_views.ForgetView),
        ]
        return [path(route, self.construct_view(view), name=name) for route, name, view in pages]
