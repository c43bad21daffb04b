import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from django.utils import timezone

from portal.users.logins import fold_login, throttled_username
from portal.users.models import User


@pytest.mark.parametrize("typed", ["demo-school-1", "DEMO-School-1", "ｄｅｍｏ－ｓｃｈｏｏｌ－１", " demo-school-1 "])
def test_login_id_is_folded(typed):
    assert fold_login(typed) == "demo-school-1"


@pytest.mark.django_db
def test_id_is_stored_folded_and_found_in_any_width():
    user = User.objects.create_user("ＤＥＭＯ-1", password="a-long-password")
    assert user.username == "demo-1"
    assert User.objects.get_by_natural_key("Ｄemo-1") == user
    request = RequestFactory().post("/")
    assert authenticate(request, username="DEMO-1", password="a-long-password") == user


@pytest.mark.django_db
def test_two_users_may_share_an_address():
    for number in (1, 2):
        User.objects.create_user(f"school-{number}", email="office@example.jp")
    assert User.objects.filter(email="office@example.jp").count() == 2


@pytest.mark.django_db
def test_own_password_lifts_the_duty_to_change_it():
    user = User.objects.create_user("school", password="issued-password", must_change_password=True)
    user.choose_password("my-own-password")
    user.refresh_from_db()
    assert user.check_password("my-own-password")
    assert user.must_change_password is False
    assert user.password_changed_at is not None


def test_failures_are_counted_under_the_folded_id():
    request = RequestFactory().post("/", {"username": "ＡＢＣ"})
    assert throttled_username(request, None) == "abc"
    assert throttled_username(request, {"username": "Xyz"}) == "xyz"
    assert throttled_username(None, None) == ""


@pytest.mark.django_db
def test_an_address_that_is_typed_over_is_not_confirmed_any_more():
    made = User.objects.create(username="a", email="old@example.jp", email_confirmed_at=timezone.now())
    user = User.objects.get(pk=made.pk)
    user.name = "青井"
    user.save()
    assert User.objects.get(pk=made.pk).email_confirmed_at
    user.email = "new@example.jp"
    user.save()
    assert User.objects.get(pk=made.pk).email_confirmed_at is None


@pytest.mark.django_db
def test_a_confirmed_address_takes_the_place_of_the_old_one():
    made = User.objects.create(username="a", email="old@example.jp", email_confirmed_at=timezone.now())
    user = User.objects.get(pk=made.pk)
    user.email, user.email_confirmed_at = "new@example.jp", timezone.now()
    user.save(update_fields=["email", "email_confirmed_at"])
    assert User.objects.get(pk=made.pk).email_confirmed_at
