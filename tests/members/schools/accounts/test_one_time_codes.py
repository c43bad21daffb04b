"""How codes are spelt, recognised and spent."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from members.schools import services
from members.schools.models import CodePurpose, OneTimeCode
from members.schools.one_time_codes import ALPHABET, LENGTH, fold, spell
from tests.factories.schools import PASSWORD, UserFactory

NEW = "quiet-harbour-lantern"


@given(st.binary(min_size=32, max_size=32))
def test_a_code_has_three_groups_of_signs_that_do_not_look_alike(digest):
    code = spell(digest)

    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert not set(code) & set("01ilo")
    assert len(fold(code)) == LENGTH


def test_every_sign_occurs_about_as_often():
    counts = dict.fromkeys(ALPHABET, 0)
    for number in range(4000):
        for sign in fold(spell(number.to_bytes(4, "big") * 8)):
            counts[sign] += 1

    assert min(counts.values()) > 0.5 * max(counts.values())


@pytest.mark.parametrize(
    "typed", ["k7mp-x3qd-9wre", "K7MP X3QD 9WRE", "ｋ７ｍｐ－ｘ３ｑｄ－９ｗｒｅ", " k7mpx3qd9wre\n", "k7mp‐x3qd−9wre"]
)
def test_a_code_may_be_typed_in_any_width_and_with_any_hyphen(typed):
    assert fold(typed) == "k7mpx3qd9wre"


@pytest.mark.django_db
class TestFinding:
    def test_id_and_code_are_recognised_together(self, letter):
        assert services.find_code(letter.user.username.upper(), letter.secret.upper()) == letter

    def test_another_id_or_code_is_not(self, letter):
        other = UserFactory()
        wrong = spell(b"x" * 32)

        assert services.find_code(other.username, letter.secret) is None
        assert services.find_code(letter.user.username, wrong) is None
        assert services.find_code(letter.user.username, "") is None
        assert services.find_code("nobody", letter.secret) is None

    def test_it_opens_until_its_day(self, letter):
        with time_machine.travel(letter.expires_at - datetime.timedelta(seconds=5), tick=False):
            assert services.find_code(letter.user.username, letter.secret)
        with time_machine.travel(letter.expires_at + datetime.timedelta(seconds=5), tick=False):
            assert services.find_code(letter.user.username, letter.secret) is None

    def test_a_closed_account_is_not_opened(self, letter):
        letter.user.is_active = False
        letter.user.save()

        assert services.find_code(letter.user.username, letter.secret) is None

    def test_a_known_and_an_unknown_id_cost_one_query(self, letter, django_assert_num_queries):
        for username in (letter.user.username, "nobody"):
            with django_assert_num_queries(1):
                services.find_code(username, "aaaa-aaaa-aaaa")

    def test_the_database_holds_no_code(self, letter):
        values = [str(value) for value in OneTimeCode.objects.filter(pk=letter.pk).values_list()[0]]

        assert not any(letter.secret in value or fold(letter.secret) in value for value in values)

    def test_another_key_of_the_installation_makes_it_worthless(self, letter, settings):
        secret = letter.secret
        settings.SECRET_KEY = "x" * 60

        assert services.find_code(letter.user.username, secret) is None


@pytest.mark.django_db
class TestSpending:
    def test_it_sets_the_password_once(self, letter):
        user = services.spend_code(letter.pk, NEW, name="青井", email="aoi@example.jp")

        assert user.check_password(NEW)
        assert (user.name, user.email_confirmed_at) == ("青井", None)
        with pytest.raises(services.SpentCodeError):
            services.spend_code(letter.pk, "another-long-password")
        user.refresh_from_db()
        assert user.check_password(NEW)

    def test_other_codes_of_the_person_end(self, letter):
        desk = services.desk_code(letter.user, actor=UserFactory())

        services.spend_code(letter.pk, NEW)

        assert services.find_code(letter.user.username, desk.secret) is None

    def test_a_withdrawn_or_expired_code_is_refused(self, letter):
        OneTimeCode.objects.filter(pk=letter.pk).update(expires_at=timezone.now())
        with pytest.raises(services.SpentCodeError):
            services.spend_code(letter.pk, NEW)

    def test_the_school_has_nothing_to_renew_in_its_first_year(self, letter):
        with time_machine.travel("2026-11-28 12:00+09:00"):
            services.spend_code(letter.pk, NEW)

        assert letter.user.memberships.get().school.renewed_for == 2026

    def test_a_new_code_of_the_desk_replaces_the_last_one(self, letter):
        actor = UserFactory()
        first = services.desk_code(letter.user, actor=actor)
        second = services.desk_code(letter.user, actor=actor)

        assert services.find_code(letter.user.username, first.secret) is None
        assert services.find_code(letter.user.username, second.secret) == second
        assert services.find_code(letter.user.username, letter.secret) == letter, "the letter stays"


@pytest.mark.django_db
def test_the_password_in_use_stays_until_a_new_code_is_used(member, membership):
    code = services.desk_code(membership.user, actor=UserFactory())
    membership.user.refresh_from_db()

    assert code.purpose == CodePurpose.DESK
    assert membership.user.check_password(PASSWORD)
    assert member.get("/members/").status_code == 200
