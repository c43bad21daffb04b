"""A school abroad registers itself: the form, its traps, the proof of its address."""

import datetime
import re

import pytest
import time_machine
from django.utils import timezone

from members.partners.models import PartnerApplication
from members.partners.views.registering import SALT
from portal.core.form_stamps import opened_now

pytestmark = pytest.mark.django_db
FORM = "/p/register/"


def typed(**changes):
    """What a browser sends ten seconds after it has opened the form."""
    with time_machine.travel(timezone.now() - datetime.timedelta(seconds=10)):
        opened = opened_now(SALT)
    return {
        "opened": opened,
        "nickname": "",
        "name_en": "Banyan School",
        "name_local": "榕樹學校",
        "country": "TW",
        "city": "Taipei",
        "timezone": "Asia/Taipei",
        "website": "banyan.example",
        "age_min": "10",
        "age_max": "12",
        "exchange_types": ["live_online"],
        "languages_code_0": "zh",
        "languages_grade_0": "4",
        "themes": ["food"],
        "story_en": "We plant trees. See https://banyan.example/trees",
        "contact_name": "Lin",
        "contact_email": "lin@banyan.example",
        "consent": "on",
        **changes,
    }


def test_a_school_registers_and_proves_its_address(
    client, immediate_letters, mailoutbox, django_capture_on_commit_callbacks
):
    assert client.get(FORM).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(FORM, typed())
    one = PartnerApplication.objects.get()
    assert (response["Location"], one.status) == ("/p/register/sent/", "unproved")
    assert (one.website, one.languages) == ("https://banyan.example", {"zh": 4})
    assert one.consented_at is not None

    (letter,) = mailoutbox
    (address,) = re.findall(r"/p/\S+", letter.body)
    assert client.get(address).status_code == 200
    one.refresh_from_db()
    assert one.status == "unproved"
    assert "Thank you" in client.post(address).content.decode()
    one.refresh_from_db()
    assert (one.status, one.proved_at is None) == ("new", False)
    assert client.post(address).status_code == 410


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_en", ""),
        ("name_en", "Buy at https://spam.example"),
        ("city", "www.spam.example"),
        ("country", "XX"),
        ("timezone", "Moon"),
        ("age_max", "4"),
        ("age_min", ""),
        ("contact_email", "lin@"),
        ("website", "javascript:alert(1)"),
        ("exchange_types", []),
        ("languages_grade_0", ""),
        ("consent", ""),
        ("story_en", "http://a.example http://b.example http://c.example"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(client, field, value):
    response = client.post(FORM, typed(**{field: value}))
    name = field.split("_grade")[0]

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {name}
    assert "榕樹學校" in response.content.decode()
    assert not PartnerApplication.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(client):
    response = client.post(FORM, typed(nickname="Bob"))
    assert response["Location"] == "/p/register/sent/"
    assert not PartnerApplication.objects.exists()


@pytest.mark.parametrize("stamp", ["now", "", "forged"])
def test_who_is_faster_than_people_is_asked_to_send_again(client, stamp):
    response = client.post(FORM, typed(opened=opened_now(SALT) if stamp == "now" else stamp))
    assert response.status_code == 422
    assert "few seconds" in response.content.decode()
    again = typed(opened=response.context["form"]["opened"].value())
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=5)):
        assert client.post(FORM, again).status_code == 302


def test_too_many_for_an_address_are_refused_with_what_was_typed(client):
    codes = [client.post(FORM, typed()).status_code for _try in range(4)]
    assert codes == [302, 302, 302, 429]
    response = client.post(FORM, typed())
    assert "榕樹學校" in response.content.decode()
    assert PartnerApplication.objects.count() == 3


def test_too_many_from_a_network_address_are_refused(client):
    codes = [client.post(FORM, typed(contact_email=f"{n}@banyan.example")).status_code for n in range(11)]
    assert codes == [302] * 10 + [429]


def test_the_form_speaks_the_languages_that_have_texts(client):
    assert '<html lang="ja">' in client.get(FORM, {"lang": "ja"}).content.decode()
    assert '<html lang="en">' in client.get(FORM, {"lang": "xx"}).content.decode()
