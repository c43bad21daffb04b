"""Case studies for the pages of other rooms, which know no case study themselves."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page

from casestudies.cards import case_card, key_facts, our_school, partner_school, period_label, reasons_line
from casestudies.models import CaseStudyPage
from casestudies.selectors import cases_of_country as select_of_country
from casestudies.selectors import cases_of_programme as select_of_programme
from casestudies.selectors import cases_of_type as select_of_type
from casestudies.selectors import latest_cases as select_latest
from casestudies.similar import similar_cases
from casestudies.story import Part, VoiceGroup
from casestudies.story import story_parts as parts_of
from casestudies.story import voice_groups as groups_of
from portal.core.navigation import home_url
from portal.core.pictures import drawing_for

register = template.Library()


def _archive_url(**values: str) -> str:
    """The address of the archive in the active language, narrowed to these values."""
    query = "&".join(f"{key}={value}" for key, value in values.items())
    return f"{home_url()}casestudies/{'?' + query if query else ''}"


@register.inclusion_tag("casestudies/includes/latest_cases.html", takes_context=True)
def latest_cases(context: Context, number: int = 3) -> dict[str, Any]:
    """`{% latest_cases 3 %}`: a grid of the newest cases and the way to the archive."""
    request = context.get("request")
    return {"cards": [case_card(case, request) for case in select_latest(number)], "archive_url": _archive_url()}


@register.inclusion_tag("casestudies/includes/cases_of_type.html", takes_context=True)
def cases_of_type(context: Context, exchange_type: str, number: int = 3) -> dict[str, Any]:
    """`{% cases_of_type page.exchange_type 3 %}`: a section with the newest cases of a type; nothing when none."""
    request = context.get("request")
    cards = [case_card(case, request) for case in select_of_type(exchange_type, number)]
    return {"cards": cards, "archive_url": _archive_url(exchange_type=exchange_type)}


@register.inclusion_tag("casestudies/includes/cases_of_country.html", takes_context=True)
def cases_of_country(context: Context, country: str, name: str, number: int = 3) -> dict[str, Any]:
    """`{% cases_of_country page.country name 3 %}`: a section with the newest cases there; nothing when none."""
    request = context.get("request")
    cards = [case_card(case, request) for case in select_of_country(country, number)]
    return {"cards": cards, "name": name, "archive_url": _archive_url(country=country)}


@register.inclusion_tag("casestudies/includes/cases_of_programme.html", takes_context=True)
def cases_of_programme(context: Context, page: Page, number: int = 3) -> dict[str, Any]:
    """`{% cases_of_programme page 3 %}`: a section with the newest cases of a programme; nothing when none."""
    request = context.get("request")
    return {"cards": [case_card(case, request) for case in select_of_programme(page, number)]}


@register.simple_tag
def archive_url(**values: str) -> str:
    """`{% archive_url country=page.country as url %}`: the archive, narrowed to these values."""
    return _archive_url(**values)


@register.inclusion_tag("casestudies/includes/related_cases.html", takes_context=True)
def related_cases(context: Context, case: CaseStudyPage, number: int = 3) -> dict[str, Any]:
    """`{% related_cases page 3 %}`: a section with the cases most alike, each saying what is shared."""
    request = context.get("request")
    found = similar_cases(case, number)
    return {"cards": [case_card(one.case, request, meta=reasons_line(one.reasons)) for one in found]}


@register.inclusion_tag("casestudies/includes/case_teaser.html", takes_context=True)
def case_teaser(context: Context, case: CaseStudyPage | None, text: str = "") -> dict[str, Any]:
    """`{% case_teaser value.case value.text %}`: one case in a row, in the language of the page it stands on.

    Nothing is shown for a case that is not public; a case without a translation is shown in its own language.
    """
    if case is None:
        return {}
    shown = case.get_translations(inclusive=True).live().filter(locale__language_code=get_language()).first() or case
    return {"card": case_card(shown, context.get("request")) if shown.live else None, "text": text or shown.summary}


@register.simple_tag
def school_pair(case: CaseStudyPage) -> dict[str, Any]:
    """`{% school_pair page as pair %}`: ours and theirs, as `components/pair.html` takes them."""
    return {"ours": our_school(case), "theirs": partner_school(case)}


@register.simple_tag
def wish_like(case: CaseStudyPage) -> str:
    """`{% wish_like page %}`: the address of a new wish that begins with what this case did.

    The members' area reads the codes out of the address: the two rooms know nothing else of each other.
    """
    values: dict[str, Any] = {
        "case": case.slug,
        "exchange_type": case.exchange_types[:1],
        "theme": case.themes,
        "country": case.countries,
        "language": case.languages,
        "grade": case.grades,
        "tool": case.tools,
        "pupils": case.pupils or [],
        "minutes": case.minutes or [],
    }
    return f"{reverse('members:wish-create')}?{urlencode(values, doseq=True)}"


@register.simple_tag
def case_facts(case: CaseStudyPage) -> list[tuple[str, str]]:
    """`{% case_facts page as facts %}`: label and value of each fact."""
    return key_facts(case)


@register.simple_tag
def story_parts(case: CaseStudyPage) -> list[Part]:
    """`{% story_parts page as parts %}`: the sections of the story, each with anchor, heading and template."""
    return parts_of(case)


@register.simple_tag
def voice_groups(case: CaseStudyPage) -> list[VoiceGroup]:
    """`{% voice_groups page as groups %}`: the voices of each side."""
    return groups_of(case)


@register.filter
def period(case: CaseStudyPage) -> str:
    """The day of an exchange, or its first and last day where it took longer."""
    return period_label(case)


@register.filter
def drawing_of(case: CaseStudyPage) -> str:
    """The drawing that stands for a case without a public photograph."""
    return drawing_for(case.themes, case.exchange_types)
