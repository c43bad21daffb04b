from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class IndexRoutes(RoutablePageMixin):
    """`feed/`: the newest issues in the language of the list."""

    class Meta:
        abstract = True

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        from newsletter.feeds import issue_feed  # reads the models of this package

        return issue_feed(request, self)
