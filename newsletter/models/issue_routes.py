from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class IssueRoutes(RoutablePageMixin):
    """`print/` and `issue.pdf`: an issue on sheets of A4.

    The pattern of a file ends in a slash because Wagtail puts one behind every path; the address itself has none.
    """

    class Meta:
        abstract = True

    @path("print/")
    def print_page(self, request: HttpRequest) -> HttpResponse:
        from newsletter.printing.documents import TEMPLATE, issue_context  # reads the models of this package

        context: dict[str, Any] = issue_context(self)
        return self.render(request, context_overrides=context, template=TEMPLATE)

    @path("issue.pdf/")
    def print_pdf(self, request: HttpRequest) -> HttpResponseBase:
        from newsletter.printing.documents import issue_printable
        from portal.core.printing.responses import pdf_response

        return pdf_response(request, issue_printable(self))
