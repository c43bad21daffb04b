"""What the search boxes propose of the archive while somebody types; its own at `/casestudies/suggest/?q=`."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from casestudies.filters import parse_query
from casestudies.terms import Kind, Term, terms
from portal.core.navigation import home_url
from portal.core.suggesting.registry import Suggestion

KEPT_SECONDS = 60
"""So long an answer may be kept: nobody waits for one twice while typing, and a change of the cases is soon seen."""
_FACETS = {Kind.COUNTRY, Kind.EXCHANGE_TYPE, Kind.THEME}


@dataclass(frozen=True)
class Option:
    """One row of the list: what it says, and what choosing it does.

    Either it puts `value` under the key `name` of the archive's address, or it leads to the case at `url`.
    """

    label: str
    kind: str
    number: int | None = None
    name: str = ""
    value: str = ""
    url: str = ""


@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def suggest(request: HttpRequest) -> HttpResponse:
    """The options for `q` as the rows of a list box, numbers among the cases that fit the facets of the address.

    Always 200; nothing for nothing. One query, no session: the answer is the same for everybody who asks.
    """
    found = terms.of(get_language() or "ja").proposals(request.GET.get("q", ""), parse_query(request.GET))
    # Without the request: what every page shows around its content is not asked for.
    content = render_to_string("components/suggestions.html", {"options": list(_options(found))})
    return HttpResponse(content, headers={"X-Robots-Tag": "noindex"})


def _options(found: list[Term]) -> Iterator[Option]:
    archive = f"{home_url()}casestudies/"
    for term in found:
        kind = capfirst(str(term.kind.label))
        if term.kind == Kind.TITLE:
            yield Option(term.label, kind, url=f"{archive}{term.value}/")
        elif term.kind in _FACETS:
            yield Option(term.label, kind, term.number, term.kind.value, term.value)
        else:
            yield Option(term.label, kind, term.number, "q", phrase(term.value))


def suggest_cases(folded: str, language: str) -> Iterator[Suggestion]:
    """What the archive knows, for the box of the site search: its words, which are searched for, and its cases."""
    archive = f"{home_url(language)}casestudies/"
    for term in terms.of(language).proposals(folded):
        kind = capfirst(str(term.kind.label))
        yield Suggestion(term.label, kind, f"{archive}{term.value}/" if term.kind == Kind.TITLE else "")


def phrase(name: str) -> str:
    """A name as a search for exactly these words."""
    return f'"{name.replace(chr(34), " ").strip()}"'
