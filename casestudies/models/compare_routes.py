from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class CompareRoutes(RoutablePageMixin):
    """`compare/?case=1&case=2`: cases of the archive side by side."""

    locale: Any

    class Meta:
        abstract = True

    @path("compare/")
    def compare(self, request: HttpRequest) -> HttpResponse:
        from casestudies.comparing import compare  # reads the models of this package

        context = {"comparison": compare(request.GET, self.locale)}
        return self.render(request, context_overrides=context, template="casestudies/compare.html")
