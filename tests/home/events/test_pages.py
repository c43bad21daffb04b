"""Events on their pages: lists, calendar, both clocks, calendar files, feed, structured data."""

import datetime
import json
import re
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from tests.casestudies.helpers import words
from tests.days import NOON
from tests.factories.public_site import make_event, section, translated

pytestmark = pytest.mark.django_db
TOKYO = ZoneInfo("Asia/Tokyo")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _on_a_day_in_june():
    with time_machine.travel(NOON, tick=False):
        section("events")
        yield


def at(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, month, day, hour, minute, tzinfo=TOKYO)


def soup(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup, part: str) -> list[str]:
    return [words(link) for link in page.select(f"[aria-labelledby={part}] li a[href*=event-]")]


class TestTheIndex:
    def test_what_comes_and_what_is_over(self):
        make_event(title="来月", starts_at=at(7, 1))
        make_event(title="来週", starts_at=at(6, 22))
        make_event(title="先週", starts_at=at(6, 8))
        make_event(title="先月", starts_at=at(5, 8))
        make_event(title="続いている", starts_at=at(6, 15, 11), ends_at=at(6, 15, 13))
        page = soup("/events/")
        assert titles(page, "coming") == ["続いている", "来週", "来月"]
        assert titles(page, "past") == ["先週", "先月"]

    def test_past_events_are_paged(self):
        for day in range(1, 13):
            make_event(starts_at=at(5, day))
        assert len(titles(soup("/events/"), "past")) == 10
        assert len(titles(soup("/events/?page=2"), "past")) == 2
        assert len(titles(soup("/events/?page=x"), "past")) == 10

    def test_nothing_planned(self):
        assert "予定しているイベントはありません" in words(soup("/events/").main)

    def test_the_calendar_of_a_month(self):
        make_event(title="十二月の会", starts_at=at(12, 10), ends_at=at(12, 10, 11, 30))
        make_event(title="年越しの会", starts_at=at(12, 31, 22), ends_at=at(12, 31, 23) + datetime.timedelta(hours=5))
        page = soup("/events/?month=2026-12")
        table = page.select_one("table.cal")
        assert words(table.caption) == "令和8（2026）年12月のイベント"
        assert [words(cell) for cell in table.select("th[scope=col]")] == list("日月火水木金土")
        cells = {words(cell.time): [words(link) for link in cell.select("a")] for cell in table.select("td:has(time)")}
        assert cells["10"] == ["10:00〜11:30 十二月の会"]
        assert cells["31"] == ["22:00〜4:00 年越しの会"]
        assert [link["href"] for link in page.select(".cal-nav a")] == [
            "?month=2026-11#calendar",
            "?month=2026-06#calendar",
            "?month=2027-01#calendar",
        ]
        assert page.select_one("meta[name=robots]")["content"] == "noindex,follow"
        january = soup("/events/?month=2027-01").select_one("table.cal")
        assert words(january.select_one("td:has(a) time")) == "1"

    def test_without_a_month_that_of_the_next_event_is_shown(self):
        assert words(soup("/events/").select_one("h3")) == "令和8（2026）年6月"
        make_event(starts_at=at(8, 1))
        assert words(soup("/events/").select_one(".cal-head h3")) == "令和8（2026）年8月"

    def test_the_other_clock_in_short(self):
        make_event(starts_at=at(7, 1, 17), second_zone="Europe/Paris", second_place="パリ")
        make_event(starts_at=at(7, 2, 9), second_zone="America/New_York")
        told = [words(part) for part in soup("/events/").select(".event__there")]
        assert told == ["パリでは10:00〜11:00", "America/New_Yorkでは令和8年7月1日（水曜日） 20:00〜21:00"]

    @pytest.mark.parametrize("query", ["month=2026-99", "month=%00", "month=" + "9" * 500, "month=2026-12&month=x"])
    def test_odd_months(self, query):
        assert Client().get(f"/events/?{query}").status_code == 200

    def test_drafts_and_other_languages_stay_away(self):
        make_event(title="草稿", starts_at=at(7, 1)).unpublish()
        translated(make_event(title="日本語の題", starts_at=at(7, 2)), title="English title")
        assert "草稿" not in words(soup("/events/").main)
        assert titles(soup("/en/events/"), "coming") == ["English title"]

    @pytest.mark.parametrize("rows", [1, 5])
    def test_queries(self, django_assert_num_queries, rows):
        for number in range(rows):
            make_event(starts_at=at(6, 16 + number), second_zone="Europe/Paris")
            make_event(starts_at=at(5, 1 + number))
        client = Client()
        client.get("/events/")
        with django_assert_num_queries(15):
            client.get("/events/")


