"""What the desk's lists have in common: safe spreadsheets with headings, and one menu for the members' things."""

from collections import OrderedDict
from typing import Any

from django.utils.encoding import force_str
from django.utils.functional import Promise
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

MEMBERS_MENU = "register_members_menu_item"
"""The hook of the menu 「学校と相手校」: a viewset with this `menu_hook` stands in it, in the order of `menu_order`."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER_SIGNS = set("+-0123456789 ()")


def safe_cell(value: Any) -> Any:
    """The value for a spreadsheet. A text that a spreadsheet would run as a formula gets an apostrophe before it.

    Numbers and telephone numbers with their sign stay as they are, as do values that are no text.
    """
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS) and not set(value) <= _NUMBER_SIGNS:
        return f"'{value}"
    return value


class DeskIndexView(IndexView):
    """A list whose export holds nothing that a spreadsheet would run: schools type into these fields."""

    def to_row_dict(self, item: Any) -> "OrderedDict[str, Any]":
        row = super().to_row_dict(item)
        return OrderedDict((field, safe_cell(self._text(value))) for field, value in row.items())

    @staticmethod
    def _text(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "; ".join(force_str(each) for each in value)
        # A lazy translation is no text yet and would escape the check.
        return force_str(value) if isinstance(value, Promise) else value


class DeskViewSet(ModelViewSet):
    """A model's list and forms at the desk. `export_headings` names the exported columns by field."""

    index_view_class = DeskIndexView
    menu_hook = MEMBERS_MENU
    inspect_view_enabled = True
    copy_view_enabled = False
    export_headings: dict[str, Any] = {}

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        options: dict[str, Any] = super().get_index_view_kwargs(**kwargs)
        options["export_headings"] = self.export_headings
        return options
