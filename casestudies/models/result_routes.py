"""What can be taken along from a search of the archive: a feed, and its facts as open data."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

if TYPE_CHECKING:
    from casestudies.selectors import CaseSearch


class ResultRoutes(RoutablePageMixin):
    """Addresses below the archive that take its parameters.

    The pattern of a file ends in a slash because Wagtail puts one behind every path; the address itself has none.
    """

    locale: Any

    class Meta:
        abstract = True

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        from casestudies.feeds import atom_feed

        content = atom_feed(self._search(request, sort="newest"), self, request)
        return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")

    @path("export.csv/")
    def export_csv(self, request: HttpRequest) -> StreamingHttpResponse:
        from casestudies.exports import csv_file

        return _file(csv_file(self._search(request), request), "text/csv; charset=utf-8", "case-studies.csv")

    @path("export.json/")
    def export_json(self, request: HttpRequest) -> StreamingHttpResponse:
        from casestudies.exports import json_file

        return _file(json_file(self._search(request), request), "application/json", "case-studies.json")

    def _search(self, request: HttpRequest, **fixed: str) -> "CaseSearch":
        from casestudies.selectors import search_cases  # reads the models of this package

        params = request.GET.copy()
        for key, value in fixed.items():
            params[key] = value
        return search_cases(params, self.locale)


def _file(parts: Any, kind: str, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return StreamingHttpResponse(parts, content_type=kind, headers=headers)
