from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class CollectionRoutes(RoutablePageMixin):
    """`collection/`: the fiscal years; `collection/<year>/`: all cases of one; its `collection.pdf`."""

    locale: Any

    class Meta:
        abstract = True

    @path("collection/")
    def collections(self, request: HttpRequest) -> HttpResponse:
        from casestudies.printing.collection import years_of  # reads the models of this package

        context = {"years": years_of(self.locale)}
        return self.render(request, context_overrides=context, template="casestudies/collections.html")

    @path("collection/<int:year>/")
    def collection(self, request: HttpRequest, year: int) -> HttpResponse:
        from casestudies.printing.collection import contents
        from casestudies.printing.volumes import PER_PAGE, TEMPLATE, collection_context
        from portal.core.pagination import paginate

        self._number_of_cases(year)
        entries = contents(self.locale, year, PER_PAGE)
        found = paginate(request, entries, PER_PAGE)
        context = {**collection_context(self, year, entries, list(found)), "page_obj": found}
        return self.render(request, context_overrides=context, template=TEMPLATE)

    @path("collection/<int:year>/collection.pdf/")
    def collection_pdf(self, request: HttpRequest, year: int) -> HttpResponseBase:
        from casestudies.printing.volumes import collection_printable
        from portal.core.printing.kinds import NothingToPrintError
        from portal.core.printing.responses import pdf_response

        asked = request.GET.get("volume", "1")
        volume = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
        try:
            printable = collection_printable(self, year, self._number_of_cases(year), volume)
        except NothingToPrintError as error:
            raise Http404 from error
        return pdf_response(request, printable)

    def _number_of_cases(self, year: int) -> int:
        """Raises Http404 for a year without cases."""
        from casestudies.printing.collection import years_of

        number = years_of(self.locale).get(year)
        if not number:
            raise Http404
        return number
