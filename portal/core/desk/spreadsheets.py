"""What the desk's lists write into files: nothing a spreadsheet would run, in the language of the person who asked."""

import datetime
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from django.utils import timezone, translation
from django.utils.encoding import force_str
from django.utils.functional import Promise
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from portal.core.spreadsheets import BOM, safe_cell


class SafeExportMixin(SpreadsheetExportMixin):
    """For Wagtail's lists and reports: harmless texts, moments in Japan time, semicolons in lists."""

    def to_row_dict(self, item: Any) -> "OrderedDict[str, Any]":
        row = super().to_row_dict(item)
        return OrderedDict((field, safe_cell(_as_text(value))) for field, value in row.items())

    def stream_csv(self, queryset: Any) -> Iterator[Any]:
        """The lines of the CSV file, led by the mark without which Excel takes Japanese for another encoding.

        A file is sent when the request and its language have been left behind, so each line is made in that language.
        """
        language = translation.get_language() or "ja"
        return _in_language(language, super().stream_csv(queryset))


def _in_language(language: str, lines: Iterator[Any]) -> Iterator[Any]:
    yield BOM
    while True:
        with translation.override(language):
            line = next(lines, None)
        if line is None:
            return
        yield line


def _as_text(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).replace(microsecond=0, tzinfo=None)
    if isinstance(value, list | tuple):
        return "; ".join(force_str(each) for each in value)
    # A lazy translation is no text yet and would escape the check.
    return force_str(value) if isinstance(value, Promise) else value
