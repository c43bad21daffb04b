"""What machines ask: is the process there, can it work, what may be crawled."""

import logging

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

logger = logging.getLogger("portal.readiness")


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _cache() -> None:
    cache.set("readyz", "ok", 5)
    if cache.get("readyz") != "ok":
        raise RuntimeError("the cache forgot what it was given")


def _search() -> None:
    get_search_backend().search("readyz", Page.objects.all()).count()


def _storage() -> None:
    default_storage.exists("readyz")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether database, cache, search and storage can be used: 200 or 503 and which of them failed."""
    answers = {}
    for name, probe in (("database", _database), ("cache", _cache), ("search", _search), ("storage", _storage)):
        try:
            probe()
            answers[name] = "ok"
        except Exception:  # whatever it is, the answer is that this part is not ready
            logger.exception("%s is not ready", name)
            answers[name] = "failed"
    return JsonResponse(answers, status=200 if set(answers.values()) == {"ok"} else 503)


def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /members/",
        "Disallow: /en/members/",
        "Disallow: /p/",
        # Each is a page of the site set anew: work for us and nothing for a search engine.
        "Disallow: /*/case.pdf$",
        "Disallow: /*/collection.pdf$",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
