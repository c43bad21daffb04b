"""A mailing at the desk, from its issue to its report: who may, what is asked first, what is refused."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from newsletter.models import Delivery, Mailing
from newsletter.sending import services
from newsletter.sending.transports import Kind, Outcome
from newsletter.vocabulary import DeliveryState, MailingState
from tests.factories.schools import MembershipFactory, UserFactory
from tests.factories.subscribers import SubscriberFactory
from tests.newsletter.desk.conftest import browser
from tests.newsletter.sending.builders import make_delivery, make_mailing

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORM = {"languages": [], "school_types": ["high"], "scheduled_at": "", "per_minute": "300"}


def at(name, mailing, *more):
    return reverse(f"mailings:{name}", args=[mailing.pk, *more])


def page(client, mailing):
    answer = client.get(at("inspect", mailing))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def buttons(soup):
    return [one.get_text(strip=True) for one in soup.select(".desk-acts .button")]


class TestWho:
    def test_a_school_never_sees_the_desk(self, mailing):
        school = browser(MembershipFactory().user)
        for url in (at("inspect", mailing), at("progress", mailing), reverse("deliveries:index")):
            assert school.get(url).status_code in {302, 403}

    @pytest.mark.parametrize("group", ["Editor", "Publisher", "Coordinator"])
    def test_the_desk_does(self, mailing, group):
        client = browser(UserFactory(group=group))
        assert client.get(at("inspect", mailing)).status_code == 200
        assert client.get(reverse("mailings:index")).status_code == 200

    def test_nobody_changes_a_row_by_hand(self, desk, mailing):
        for name in ("edit", "delete"):
            desk.post(reverse(f"mailings:{name}", args=[mailing.pk]), {"state": "done"})
        mailing.refresh_from_db()
        assert mailing.state == MailingState.DRAFT


class TestTheBeginning:
    def test_it_begins_at_its_issue(self, desk, issue):
        edit = desk.get(reverse("wagtailadmin_pages:edit", args=[issue.pk])).content.decode()
        assert reverse("mailings:start", args=[issue.pk]) in edit
        assert (
            "二度送られることはありません" not in desk.get(reverse("mailings:start", args=[issue.pk])).content.decode()
        )
        desk.post(reverse("mailings:start", args=[issue.pk]))
        made = Mailing.objects.get()
        assert (made.issue_key, made.number, made.state) == (issue.translation_key, 63, MailingState.DRAFT)

    def test_an_issue_has_one_open_mailing(self, desk, issue, mailing):
        for call in (desk.get, desk.post):
            assert call(reverse("mailings:start", args=[issue.pk])).url == at("inspect", mailing)
        assert Mailing.objects.count() == 1

    def test_other_pages_have_no_such_button(self, desk, issue):
        index = desk.get(reverse("wagtailadmin_pages:edit", args=[issue.get_parent().pk])).content.decode()
        assert "/cms/mailings/of-issue/" not in index


class TestTheDraft:
    def test_it_shows_the_mail_of_each_language_and_the_number(self, desk, mailing):
        soup = page(desk, mailing)
        assert "海の向こうからの年賀状" in soup.select_one(".listing").get_text()
        assert soup.select_one("[data-count] strong").get_text() == "2"

    def test_it_is_saved(self, desk, mailing):
        assert desk.post(at("inspect", mailing), FORM).status_code == 302
        mailing.refresh_from_db()
        assert mailing.audience["school_types"] == ["high"]
        assert mailing.per_minute == 300
        assert page(desk, mailing).select_one("[data-count] strong").get_text() == "1"

    @pytest.mark.parametrize(
        ("field", "value"),
        [("per_minute", "0"), ("per_minute", "x"), ("scheduled_at", "2020-01-01 09:00"), ("topics", "none")],
    )
    def test_what_is_wrong_is_said_and_kept(self, desk, mailing, field, value):
        answer = desk.post(at("inspect", mailing), {**FORM, field: value})
        assert answer.status_code == 422
        soup = BeautifulSoup(answer.content, "html.parser")
        assert soup.select_one(".w-field__errors, .error-message")
        assert soup.select_one("input[name=school_types][value=high]").has_attr("checked")
        mailing.refresh_from_db()
        assert mailing.per_minute is None

    def test_the_time_is_that_of_japan(self, desk, mailing):
        desk.post(at("inspect", mailing), {**FORM, "scheduled_at": "2099-01-02 09:30"})
        mailing.refresh_from_db()
        assert mailing.scheduled_at.isoformat() == "2099-01-02T00:30:00+00:00"

    def test_the_number_follows_what_is_chosen(self, desk, mailing):
        answer = desk.get(at("count", mailing), {"school_types": ["elementary"]})
        assert "<strong>1</strong>" in answer.content.decode()
        assert desk.get(at("count", mailing), {"school_types": ["x"]}).status_code == 422

    def test_readers_without_an_edition_are_counted(self, desk, mailing):
        SubscriberFactory(language="en")
        assert "言語の版がないため" in desk.get(at("count", mailing)).content.decode()
        assert "<strong>3</strong>" in desk.get(at("count", mailing), {"japanese_for_all": "on"}).content.decode()

    def test_it_is_discarded_after_a_question(self, desk, mailing):
        assert desk.get(at("act", mailing, "discard")).status_code == 200
        assert Mailing.objects.exists()
        desk.post(at("act", mailing, "discard"))
        assert not Mailing.objects.exists()


class TestTheTestMail:
    def test_it_goes_to_oneself_only(self, desk, mailing, issue):
        issue.title = "まだ公開していない題名"
        issue.save_revision()
        desk.post(at("test", mailing), {"language": "ja", "email": "other@example.jp"})
        (sent,) = mail.outbox
        assert sent.to == ["editor@example.jp"]
        assert sent.subject == "【テスト】まだ公開していない題名"
        assert not Delivery.objects.exists()
        assert PageLogEntry.objects.get(action="newsletter.test").page_id == issue.pk

    def test_without_an_address_it_says_so(self, mailing):
        client = browser(UserFactory(group="Editor", email=""))
        answer = client.post(at("test", mailing), {"language": "ja"}, follow=True)
        assert "メールアドレスが登録されていません" in answer.content.decode()
        assert mail.outbox == []

    def test_what_the_server_says_is_told(self, desk, mailing, monkeypatch):
        class Refusing:
            def deliver(self, *args):
                return Outcome(Kind.PERMANENT, 550, "no such user")

            def close(self):
                pass

        monkeypatch.setattr("newsletter.sending.testing.make_transport", Refusing)
        answer = desk.post(at("test", mailing), {"language": "ja"}, follow=True)
        assert "550 no such user" in answer.content.decode()

    def test_a_language_that_the_issue_lacks(self, desk, mailing):
        assert desk.post(at("test", mailing), {"language": "en"}).status_code == 404


class TestRelease:
    def test_it_asks_with_the_number_first(self, desk, mailing):
        asked = desk.get(at("act", mailing, "submit")).content.decode()
        assert "<strong>2</strong>" in asked
        mailing.refresh_from_db()
        assert mailing.state == MailingState.DRAFT

    def test_from_release_to_report(self, desk, mailing, send):
        desk.post(at("act", mailing, "submit"))
        assert buttons(page(desk, mailing)) == ["準備に戻す"]
        send()
        assert len(mail.outbox) == 2
        soup = page(desk, mailing)
        assert soup.select_one("progress")["value"] == "100"
        assert "配信済み" in soup.select_one(".mailing__state").get_text()
        assert buttons(soup) == []
        assert [entry.action for entry in ModelLogEntry.objects.filter(object_id=mailing.pk).order_by("pk")] == [
            "mailing.create",
            "mailing.submit",
            "mailing.begin",
            "mailing.end",
        ]

    def test_the_page_tells_who_did_what(self, desk, mailing, editor, send):
        desk.post(at("act", mailing, "submit"))
        send()
        rows = [row.get_text(" ", strip=True) for row in page(desk, mailing).select("table")[-1].select("tbody tr")]
        assert len(rows) == 4
        assert "システム" in rows[0]
        assert str(editor) in rows[-1]

    def test_what_cannot_be_is_said(self, desk, mailing, issue):
        issue.unpublish()
        answer = desk.post(at("act", mailing, "submit"), follow=True)
        assert "公開されていないため" in answer.content.decode()

    def test_two_people_at_once(self, desk, mailing, colleague):
        desk.post(at("act", mailing, "submit"))
        answer = browser(colleague).post(at("act", mailing, "submit"), follow=True)
        assert "この操作はできません" in answer.content.decode()

    def test_an_act_that_does_not_exist(self, desk, mailing):
        assert desk.post(at("act", mailing, "explode")).status_code == 404


class TestASecondPerson:
    @pytest.fixture(autouse=True)
    def _two(self, settings):
        settings.NEWSLETTER_SECOND_PERSON = True

    def test_who_released_it_cannot_approve_it(self, desk, mailing, colleague):
        desk.post(at("act", mailing, "submit"))
        assert "承認する" not in buttons(page(desk, mailing))
        assert desk.post(at("act", mailing, "approve")).status_code in {302, 403}
        mailing.refresh_from_db()
        assert mailing.state == MailingState.WAITING
        other = browser(colleague)
        assert "承認する" in buttons(page(other, mailing))
        other.post(at("act", mailing, "approve"))
        mailing.refresh_from_db()
        assert (mailing.state, mailing.approved_by) == (MailingState.SCHEDULED, colleague)

    def test_it_is_sent_back_with_a_reason(self, desk, mailing, colleague):
        desk.post(at("act", mailing, "submit"))
        browser(colleague).post(at("send_back", mailing), {"reason": "題名に誤字"})
        mailing.refresh_from_db()
        assert mailing.state == MailingState.DRAFT
        entry = ModelLogEntry.objects.get(action="mailing.send_back")
        assert entry.data["reason"] == "題名に誤字"


class TestUnderWay:
    def test_pause_go_on_and_cancel(self, desk):
        mailing = make_mailing(3)
        desk.post(at("act", mailing, "pause"))
        assert "再開する" in buttons(page(desk, mailing))
        desk.post(at("act", mailing, "resume"))
        assert desk.get(at("act", mailing, "cancel")).status_code == 200
        desk.post(at("act", mailing, "cancel"))
        mailing.refresh_from_db()
        assert mailing.state == MailingState.CANCELLED
        assert set(mailing.deliveries.values_list("state", flat=True)) == {DeliveryState.CANCELLED}

    def test_the_progress_is_a_fragment_that_says_whether_to_ask_again(self, desk):
        mailing = make_mailing(1)
        fragment = desk.get(at("progress", mailing)).content.decode()
        assert "<html" not in fragment
        assert " data-moving" in fragment
        services.pause(mailing, by=None)
        assert " data-moving" not in desk.get(at("progress", mailing)).content.decode()

    def test_refused_mails_are_tried_again(self, desk):
        mailing = make_mailing(1)
        one = make_delivery(mailing, state=DeliveryState.FAILED, ended_at=mailing.started_at, code=550, reason="full")
        soup = page(desk, mailing)
        assert "送信できなかったメールを再送する" in buttons(soup)
        assert "full" in soup.get_text()
        desk.post(at("act", mailing, "retry"))
        one.refresh_from_db()
        assert one.state == DeliveryState.QUEUED


class TestUnknown:
    @pytest.fixture
    def cut(self):
        mailing = make_mailing(0, state=MailingState.DONE)
        now = mailing.started_at
        rows = [
            make_delivery(mailing, state=DeliveryState.UNKNOWN, ended_at=now, data_begun_at=now) for _number in range(2)
        ]
        return mailing, rows

    def test_the_desk_is_told_and_decides(self, desk, cut):
        mailing, (first, second) = cut
        assert page(desk, mailing).select_one(f'a[href="{at("unknown", mailing)}"]')
        assert first.message_id in BeautifulSoup(desk.get(at("unknown", mailing)).content, "html.parser").get_text()
        desk.post(at("unknown", mailing), {"mail": [first.pk], "sent": "1"})
        desk.post(at("unknown", mailing), {"mail": [second.pk], "again": "1"})
        for row in (first, second):
            row.refresh_from_db()
        assert (first.state, second.state) == (DeliveryState.SENT, DeliveryState.QUEUED)

    def test_nothing_ticked_changes_nothing(self, desk, cut):
        mailing, _rows = cut
        answer = desk.post(at("unknown", mailing), {"sent": "1", "mail": ["x", ""]}, follow=True)
        assert "選んでください" in answer.content.decode()
        assert mailing.deliveries.filter(state=DeliveryState.UNKNOWN).count() == 2

    def test_mails_of_another_mailing_are_left_alone(self, desk, cut):
        _mailing, rows = cut
        other = make_mailing(0, state=MailingState.DONE)
        desk.post(at("unknown", other), {"mail": [rows[0].pk], "sent": "1"})
        rows[0].refresh_from_db()
        assert rows[0].state == DeliveryState.UNKNOWN
