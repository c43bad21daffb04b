"""What a case study shows in lists and the facts at the top of its page, in the words of the active language."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from casestudies.models import CaseStudyPage
from portal.core.dates import fiscal_year, long_date, short_date, short_fiscal_year
from portal.core.municipalities import MUNICIPALITIES
from portal.core.pictures import drawing_for
from portal.core.search.highlight import Marker
from portal.core.search.selectors import page_text
from portal.core.vocabulary import SchoolType, Subject

# In these schools the grade already says the kind of school.
_GRADE_SAYS_TYPE = {SchoolType.ELEMENTARY, SchoolType.JUNIOR_HIGH, SchoolType.HIGH}
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class CaseCard:
    """The inputs of `components/case_card.html`; title and summary are marked up where they hold hits."""

    title: str
    url: str
    image: Any
    drawing: str
    meta: str
    summary: str
    tags: list[str] = field(default_factory=list)
    key: int = 0


@dataclass(frozen=True)
class SchoolFacts:
    """One school of the pair, as `components/pair.html` takes it."""

    title: str
    hint: str
    text: str


def enumeration(labels: Iterable[str]) -> str:
    """The labels as words in a row: 「英語、日本語」, “English, Japanese”."""
    return pgettext("between the items of a list", ", ").join(label for label in labels if label)


def _side_by_side(parts: Iterable[str]) -> SafeString:
    """Facts in one line, each kept whole where the line breaks."""
    separator = pgettext("between facts in one line", " · ")
    shown = [part for part in parts if part]
    pairs = [(part, separator.rstrip()) for part in shown[:-1]] + [(part, "") for part in shown[-1:]]
    # A space at the end of a part would be lost: it stands between the parts.
    gap = " " if separator.endswith(" ") else ""
    return format_html_join(gap, '<span class="ph">{}{}</span>', pairs)


def _aside(text: str, more: str) -> str:
    """The text with a remark in brackets, or alone."""
    return pgettext("a remark in brackets", "%(text)s (%(more)s)") % {"text": text, "more": more} if more else text


def pupils_label(number: int | None) -> str:
    if not number:
        return ""
    return ngettext("%(number)d pupil", "%(number)d pupils", number) % {"number": number}


def school_label(case: CaseStudyPage) -> str:
    """The kind of school and its grades: 「小学校5年」, 「特別支援学校　高校1年」."""
    grades = enumeration(case.labels("grades"))
    kind = case.get_school_type_display()
    if not grades:
        return kind
    gap = pgettext("between two words", " ")
    return grades if case.school_type in _GRADE_SAYS_TYPE else f"{kind}{gap}{grades}"


def country_label(case: CaseStudyPage) -> str:
    return enumeration(case.labels("countries"))


def case_card(
    case: CaseStudyPage, request: HttpRequest | None = None, marker: Marker | None = None, meta: str = ""
) -> CaseCard:
    """The card of a case. With a marker hits are marked, and the story is shown where it has them and the lead not."""
    place = _aside(country_label(case), case.partner_place)
    line = _side_by_side(
        [_aside(school_label(case), pupils_label(case.pupils)), place, short_fiscal_year(case.fiscal_year)]
    )
    return CaseCard(
        title=marker.highlight(case.title) if marker else case.title,
        url=case.get_url(request) or "",
        image=case.cover,
        drawing=drawing_for(case.themes, case.exchange_types),
        meta=meta or line,
        summary=_excerpt(case, marker) if marker else case.summary,
        tags=card_tags(case),
        key=case.pk,
    )


def _excerpt(case: CaseStudyPage, marker: Marker) -> SafeString:
    """The lead with its hits marked; where it has none, the part of the story that has some."""
    text = page_text(case, marker)
    return marker.highlight(text) if text == case.summary else marker.excerpt(text)


def card_tags(case: CaseStudyPage) -> list[str]:
    """Exchange types, subjects, minutes, and whether it was the school's first exchange."""
    subjects = [code for code in case.subjects if code != Subject.OTHER]
    tags = [*case.labels("exchange_types"), *case.labels_of("subjects", subjects)]
    if case.minutes:
        tags.append(minutes_label(case.minutes))
    if case.first_timer:
        tags.append(_("First exchange"))
    return tags


