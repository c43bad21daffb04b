"""Accounts: one click, states told to their owner only, a subscription that follows the address."""

import pytest
from django.test import Client
from django.utils import timezone

from members.schools.models import AddressChange
from members.schools.retention import forget_people
from members.schools.services import ask_for_address, confirm_address
from newsletter.models import Subscriber, SubscriberEvent
from newsletter.subscribing.services.accounts import Answer, let_go_accounts, subscribe_account
from tests.casestudies.helpers import words
from tests.factories.schools import MembershipFactory, UserFactory
from tests.factories.subscribers import STATES, SubscriberFactory

from .conftest import link_in, soup

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CLICK, ACCOUNT = "/members/account/newsletter/", "/members/account/"


def proven(email="teacher@example.jp", **fields):
    return UserFactory(email=email, email_confirmed_at=timezone.now(), **fields)


@pytest.fixture
def user():
    return proven()


@pytest.fixture
def browser(user):
    MembershipFactory(user=user)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestOneClick:
    def test_a_proven_address_is_confirmed_at_once(self, browser, user, posted):
        assert soup(browser.get(ACCOUNT)).select_one(f"form[action='{CLICK}']")
        (letter,) = posted(lambda: browser.post(CLICK))
        row = Subscriber.objects.get()
        assert (row.email, row.status, row.source, row.account) == (user.email, "confirmed", "account", user)
        assert user.username in row.consent_note
        assert link_in(letter).startswith("/newsletter/manage/")
        page = soup(browser.get(ACCOUNT))
        assert not page.select(f"form[action='{CLICK}']")
        assert user.email in words(page.main)
        assert Client().get(page.select_one("main a[href*='/newsletter/manage/']")["href"]).status_code == 200

    def test_the_first_page_offers_it_until_it_is_taken(self, browser):
        assert soup(browser.get("/members/")).select(f"form[action='{CLICK}']")
        browser.post(CLICK)
        assert not soup(browser.get("/members/")).select(f"form[action='{CLICK}']")

    def test_an_address_that_is_not_proven_confirms_first(self, posted):
        user = UserFactory(email="new@example.jp")
        answers = []
        (letter,) = posted(lambda: answers.append(subscribe_account(user)))
        assert answers == [Answer.ASKED]
        assert Subscriber.objects.get().status == "pending"
        Client().post(link_in(letter))
        row = Subscriber.objects.get()
        assert (row.status, row.source, row.account) == ("confirmed", "account", user)

    @pytest.mark.parametrize("email", ["", "みどり@example.jp"])
    def test_without_an_address(self, email):
        assert subscribe_account(UserFactory(email=email)) == Answer.NO_ADDRESS
        assert not Subscriber.objects.exists()

    @pytest.mark.parametrize("state", STATES)
    def test_the_click_is_the_persons_own_word(self, user, state):
        row = SubscriberFactory(email="Teacher@example.jp", status=state, language="en")
        assert subscribe_account(user) == Answer.RECEIVES
        row.refresh_from_db()
        assert (row.status, row.account, row.language) == ("confirmed", user, "en")

    def test_colleagues_with_one_mailbox_get_one_mail(self, user):
        subscribe_account(user)
        assert subscribe_account(proven()) == Answer.RECEIVES
        assert Subscriber.objects.get().account == user

    def test_a_strangers_subscription_is_not_shown(self, browser):
        SubscriberFactory(email="other@example.jp")
        assert "other@example.jp" not in browser.get(ACCOUNT).content.decode()

    def test_an_unproven_address_learns_nothing(self):
        SubscriberFactory(email="victim@example.jp")
        user = UserFactory(email="victim@example.jp")
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        page = soup(client.get(ACCOUNT))
        assert page.select(f"form[action='{CLICK}']")
        assert not page.select("a[href*='/newsletter/manage/']")

    def test_who_may_click(self, browser, coordinator_looking):
        assert browser.get(CLICK).status_code == 405
        assert Client().post(CLICK)["Location"].startswith("/members/login/")
        assert coordinator_looking.post(CLICK).status_code == 403
        assert not Subscriber.objects.exists()

    def test_three_clicks_an_hour(self, browser):
        for _number in range(5):
            browser.post(CLICK)
            Subscriber.objects.update(status="unsubscribed")
        assert SubscriberEvent.objects.count() == 3


@pytest.fixture
def coordinator_looking(browser, user):
    client = Client()
    client.force_login(proven(group="Coordinator"), backend="django.contrib.auth.backends.ModelBackend")
    client.post(f"/cms/schools/{user.memberships.get().school_id}/look/")
    return client


def test_the_desk_that_looks_at_a_school_sees_no_subscription(coordinator_looking):
    assert not soup(coordinator_looking.get("/members/")).select(f"form[action='{CLICK}']")


def move(user, email="new@example.jp"):
    ask_for_address(user, email, actor=user)
    change = AddressChange.objects.get(email=email)
    confirm_address(change.pk, change.secret)


class TestAnotherAddress:
    def test_the_subscription_moves_along_and_old_links_end(self, user):
        subscribe_account(user)
        key = Subscriber.objects.get().key
        move(user)
        row = Subscriber.objects.get()
        assert (row.email, row.status, row.account) == ("new@example.jp", "confirmed", user)
        assert row.key != key
        assert SubscriberEvent.objects.latest("pk").kind == "changed"

    def test_without_a_subscription_nothing_is_made(self, user):
        move(user)
        assert not Subscriber.objects.exists()

    @pytest.mark.parametrize(("suspension", "state"), [("hard_bounce", "confirmed"), ("complaint", "suspended")])
    def test_what_came_back_from_the_old_address_counts_no_more(self, user, suspension, state):
        SubscriberFactory(email=user.email, account=user, status="suspended", suspension=suspension)
        move(user)
        assert Subscriber.objects.get().status == state

    @pytest.mark.parametrize(
        ("state", "after"), [("pending", "confirmed"), ("confirmed", "confirmed"), ("unsubscribed", "unsubscribed")]
    )
    def test_the_new_mailbox_has_a_subscription_already(self, user, state, after):
        subscribe_account(user)
        other = SubscriberFactory(email="new@example.jp", status=state)
        move(user)
        old = Subscriber.objects.get(email="teacher@example.jp")
        other.refresh_from_db()
        assert (old.status, old.account) == ("unsubscribed", None)
        assert (other.status, other.account) == (after, user)
        readers = sum(SubscriberEvent.objects.values_list("balance", flat=True)) + (state == "confirmed")
        assert readers == Subscriber.objects.receiving().count()


def test_an_account_that_is_forgotten_leaves_the_mailbox_its_newsletter(user):
    subscribe_account(user)
    let_go_accounts([user.pk])
    row = Subscriber.objects.get()
    assert (row.account, row.status) == (None, "confirmed")


def test_the_rule_that_forgets_people_lets_go():
    member = MembershipFactory(user=proven(), ends_on="2024-03-31")
    subscribe_account(member.user)
    assert forget_people(timezone.now(), False) == 1
    assert Subscriber.objects.get().account is None
