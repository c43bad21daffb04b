import datetime

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from members.partners.journal import everything_changed
from members.partners.models import PartnerSchool, SavedSearch
from members.partners.search_retention import forget_searches
from members.partners.services import save_search, searches
from members.partners.services.alerts import latest_monday, send_alerts, stop_token
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
LIST = "/members/partners/searches/"
SAVE = f"{LIST}save/"
# A Wednesday; the next Monday is the 23rd.
WEDNESDAY = datetime.datetime(2026, 11, 18, 3, tzinfo=datetime.UTC)
MONDAY = datetime.datetime(2026, 11, 22, 22, 30, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def person(membership):
    user = membership.user
    user.email, user.email_confirmed_at = "midori@example.jp", timezone.now()
    user.save()
    return user


@pytest.fixture
def search(person, membership):
    with time_machine.travel(WEDNESDAY):
        return save_search(person, membership.school, name="豪州", query="country=AU", alert=True)


def come(moment, **fields):
    with time_machine.travel(moment):
        return PartnerFactory(**fields)


def letters(django_capture, moment):
    with time_machine.travel(moment), django_capture(execute=True):
        return send_alerts()


def test_a_search_is_kept_in_one_spelling(member, membership):
    assert "オーストラリア" in member.get(SAVE, {"country": "AU", "page": "3"}).content.decode()
    query = "page=3&country=TW&country=AU&nonsense=1&theme=food"
    answer = member.post(SAVE, {"name": "給食", "query": query, "alert": "on"})
    search = SavedSearch.objects.get()

    assert answer["Location"] == LIST
    assert (search.query, search.alert, search.school) == (
        "country=AU&country=TW&theme=food",
        True,
        membership.school,
    )
    opened = member.get(f"{LIST}{search.pk}/")
    assert opened["Location"] == "/members/partners/?country=AU&country=TW&theme=food"


def test_a_name_is_needed_and_taken_once(member, search):
    for name in ("", "豪州", "長" * 61):
        answer = member.post(SAVE, {"name": name, "query": "country=AU"})
        assert answer.status_code == 422
        assert "オーストラリア" in answer.content.decode()
    assert SavedSearch.objects.count() == 1


def test_searches_are_bounded(member, search, monkeypatch):
    monkeypatch.setattr(searches, "MOST_SEARCHES", 1)
    assert member.post(SAVE, {"name": "新", "query": ""}).status_code == 422


def test_a_search_belongs_to_its_person(member, reader, outsider, search):
    assert "豪州" in member.get(LIST).content.decode()
    for other in (reader, outsider):
        assert "豪州" not in other.get(LIST).content.decode()
        assert other.get(f"{LIST}{search.pk}/").status_code == 404
        assert other.get(f"{LIST}stop/{stop_token(search)}/").status_code == 404
        for verb in ("mail", "delete"):
            assert other.post(f"{LIST}{search.pk}/{verb}/").status_code == 404
    search.refresh_from_db()
    assert search.alert


def test_the_mail_is_switched_and_a_search_deleted(member, search):
    member.post(f"{LIST}{search.pk}/mail/")
    search.refresh_from_db()
    assert not search.alert
    member.post(f"{LIST}{search.pk}/mail/", {"on": "1"})
    search.refresh_from_db()
    assert search.alert
    assert search.told_until > WEDNESDAY, "what came while it was off is not told"


def test_a_search_is_deleted_after_a_question(member, search):
    address = f"{LIST}{search.pk}/delete/"
    question = member.get(address).content.decode()
    assert "オーストラリア" in question
    assert "毎週のメール" in question
    assert SavedSearch.objects.exists()
    assert member.post(address)["Location"] == LIST
    assert not SavedSearch.objects.exists()
    assert member.post(address).status_code == 404


def test_the_link_in_the_mail_stops_it_at_once(member, search):
    assert member.get(f"{LIST}stop/{stop_token(search)}/")["Location"] == LIST
    search.refresh_from_db()
    assert not search.alert
    assert member.get(f"{LIST}stop/{search.pk}.wrong/").status_code == 404


@pytest.mark.parametrize(
    ("moment", "monday"), [(MONDAY, MONDAY), (MONDAY - HOUR, MONDAY - WEEK), (MONDAY + 5 * HOUR, MONDAY)]
)
def test_mondays_at_half_past_seven(moment, monday):
    assert latest_monday(moment) == monday


@pytest.mark.usefixtures("immediate_letters")
def test_one_mail_a_person_and_week_about_what_is_new(search, person, membership, django_capture_on_commit_callbacks):
    come(WEDNESDAY - HOUR, name="前からの学校")
    with time_machine.travel(WEDNESDAY):
        save_search(person, membership.school, name="給食", query="theme=food", alert=True)
    come(WEDNESDAY + HOUR, name="新しい学校")
    come(WEDNESDAY + HOUR, name="台湾の学校", country="TW", themes=[])
    come(WEDNESDAY + HOUR, name="休止中の学校", status="paused")

    assert letters(django_capture_on_commit_callbacks, MONDAY - HOUR) == 0
    assert letters(django_capture_on_commit_callbacks, MONDAY) == 1
    assert letters(django_capture_on_commit_callbacks, MONDAY) == 0, "a second worker, or the same one once more"
    [letter] = mail.outbox
    assert letter.to == ["midori@example.jp"]
    assert "新しい学校" in letter.body
    for name in ("前からの学校", "台湾の学校", "休止中の学校"):
        assert name not in letter.body
    assert stop_token(search) in letter.body

    assert letters(django_capture_on_commit_callbacks, MONDAY + WEEK) == 0, "each partner is told once"
    come(MONDAY + WEEK + HOUR, name="次の学校")
    # The worker stood still on that Monday and goes on later.
    assert letters(django_capture_on_commit_callbacks, MONDAY + 2 * WEEK + 30 * HOUR) == 1
    assert "次の学校" in mail.outbox[-1].body
    assert "新しい学校" not in mail.outbox[-1].body


@pytest.mark.usefixtures("immediate_letters", "search")
def test_a_partner_is_new_when_schools_can_find_it_first(django_capture_on_commit_callbacks):
    dormant = come(WEDNESDAY, name="のちの学校", status="paused")
    unknown = come(WEDNESDAY, name="未確認の学校", confirmed_on=None)
    away = come(WEDNESDAY, name="戻った学校")
    assert letters(django_capture_on_commit_callbacks, MONDAY) == 1
    assert "戻った学校" in mail.outbox[-1].body
    assert "のちの学校" not in mail.outbox[-1].body
    assert "未確認の学校" not in mail.outbox[-1].body

    PartnerSchool.objects.filter(pk=away.pk).update(status="paused")
    letters(django_capture_on_commit_callbacks, MONDAY + HOUR)
    PartnerSchool.objects.filter(pk__in=[dormant.pk, away.pk]).update(status="active")
    PartnerSchool.objects.filter(pk=unknown.pk).update(confirmed_on=MONDAY.date())
    everything_changed()
    assert letters(django_capture_on_commit_callbacks, MONDAY + WEEK) == 1
    told = mail.outbox[-1].body
    assert "のちの学校" in told
    assert "未確認の学校" in told
    assert "戻った学校" not in told, "it was told of before its pause"


@pytest.mark.usefixtures("immediate_letters")
@pytest.mark.parametrize("reason", ["no address", "left", "switched off"])
def test_who_gets_no_mail(search, person, membership, reason, django_capture_on_commit_callbacks):
    come(WEDNESDAY + HOUR)
    if reason == "no address":
        type(person).objects.update(email_confirmed_at=None)
    elif reason == "left":
        membership.ends_on = datetime.date(2026, 11, 19)
        membership.save()
    else:
        SavedSearch.objects.update(alert=False)

    assert letters(django_capture_on_commit_callbacks, MONDAY) == 0
    assert mail.outbox == []


def test_what_nobody_uses_is_forgotten(search, membership):
    later = timezone.now() + datetime.timedelta(days=500)
    assert forget_searches(later, True) == 0, "a mail goes out each week"
    SavedSearch.objects.update(alert=False)
    assert forget_searches(later, True) == 1
    SavedSearch.objects.update(alert=True)
    membership.ends_on = timezone.localdate()
    membership.save()
    assert forget_searches(later, False) == 1
    assert not SavedSearch.objects.exists()
