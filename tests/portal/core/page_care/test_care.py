"""Who answers for a page, when it was last checked, and what is done when that is long ago."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from home.models import StandardPage
from portal.core.page_care.services import mark_checked
from portal.core.page_care.stale import last_day_to_be_fresh, pages_to_check
from portal.core.site_settings import PortalSettings
from tests.casestudies.helpers import words
from tests.days import TODAY
from tests.factories.public_site import make_case, make_news, section, translated
from tests.factories.schools import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_fixed_day")]
REPORT, DAY = "/cms/reports/page-care/", datetime.timedelta(days=1)
LONG_AGO = TODAY - 400 * DAY


def aged(page, *, published=LONG_AGO, **fields):
    """A page that was last published on that day."""
    moment = timezone.make_aware(datetime.datetime.combine(published, datetime.time(12)))
    type(page).objects.filter(pk=page.pk).update(last_published_at=moment, **fields)
    return type(page).objects.get(pk=page.pk)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(autouse=True)
def _home_was_checked(home):
    Page.objects.update(last_published_at=timezone.now())


@pytest.fixture
def editor():
    return UserFactory(username="editor", group="Editor")


class TestFoot:
    def foot(self, anonymous, path: str) -> str:
        return words(BeautifulSoup(anonymous.get(path).content, "html.parser").select_one(".page-care"))

    def test_whom_to_ask_and_when_it_was_updated(self, anonymous):
        page = aged(section("about"), contact_name="交流支援担当", contact_detail="内線12", checked_on=TODAY)
        text = self.foot(anonymous, page.url)
        assert "このページについてのお問合せ 交流支援担当 内線12" in text
        assert "最終更新日" in text
        assert "内容の確認日" in text
        assert "令和" in text

    def test_the_office_answers_where_nobody_is_named(self, anonymous):
        PortalSettings.objects.update_or_create(defaults={"office_ja": "国際交流事務局", "phone": "03-0000-0000"})
        assert "国際交流事務局" in self.foot(anonymous, aged(section("about")).url)

    def test_english(self, anonymous):
        page = aged(translated(section("about"), contact_name="Exchange team"), checked_on=datetime.date(2026, 4, 1))
        assert "Exchange team" in self.foot(anonymous, page.url)
        assert "1 April 2026" in self.foot(anonymous, page.url)

    @pytest.mark.parametrize("path", ["/", "/news/", "/contact/", "/nothing/", "/members/login/"])
    def test_lists_and_other_pages_have_none(self, anonymous, path):
        section("news"), section("contact")
        assert b"page-care" not in anonymous.get(path).content


class TestStale:
    def test_a_year_to_the_day(self):
        assert last_day_to_be_fresh(datetime.date(2028, 2, 29)) == datetime.date(2027, 2, 28)
        assert last_day_to_be_fresh(datetime.date(2026, 11, 20)) == datetime.date(2025, 11, 20)

    def test_months_are_a_setting(self, settings):
        settings.PAGE_CHECK_MONTHS = 3
        assert last_day_to_be_fresh(datetime.date(2026, 5, 31)) == datetime.date(2026, 2, 28)

    def test_the_check_counts_before_the_publication(self):
        edge = last_day_to_be_fresh()
        old = aged(make_news())
        checked = aged(make_news(), checked_on=edge + DAY)
        published_since = aged(make_news(), published=TODAY, checked_on=edge)
        draft = aged(make_news(live=False))
        waiting = set(pages_to_check().values_list("pk", flat=True))
        assert {old.pk, published_since.pk} <= waiting
        assert not {checked.pk, draft.pk} & waiting

    def test_a_translation_goes_with_its_japanese_page(self):
        page = aged(make_case())
        english = aged(translated(page))
        assert english.pk not in pages_to_check().values_list("pk", flat=True)
        page.unpublish()
        assert english.pk in pages_to_check().values_list("pk", flat=True)


class TestMarking:
    def test_both_languages_and_the_history(self, editor):
        page = aged(make_case())
        english = translated(page)
        mark_checked([page.pk], by=editor)
        page.refresh_from_db()
        english.refresh_from_db()
        assert page.checked_on == english.checked_on == TODAY
        assert PageLogEntry.objects.get(action="page.checked").user == editor

    def test_a_draft_is_not_published_and_carries_the_day_on(self, editor):
        page = StandardPage.objects.get(pk=section("about").pk)
        page.summary = "まだ公開しない文"
        page.save_revision()
        mark_checked([page.pk], by=editor)
        page = StandardPage.objects.get(pk=page.pk)
        assert (page.checked_on, page.summary, page.has_unpublished_changes) == (TODAY, "", True)
        page.get_latest_revision().publish()
        page.refresh_from_db()
        assert (page.checked_on, page.summary) == (TODAY, "まだ公開しない文")

    def test_who_may_not_publish_is_refused(self):
        coordinator, page = UserFactory(username="c", group="Coordinator"), make_news()
        with pytest.raises(PermissionDenied):
            mark_checked([page.pk], by=coordinator)
        page.refresh_from_db()
        assert page.checked_on is None

    def test_several_at_the_desk(self, editor):
        first, second = aged(make_news()), aged(make_case())
        draft = make_news(live=False)
        address = f"/cms/bulk/wagtailcore/page/mark_checked/?id={first.pk}&id={second.pk}&id={draft.pk}&next={REPORT}"
        client = client_of(editor)
        assert "本日を最終確認日として記録します" in client.get(address).content.decode()
        response = client.post(address, follow=True)
        assert "2件のページを本日確認済みにしました" in response.content.decode()
        assert PageLogEntry.objects.filter(action="page.checked").count() == 2
        draft.refresh_from_db()
        assert draft.checked_on is None


class TestReport:
    def rows(self, client, query="") -> list[str]:
        page = BeautifulSoup(client.get(f"{REPORT}?{query}").content, "html.parser")
        return [words(row.select_one(".title a")) for row in page.select("table tbody tr")]

    def test_what_waits_comes_unasked_and_the_rest_by_filter(self, editor):
        aged(make_news(title="古い", contact_name="広報担当"), published=LONG_AGO - DAY)
        aged(make_case(title="事例甲"), checked_on=LONG_AGO)
        make_news(title="新しい")
        client = client_of(editor)
        assert self.rows(client) == ["古い", "事例甲"]
        assert "新しい" in self.rows(client, "shown=all")
        assert "事例甲" not in self.rows(client, "shown=never")
        assert self.rows(client, "contact=広報") == ["古い"]

    def test_the_action_stands_below_the_list(self, editor):
        aged(make_news())
        footer = BeautifulSoup(client_of(editor).get(REPORT).content, "html.parser").select_one(
            "[data-bulk-action-footer]"
        )
        assert "確認済みにする" in words(footer)

    def test_a_file(self, editor):
        aged(make_news(title="古い", contact_name="=1+1"))
        text = b"".join(client_of(editor).get(REPORT, {"export": "csv"}).streaming_content).decode()
        assert text.splitlines()[0].startswith("\ufeff題名,ページの言語")
        assert "古い,ja,お知らせ,," in text
        assert "'=1+1" in text

    def panel(self, client) -> str:
        found = BeautifulSoup(client.get("/cms/").content, "html.parser").select_one("#page-care-section")
        return words(found) if found else ""

    def test_the_first_page_of_the_desk_has_the_number(self, editor):
        client = client_of(editor)
        assert self.panel(client) == ""
        aged(make_news())
        assert "12か月以上確認していないページ: 1" in self.panel(client).replace(" :", ":")

    def test_only_for_those_who_write_pages(self, anonymous):
        coordinator = client_of(UserFactory(username="c", group="Coordinator"))
        aged(make_news())
        assert coordinator.get(REPORT).status_code == 302
        assert self.panel(coordinator) == ""
        assert anonymous.get(REPORT).status_code == 302

    @pytest.mark.parametrize("size", [1, 5])
    def test_queries_do_not_grow(self, editor, django_assert_num_queries, size):
        for _number in range(size):
            aged(make_news())
        client = client_of(editor)
        client.get(REPORT)
        with django_assert_num_queries(14):
            client.get(REPORT)
