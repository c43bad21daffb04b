"""All addresses of the portal. What stands outside `i18n_patterns` has no language of its own."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from casestudies.suggesting import suggest
from portal.api.casestudies import CaseStudiesView, CaseStudyView
from portal.api.errors import unknown_address
from portal.api.router import api_router
from portal.core.pages.sitemap import PortalSitemap
from portal.core.views import cards, errors, media, operations, search
from portal.core.views.suggest import suggest as suggest_anything

urlpatterns = [
    path("cms/originals/<path:name>", media.original, name="media-original"),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", media.rendition, name="media"),
    path("api/v2/casestudies/", CaseStudiesView.as_view(), name="api-casestudies"),
    path("api/v2/casestudies/<int:pk>/", CaseStudyView.as_view(), name="api-casestudy"),
    path("api/v2/", api_router.urls),
    path("api/<path:rest>", unknown_address),
    path("healthz", operations.healthz, name="healthz"),
    path("readyz", operations.readyz, name="readyz"),
    path("school-card/", include("members.schools.card_urls")),
    path("p/", include("members.partners.link_urls")),
    path("og/<int:pk>-<slug:digest>.png", cards.card, name="card"),
    path("robots.txt", operations.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PortalSitemap}}, name="sitemap"),
    *i18n_patterns(
        path("members/", include("members.urls")),
        path("newsletter/", include("newsletter.urls")),
        path("search/", search.search, name="search"),
        path("search/suggest/", suggest_anything, name="search-suggest"),
        path("casestudies/suggest/", suggest, name="casestudies-suggest"),
        # Files that pages serve: Wagtail's own pattern knows no dot. A redirect leads to them with a slash at the end.
        re_path(r"^((?:[\w\-]+/)+[\w\-]+\.(?:csv|ics|json|pdf))/?$", serve),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
