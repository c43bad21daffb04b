"""Pages of the public site for tests: published, under the home page, in Japanese unless said otherwise."""

import datetime
import itertools
from typing import Any

from wagtail.models import Locale, Page

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from home.models import (
    ActivityIndexPage,
    ActivityPage,
    ContactPage,
    FaqEntry,
    FaqPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
)
from newsletter.models import IssuePage, NewsletterIndexPage
from portal.core.vocabulary import grades_of_school

_numbers = itertools.count(1)

SECTIONS: dict[str, type[Page]] = {
    "about": StandardPage,
    "activities": ActivityIndexPage,
    "casestudies": CaseStudyIndexPage,
    "newsletter": NewsletterIndexPage,
    "news": NewsIndexPage,
    "faq": FaqPage,
    "contact": ContactPage,
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


def make_activity(exchange_type: str = "live_online", **fields: Any) -> ActivityPage:
    values = {
        "title": f"交流 {exchange_type}",
        "slug": exchange_type.replace("_", "-"),
        "exchange_type": exchange_type,
        **fields,
    }
    return section("activities").add_child(instance=ActivityPage(**values))


def make_faq(question: str = "費用はかかりますか。", language: str = "ja", **fields: Any) -> FaqEntry:
    locale = Locale.objects.get(language_code=language)
    values = {"question": question, "answer": "<p>学校の負担はありません。</p>", "category": "cost", **fields}
    return FaqEntry.objects.create(locale=locale, **values)


def make_site() -> None:
    """One page of every type in both languages."""
    for slug in SECTIONS:
        translated(section(slug))
    translated(make_case(slug="lunch"))
    translated(make_issue(1))
    translated(make_news(slug="call"))
    translated(make_activity())
    make_faq()
    make_faq("What does it cost?", "en")