def minutes_label(minutes: int) -> str:
    return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}


def reasons_line(reasons: Iterable[str]) -> SafeString:
    """Why a similar case is shown, in one line: 「同じ学年・同じテーマ（給食・食文化）」."""
    return _side_by_side([capfirst(reason) for reason in reasons])


def our_school(case: CaseStudyPage) -> SchoolFacts:
    """The school in Tokyo; where it is unnamed, its kind and its area stand for the name."""
    municipality = MUNICIPALITIES.get(case.public_municipality)
    unnamed = _aside(_("A school in Tokyo"), case.get_school_type_display())
    people = [pupils_label(case.pupils)]
    if case.teachers:
        people.append(ngettext("%(number)d teacher", "%(number)d teachers", case.teachers) % {"number": case.teachers})
    text = _("It was the school's first exchange with a school abroad.") if case.first_timer else ""
    scale = case.get_group_scale_display() if case.group_scale else ""
    hint = _side_by_side([school_label(case), *people, scale, str(municipality or "")])
    return SchoolFacts(case.public_school_name or unnamed, hint, text)


def partner_school(case: CaseStudyPage) -> SchoolFacts:
    """The partner; where it is unnamed, its country stands for the name."""
    country = country_label(case)
    unnamed = _("A partner in %(country)s") % {"country": country} if country else _("The partner")
    place = _aside(country, case.partner_place)
    return SchoolFacts(
        case.public_partner_school or unnamed,
        _side_by_side([place, _ages(case), pupils_label(case.partner_pupils)]),
        "",
    )


def _ages(case: CaseStudyPage) -> str:
    youngest, oldest = case.partner_age_min, case.partner_age_max
    if youngest is None and oldest is None:
        return ""
    if youngest is None or oldest is None or youngest == oldest:
        return _("aged %(age)d") % {"age": youngest if youngest is not None else oldest}
    return _("aged %(youngest)d to %(oldest)d") % {"youngest": youngest, "oldest": oldest}


def key_facts(case: CaseStudyPage) -> Facts:
    """The facts beside the story, label and value; empty values are left out by the component."""
    when, *how = meeting_facts(case)
    return [
        when,
        (_("Fiscal year"), fiscal_year(case.fiscal_year)),
        *how[:2],
        (_("Exchange type"), enumeration(case.labels("exchange_types"))),
        (_("Theme"), enumeration(case.labels("themes"))),
        *how[2:],
        (_("Founder"), case.get_founder_display()),
        (_("Programme"), _programme(case)),
    ]


def meeting_facts(case: CaseStudyPage) -> Facts:
    """When, how long, at what time of the day, in which subject, language and tool: what no heading of a case says."""
    return [
        (pgettext("date of a case study", "When"), period_label(case)),
        (_("Length"), _length(case)),
        (_("Time of the day"), enumeration(case.labels("lesson_slots"))),
        (_("Subject"), enumeration(case.labels("subjects"))),
        (_("Language"), enumeration(case.labels("languages"))),
        (_("Tool"), enumeration(case.labels("tools"))),
    ]


def _programme(case: CaseStudyPage) -> str:
    """The name of the programme, a link where its page is public."""
    page = case.public_programme_page
    if page is None:
        return case.programme_name
    return format_html('<a href="{}">{}</a>', page.get_url(), case.programme_name or page.title)


def period_label(case: CaseStudyPage) -> str:
    """The day of an exchange, or its first and last day."""
    if not case.date_until or case.date_until == case.date_from:
        return long_date(case.date_from)
    return _("%(first)s to %(last)s") % {"first": short_date(case.date_from), "last": short_date(case.date_until)}


def _length(case: CaseStudyPage) -> str:
    times = ""
    if case.meetings:
        times = ngettext("%(number)d time", "%(number)d times", case.meetings) % {"number": case.meetings}
    return _side_by_side([minutes_label(case.minutes) if case.minutes else "", times])