class TestOneEvent:
    def test_both_clocks(self):
        event = make_event(
            starts_at=at(7, 1, 17), ends_at=at(7, 1, 18), second_zone="America/New_York", second_place="ニューヨーク"
        )
        page = soup(event.url)
        assert [words(part) for part in page.select(".pair p")] == [
            "令和8年7月1日（水曜日） 17:00〜18:00",
            "令和8年7月1日（水曜日） 4:00〜5:00",
        ]
        assert "ニューヨークの時間" in words(page.select_one(".pair"))

    def test_the_day_before_elsewhere(self):
        event = make_event(starts_at=at(7, 1, 10), ends_at=at(7, 1, 18), second_zone="America/New_York")
        told = words(soup(event.url).select(".pair p")[1])
        assert told == "令和8年6月30日（火曜日） 21:00〜7月1日（水曜日） 5:00"

    def test_without_a_second_zone_there_is_one_clock(self):
        assert not soup(make_event().url).select(".pair")

    def test_cancelled(self):
        event = make_event(is_cancelled=True, title="講習", starts_at=at(7, 1))
        page = soup(event.url)
        assert page.title.string.startswith("【中止】講習")
        assert "中止します" in words(page.main)
        assert "申込方法" not in words(page.main)
        assert words(soup("/events/").select_one("[aria-labelledby=coming] .tag--shu")) == "中止"

    def test_applications(self):
        make = {"starts_at": at(7, 1), "how_to_apply": "<p>事務局へ</p>"}
        assert "事務局へ" in words(soup(make_event(**make, apply_by=NOON.date()).url).main)
        late = make_event(**make, apply_by=NOON.date() - datetime.timedelta(days=1))
        assert "受付は終わりました" in words(soup(late.url).main)
        section("contact")
        assert soup(late.url).select_one('main a[href="/contact/?topic=event"]')

    def test_the_end_lies_after_the_beginning(self):
        event = make_event()
        event.ends_at = event.starts_at
        with pytest.raises(ValidationError):
            event.full_clean()
        event.ends_at, event.second_zone = at(12, 31), "Atlantis/Poseidonis"
        with pytest.raises(ValidationError):
            event.full_clean()

    def test_structured_data(self):
        event = make_event(title="</script><b>会", is_cancelled=True, is_online=True, starts_at=at(7, 1))
        page = soup(event.url)
        facts = json.loads(page.select_one("script[type='application/ld+json']").string)
        assert facts["name"] == "</script><b>会"
        assert facts["startDate"] == "2026-07-01T10:00:00+09:00"
        assert facts["eventStatus"].endswith("EventCancelled")
        assert facts["location"] == [{"@type": "VirtualLocation", "url": f"http://testserver{event.url}"}]

    def test_queries(self, django_assert_num_queries):
        event = make_event(second_zone="Europe/Paris")
        client = Client()
        client.get(event.url)
        with django_assert_num_queries(14):
            client.get(event.url)


class TestToTakeAlong:
    def test_the_file_of_one_event(self):
        event = make_event(
            title="説明会, その1", starts_at=at(7, 1, 9), ends_at=at(7, 1, 10), place="会場", is_online=True
        )
        response = Client().get(f"{event.url}event.ics")
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert f'filename="{event.slug}.ics"' in response["Content-Disposition"]
        text = response.content.decode().replace("\r\n ", "")
        assert "SUMMARY;LANGUAGE=ja:説明会\\, その1\r\n" in text
        assert "DTSTART:20260701T000000Z\r\n" in text
        assert f"UID:{event.translation_key}\r\n" in text
        assert "LOCATION;LANGUAGE=ja:会場 / オンライン\r\n" in text

    def test_the_calendar_of_all(self):
        for day in (1, 2):
            make_event(starts_at=at(7, day))
        make_event(starts_at=at(5, 1), is_cancelled=True)
        text = Client().get("/events/events.ics").content.decode()
        assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 3
        assert len(set(re.findall(r"UID:(\S+)", text))) == 3
        assert text.count("STATUS:CANCELLED") == 1
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))

    def test_both_languages_tell_of_the_same_event(self):
        event = make_event(starts_at=at(7, 1))
        translated(event, title="Briefing")
        english = Client().get("/en/events/events.ics").content.decode()
        assert f"UID:{event.translation_key}" in english
        assert "SUMMARY;LANGUAGE=en:Briefing" in english

    def test_the_feed(self):
        event = make_event(title="来週の会", starts_at=at(6, 22), is_cancelled=True)
        response = Client().get("/events/feed/")
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
        assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == ["【中止】来週の会"]
        assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == f"http://testserver{event.url}"

    @pytest.mark.parametrize("rows", [1, 5])
    @pytest.mark.parametrize("name", ["events.ics", "feed/"])
    def test_queries(self, django_assert_num_queries, rows, name):
        for number in range(rows):
            make_event(starts_at=at(6, 16 + number))
        client = Client()
        client.get(f"/events/{name}")
        with django_assert_num_queries(10):
            client.get(f"/events/{name}")


def test_the_home_page_shows_the_next_three():
    for day in (4, 3, 2, 1):
        make_event(title=f"七月{day}日", starts_at=at(7, day))
    make_event(title="五月", starts_at=at(5, 1))
    assert titles(soup("/"), "events") == ["七月1日", "七月2日", "七月3日"]
