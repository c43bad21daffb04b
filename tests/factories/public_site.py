"""Pages of the public site for tests: published, under the home page, in Japanese unless said otherwise."""

import datetime
import itertools
from typing import Any

from wagtail.models import Locale, Page

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from home.clock import TOKYO
from home.models import (
    AccessibilityResultsPage,
    ActivityIndexPage,
    ActivityPage,
    ContactPage,
    EasyIndexPage,
    EasyPage,
    EventIndexPage,
    EventPage,
    FaqEntry,
    FaqPage,
    FlowPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    PartnerRegionIndexPage,
    PartnerRegionPage,
    ProgrammeIndexPage,
    ProgrammePage,
    SiteMapPage,
    StandardPage,
    StatisticsPage,
)
from home.services.easy import compare
from newsletter.models import IssuePage, NewsletterIndexPage
from portal.core.vocabulary import grades_of_school

_numbers = itertools.count(1)

SECTIONS: dict[str, type[Page]] = {
    "about": StandardPage,
    "activities": ActivityIndexPage,
    "casestudies": CaseStudyIndexPage,
    "newsletter": NewsletterIndexPage,
    "news": NewsIndexPage,
    "events": EventIndexPage,
    "statistics": StatisticsPage,
    "faq": FaqPage,
    "contact": ContactPage,
    "partners": PartnerRegionIndexPage,
    "programmes": ProgrammeIndexPage,
    "sitemap": SiteMapPage,
    "easy": EasyIndexPage,
}


def japanese_home() -> HomePage:
    return HomePage.objects.get(locale__language_code="ja", depth=2)


def section(slug: str) -> Any:
    """The page directly under the Japanese home page, made when missing."""
    kind = SECTIONS[slug]
    found = kind.objects.filter(slug=slug, locale__language_code="ja").first()
    if found is None:
        found = japanese_home().add_child(instance=kind(title=f"見出し{slug}", slug=slug))
    return found


def translated(page: Any, **fields: Any) -> Any:
    """The published English version of a page; its parents are translated first."""
    english = Locale.objects.get(language_code="en")
    parent = page.get_parent().specific
    if parent.get_translation_or_none(english) is None:
        translated(parent)
    copy = page.copy_for_translation(english)
    values = {"title": f"English {page.slug}", **fields}
    for name, value in values.items():
        setattr(copy, name, value)
    copy.draft_title = copy.title
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)


def make_case(**fields: Any) -> CaseStudyPage:
    """A published case study: an elementary school and Taiwan, live online, on food, in November 2025.

    Another kind of school has the first of its own grades.
    """
    number = next(_numbers)
    school_type = fields.get("school_type", "elementary")
    grade = "e5" if school_type in {"elementary", "compulsory"} else grades_of_school(school_type)[0].value
    values = {
        "title": f"事例{number}",
        "slug": f"case-{number}",
        "summary": "両校の児童が話し合いました。",
        "school_type": "elementary",
        "municipality": "13108",
        "grades": [grade],
        "pupils": 30,
        "countries": ["TW"],
        "exchange_types": ["live_online"],
        "themes": ["food"],
        "subjects": ["foreign_language"],
        "languages": ["en"],
        "date_from": datetime.date(2025, 11, 12),
        **fields,
    }
    return section("casestudies").add_child(instance=CaseStudyPage(**values))


def make_issue(number: int = 1, **fields: Any) -> IssuePage:
    values = {
        "title": f"通信 第{number}号",
        "slug": str(number),
        "number": number,
        "month": datetime.date(2021, 9, 1),
        "body": [{"type": "text", "value": {"heading": "見出し", "text": "<p>本文です。</p>"}}],
        **fields,
    }
    return section("newsletter").add_child(instance=IssuePage(**values))


def make_news(**fields: Any) -> NewsPage:
    number = next(_numbers)
    values = {"title": f"お知らせ{number}", "slug": f"news-{number}", "date": datetime.date(2026, 11, 2), **fields}
    return section("news").add_child(instance=NewsPage(**values))


def make_event(**fields: Any) -> EventPage:
    """A published event of an hour: a briefing on 1 July 2027 at ten, unless said otherwise."""
    number = next(_numbers)
    begins = fields.pop("starts_at", datetime.datetime(2027, 7, 1, 10, tzinfo=TOKYO))
    values = {
        "title": f"イベント{number}",
        "slug": f"event-{number}",
        "event_type": "briefing",
        "starts_at": begins,
        "ends_at": begins + datetime.timedelta(hours=1),
        **fields,
    }
    return section("events").add_child(instance=EventPage(**values))


def make_activity(exchange_type: str = "live_online", **fields: Any) -> ActivityPage:
    values = {
        "title": f"交流 {exchange_type}",
        "slug": exchange_type.replace("_", "-"),
        "exchange_type": exchange_type,
        **fields,
    }
    return section("activities").add_child(instance=ActivityPage(**values))


def make_region(**fields: Any) -> PartnerRegionPage:
    """A published page of Taiwan, unless another country is given."""
    values = {"title": "台湾", "slug": "taiwan", "country": "TW", "zone": "Asia/Taipei", **fields}
    return section("partners").add_child(instance=PartnerRegionPage(**values))


def make_programme(**fields: Any) -> ProgrammePage:
    """A published programme: a lecturer for one class of an elementary school in the wards, without cost."""
    number = next(_numbers)
    values = {
        "title": f"講座{number}",
        "slug": f"programme-{number}",
        "provider": "国際協力の会",
        "kinds": ["lecturer"],
        "school_types": ["elementary"],
        "areas": ["wards"],
        "scales": ["class"],
        "cost": "free",
        **fields,
    }
    return section("programmes").add_child(instance=ProgrammePage(**values))


def make_flow(**fields: Any) -> FlowPage:
    values = {"title": "流れと費用", "slug": "flow", **fields}
    return section("about").add_child(instance=FlowPage(**values))


def make_results(**fields: Any) -> AccessibilityResultsPage:
    """A published page of test results of 2 November 2026, without any result unless given."""
    values = {
        "title": "試験結果",
        "slug": "results",
        "tested_on": datetime.date(2026, 11, 2),
        "technologies": "HTML, CSS",
        **fields,
    }
    return section("about").add_child(instance=AccessibilityResultsPage(**values))


def make_easy(source: Page, **fields: Any) -> EasyPage:
    """The published edition of a page in plain Japanese, compared with it as it is now."""
    values = {"title": f"やさしい{source.title}", "slug": source.slug, "source": source, **fields}
    page = EasyPage(**values)
    compare(page)
    return section("easy").add_child(instance=page)


def make_faq(question: str = "費用はかかりますか。", language: str = "ja", **fields: Any) -> FaqEntry:
    locale = Locale.objects.get(language_code=language)
    values = {"question": question, "answer": "<p>学校の負担はありません。</p>", "category": "cost", **fields}
    return FaqEntry.objects.create(locale=locale, **values)


def make_site() -> None:
    """One page of every type in both languages."""
    for slug in SECTIONS.keys() - {"easy"}:
        translated(section(slug))
    translated(make_case(slug="lunch"))
    translated(make_issue(1))
    translated(make_news(slug="call"))
    translated(make_event(slug="briefing"))
    translated(make_activity())
    translated(make_region())
    translated(make_programme(slug="lecture"))
    translated(make_flow())
    translated(make_results())
    make_faq()
    make_faq("What does it cost?", "en")
