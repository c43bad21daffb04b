"""What pages say of themselves where another room announces them."""

import datetime

import pytest
from django.utils import translation

from home.clock import TOKYO
from portal.core.notices import notices_of
from tests.factories.media import make_image
from tests.factories.public_site import make_case, make_event, make_faq, make_news, make_programme, section, translated

pytestmark = pytest.mark.django_db


def facts(notice) -> dict[str, str]:
    return dict(notice.facts)


def notice_of(page, locale):
    return notices_of([page.pk], locale).get(page.pk)


def test_an_event_tells_its_times_on_both_clocks_and_who_may_come(japanese):
    event = make_event(
        title="1月の会",
        starts_at=datetime.datetime(2027, 1, 26, 9, tzinfo=TOKYO),
        is_online=True,
        second_zone="Pacific/Auckland",
        second_place="オークランド",
        audience="小学校",
        capacity="12校",
        apply_by=datetime.date(2026, 12, 18),
    )
    found = notice_of(event, japanese)
    assert (found.title, found.url, found.kind, found.status) == ("1月の会", event.url, "説明会", "")
    assert facts(found) == {
        "日本時間": "令和9年1月26日（火曜日） 9:00〜10:00",
        "オークランドの時間": "令和9年1月26日（火曜日） 13:00〜14:00",
        "会場": "オンライン",
        "対象": "小学校",
        "定員": "12校",
        "申込期限": "令和8年12月18日（金曜日）",
    }


def test_a_cancelled_event_says_so_and_what_is_unknown_is_left_out(japanese):
    found = notice_of(make_event(is_cancelled=True), japanese)
    assert found.status == "中止"
    assert "" not in facts(found).values()
    assert len(found.facts) == 1


def test_a_programme_tells_its_conditions_and_news_its_day(japanese):
    programme = notice_of(make_programme(provider="国際協力の会", apply_by="実施の1か月前"), japanese)
    assert facts(programme)["実施団体"] == "国際協力の会"
    assert "実施の1か月前" in facts(programme).values()
    news = notice_of(make_news(date=datetime.date(2026, 11, 2), category="call"), japanese)
    assert news.kind == "募集"
    assert list(facts(news).values()) == ["令和8年11月2日（月曜日）"]


def test_a_case_is_told_as_in_the_lists_of_the_archive(japanese):
    found = notice_of(make_case(title="給食"), japanese)
    assert (found.title, found.drawing, found.kind) == ("給食", "pic-lunch", "オンライン交流")
    assert "台湾" in found.meta


def test_a_page_is_told_in_the_language_asked_for_where_it_is_public_in_it(japanese, english):
    case = make_case(title="給食")
    copy = translated(case, title="Lunch")
    assert notice_of(case, english).title == "Lunch"
    assert notice_of(case, english).url == copy.url
    with translation.override("ja"):
        assert "Taiwan" in notice_of(case, english).meta
    copy.unpublish()
    own = notice_of(case, english)
    assert (own.title, own.language) == ("給食", "ja")


def test_what_is_not_public_not_there_or_of_no_known_kind_is_left_out(japanese):
    draft, gone, about = make_news(), make_news(), section("about")
    draft.unpublish()
    key = gone.pk
    gone.delete()
    make_faq()
    assert notices_of([draft.pk, key, about.pk], japanese) == {}
    assert notices_of([], japanese) == {}


@pytest.mark.parametrize("number", [1, 5])
def test_queries_do_not_grow_with_the_pages(japanese, django_assert_max_num_queries, number):
    pages = [make_event(cover=make_image()) for _each in range(number)] + [make_case() for _each in range(number)]
    notices_of([pages[0].pk, pages[-1].pk], japanese)
    with django_assert_max_num_queries(6):
        assert len(notices_of([page.pk for page in pages], japanese)) == 2 * number
