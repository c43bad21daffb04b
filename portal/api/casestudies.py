"""`/api/v2/casestudies/`, `/api/v2/casestudies/<id>/`: the archive's search as JSON, with its address's parameters.

The contract is told in docs/api.md.
"""

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from wagtail.api.v2.utils import BadRequestError
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Locale

from casestudies.facets import Facet, facet_values, value_label
from casestudies.filters import Sort
from casestudies.models import CaseStudyPage
from casestudies.selectors import CaseSearch, search_cases
from portal.api.case_texts import case_texts
from portal.core.addresses import changed_query

DEFAULT_LIMIT, MAX_LIMIT = 20, 100
_FIRST_LANGUAGE = "ja"
_OWN_KEYS = {"locale", "limit", "offset", "page", "facets"}
_KEYS = {*Facet.values, "q", "sort", *_OWN_KEYS}
# No database counts further.
_MAX_NUMBER = 10**9
# The rendition the archive's own list shows: made already, and read along with the cases.
_COVER = ImageRenditionField("fill-640x480|format-webp")


# The answer may be kept, but must be asked for again: consent to a picture can end at any moment.
@method_decorator(cache_control(public=True, max_age=0, must_revalidate=True), name="dispatch")
@method_decorator(conditional_page, name="dispatch")
class OpenView(APIView):
    """Open to everybody: no session is read, so the answer is the same for all and carries an ETag of its content."""

    renderer_classes = [JSONRenderer]
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []


class CaseStudiesView(OpenView):
    """Live cases of one language as the archive finds them: `meta.total_count`, links to the next pages, and `items`.

    Takes `q`, the facets (repeated keys mean OR), `sort`, `locale` (ja), `limit` (20, at most 100) and `offset`, or the
    archive's `page` counted in steps of `limit`; `facets=1` adds the counts of all facets. What it does not understand
    is answered with 400 and a message.
    """

    def get(self, request: Request) -> Response:
        try:
            return Response(_answer(request._request, request.query_params))
        except BadRequestError as fault:
            return Response({"message": str(fault)}, status=400)


def _answer(request: HttpRequest, params: QueryDict) -> dict[str, Any]:
    _refuse_unknown_keys(params)
    locale = _locale(params)
    limit = _number(params, "limit", DEFAULT_LIMIT, MAX_LIMIT)
    offset = _offset(params, limit)
    with translation.override(locale.language_code):
        search = search_cases(params, locale)
        _refuse_unknown_values(search, params)
        meta: dict[str, Any] = {"total_count": search.total, **_page_links(request, search.total, limit, offset)}
        if search.meant:
            meta["did_you_mean"] = {"q": search.meant.q, "total_count": search.meant.count}
        if params.get("facets") == "1":
            meta["facets"] = _facet_counts(search)
        items = [_item(case, request) for case in search.cases[offset : offset + limit]] if limit else []
        return {"meta": meta, "items": items}


class CaseStudyView(OpenView):
    """One live case with all its public texts, in its own language."""

    def get(self, request: Request, pk: int) -> Response:
        case = CaseStudyPage.objects.live().select_related("locale").filter(pk=pk).first()
        if case is None:
            raise Http404
        with translation.override(case.locale.language_code):
            return Response({**_item(case, request._request), "texts": case_texts(case, request._request)})


def _page_links(request: HttpRequest, total: int, limit: int, offset: int) -> dict[str, str | None]:
    """The addresses of the following and the preceding items with the same conditions; None where there are none."""

    def link(start: int) -> str:
        query = changed_query(request.GET, put={"offset": start or None, "limit": limit, "page": None})
        return request.build_absolute_uri(f"{request.path}{query}")

    following = limit and offset + limit < total
    preceding = limit and offset and total
    return {
        "next": link(offset + limit) if following else None,
        "previous": link(max(0, min(offset, total) - limit)) if preceding else None,
    }


def _facet_counts(search: CaseSearch) -> dict[str, list[dict[str, Any]]]:
    return {
        group.name: [
            {"value": option.value, "label": option.label, "count": option.count}
            for option in [*group.options, *group.more]
        ]
        for group in search.facets
    }


def _refuse_unknown_keys(params: QueryDict) -> None:
    unknown = sorted(set(params) - _KEYS)
    if unknown:
        raise BadRequestError(f"unknown parameters: {', '.join(unknown)[:200]}")


def _refuse_unknown_values(search: CaseSearch, params: QueryDict) -> None:
    query = search.query
    if query.ignored:
        key, value = query.ignored[0]
        raise BadRequestError(f"{key}: {value[:60]!r} is not one of its codes")
    if query.error:
        raise BadRequestError(f"q: {query.error}")
    _refuse_unless_in("sort", params.get("sort", ""), Sort.values)
    _refuse_unless_in("facets", params.get("facets", ""), {"0", "1"})


def _refuse_unless_in(key: str, value: str, known: Collection[str]) -> None:
    if value and value not in known:
        raise BadRequestError(f"{key}: {value[:60]!r} is not one of {', '.join(sorted(known))}")


def _locale(params: QueryDict) -> Locale:
    code = params.get("locale") or _FIRST_LANGUAGE
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    _refuse_unless_in("locale", code, locales)
    return locales[code]


def _offset(params: QueryDict, limit: int) -> int:
    if params.get("page"):
        if params.get("offset"):
            raise BadRequestError("page and offset exclude each other")
        return (_number(params, "page", 1, _MAX_NUMBER, least=1) - 1) * limit
    return _number(params, "offset", 0, _MAX_NUMBER)


def _number(params: QueryDict, key: str, default: int, most: int, least: int = 0) -> int:
    typed = params.get(key) or str(default)
    if not (typed.isascii() and typed.isdigit() and len(typed) <= len(str(_MAX_NUMBER))):
        raise BadRequestError(f"{key} must be a whole number of at least {least}")
    number = int(typed)
    if not least <= number <= most:
        raise BadRequestError(f"{key} must lie between {least} and {most}")
    return number


def _item(case: CaseStudyPage, request: HttpRequest) -> dict[str, Any]:
    address = request.build_absolute_uri(case.get_url(request))
    cover = case.published_cover
    return {
        "id": case.pk,
        "meta": {"type": "casestudies.CaseStudyPage", "slug": case.slug, "html_url": address},
        "title": case.title,
        "summary": case.summary,
        "html_url": address,
        "facets": _facets(case),
        "facts": _facts(case),
        "cover": _COVER.to_representation(cover) if cover else None,
    }


def _facets(case: CaseStudyPage) -> dict[str, list[dict[str, str]]]:
    """The values of each facet with their labels in the language of the case; every facet is named."""
    facets: dict[str, list[dict[str, str]]] = {facet: [] for facet in Facet.values}
    for facet, value in facet_values(case):
        facets[facet].append({"value": value, "label": value_label(facet, value)})
    return facets


def _facts(case: CaseStudyPage) -> dict[str, Any]:
    named = {
        "school_name": case.public_school_name,
        "municipality": case.public_municipality,
        "partner_school": case.public_partner_school,
    }
    names = ("grades", "pupils", "partner_place", "partner_pupils")
    when = ("date_from", "date_until", "minutes", "meetings", "first_timer")
    return {**named, **{name: getattr(case, name) for name in (*names, *when)}}
