from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class PrintRoutes(RoutablePageMixin):
    """`print/` and `case.pdf`: a case on one page of A4."""

    class Meta:
        abstract = True

    @path("print/")
    def print_page(self, request: HttpRequest) -> HttpResponse:
        from casestudies.printing.documents import case_context  # reads the models of this package

        context: dict[str, Any] = case_context(self)
        return self.render(request, context_overrides=context, template="casestudies/print/case.html")

    @path("case.pdf/")
    def print_pdf(self, request: HttpRequest) -> HttpResponseBase:
        from casestudies.printing.documents import case_printable
        from portal.core.printing.responses import pdf_response

        return pdf_response(request, case_printable(self))
