"""What an address under /p/ answers in each of its states, and that opening one changes nothing."""

import datetime

import pytest
from django.core import serializers
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from members.partners.link_models import PartnerLetter, PartnerLink
from members.partners.links.purposes import ADDRESS, REGISTER, RETURN, UPDATE, purposes
from members.partners.links.tokens import link_of_token, token_of
from members.partners.models import PartnerSchool
from members.partners.services.links import give_link, revoke_link
from tests.factories.applications import ApplicationFactory
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
PAGES = ("", "profile/", "week/", "year/", "contact/", "email/", "leave/")
STEPS = ("confirm/", "pause/", "resume/", "full/")


def stored():
    return serializers.serialize("json", [*PartnerSchool.objects.all(), *PartnerLink.objects.all()])


def make(purpose):
    if purpose == REGISTER:
        return give_link(ApplicationFactory(status="unproved", proved_at=None), purpose)
    status = "closed" if purpose == RETURN else "active"
    return give_link(
        PartnerFactory(status=status), purpose, proposed_email="new@shade.example" if purpose == ADDRESS else ""
    )


def over(link, how):
    if how == "revoked":
        revoke_link(link, actor=None)
    elif how == "used":
        PartnerLink.objects.filter(pk=link.pk).update(used_at=timezone.now())
    else:
        PartnerLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))


def test_the_purposes_last_as_long_as_they_should():
    found = {each.code: (each.days, each.is_single) for each in purposes()}
    assert found[UPDATE] == (60, False)
    assert found[ADDRESS] == (7, True)
    assert found[RETURN] == (30, True)
    assert found[REGISTER] == (7, True)


@pytest.mark.parametrize("page", PAGES)
def test_a_partner_opens_its_own_pages(client, url, page):
    response = client.get(f"{url}{page}")

    assert response.status_code == 200
    assert '<html lang="en">' in response.content.decode()
    assert "/members/" not in response.content.decode()


@pytest.mark.parametrize("purpose", [ADDRESS, RETURN, REGISTER])
def test_a_link_for_one_use_asks_first(client, purpose):
    response = client.get(f"/p/{token_of(make(purpose))}/")
    assert response.status_code == 200
    assert "<button" in response.content.decode()


@pytest.mark.parametrize("purpose", [UPDATE, ADDRESS, RETURN, REGISTER])
def test_opening_a_link_changes_nothing(client, purpose):
    address = f"/p/{token_of(make(purpose))}/"
    before, log = stored(), ModelLogEntry.objects.count()
    for page in (*PAGES, *STEPS, "again/"):
        for ask in (client.get, client.head):
            ask(f"{address}{page}")

    assert stored() == before
    assert ModelLogEntry.objects.count() == log
    assert PartnerLetter.objects.count() == 0


@pytest.mark.parametrize("purpose", [UPDATE, ADDRESS, RETURN, REGISTER])
@pytest.mark.parametrize("how", ["revoked", "used", "expired"])
def test_a_link_that_is_over_does_nothing_and_offers_another(client, purpose, how):
    link = make(purpose)
    over(link, how)
    address = f"/p/{token_of(link)}/"
    before = stored()
    for page in ("", "confirm/", "profile/", "leave/"):
        for ask in (client.get, client.post):
            response = ask(f"{address}{page}")
            assert response.status_code == 410
            assert "does not work any more" in response.content.decode()
            assert "Send a new link" in response.content.decode()
    assert stored() == before


def test_an_altered_token_is_unknown(client, link):
    token = token_of(link)
    key, _tilde, signature = token.partition("~")
    other = give_link(PartnerFactory(), UPDATE)
    forged = Signer(salt=f"members.partners.link.{UPDATE}", sep="~", key="a-copied-database-has-no-key").sign(key)
    for wrong in (f"{token}x", f"{key}~", key, f"{other.key}~{signature}", forged, "~", "x"):
        response = client.get(f"/p/{wrong}/")
        assert response.status_code == 404, wrong
        assert "not complete" in response.content.decode()
        assert "Shade School" not in response.content.decode()
        assert client.post(f"/p/{wrong}/confirm/").status_code == 404


@pytest.mark.parametrize("made_for", [ADDRESS, RETURN, REGISTER])
def test_a_signature_for_one_purpose_does_not_hold_for_another(link, made_for):
    wrong = Signer(salt=f"members.partners.link.{made_for}", sep="~").sign(link.key)
    assert link_of_token(wrong) is None
    assert link_of_token(token_of(link)) == link


@pytest.mark.parametrize("purpose", [ADDRESS, RETURN, REGISTER])
@pytest.mark.parametrize("page", ["confirm/", "profile/", "leave/", "nothing/"])
def test_a_link_for_one_use_opens_no_other_page(client, purpose, page):
    address = f"/p/{token_of(make(purpose))}/{page}"
    before = stored()
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert stored() == before


def test_a_partner_that_was_closed_or_merged_is_not_changed_by_its_link(client, partner, url):
    PartnerSchool.objects.filter(pk=partner.pk).update(status="closed")
    assert client.post(f"{url}confirm/").status_code == 410
    PartnerSchool.objects.filter(pk=partner.pk).update(merged_into=PartnerFactory())
    assert client.post(f"{url}resume/").status_code == 410
    assert PartnerSchool.objects.get(pk=partner.pk).status == "closed"


@pytest.mark.parametrize("path", ["", "profile/", "x/"])
def test_the_address_is_kept_by_nobody_and_told_to_nobody(client, url, path):
    for address in (f"{url}{path}", "/p/wrong~token/", "/p/register/", "/p/again/"):
        response = client.get(address)
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "strict-origin"
        assert "no-store" in response["Cache-Control"]
        assert 'href="http' not in response.content.decode()


@pytest.mark.parametrize("page", ["confirm/", "profile/", "pause/", "leave/", "again/", "email/"])
def test_a_change_needs_its_csrf_token(url, page):
    assert Client(enforce_csrf_checks=True).post(f"{url}{page}").status_code == 403


def test_nobody_else_is_in_the_answers(client, url):
    other = PartnerFactory(name="ひみつ学園", name_en="Hidden School", contact_email="hidden@example.com")
    for page in PAGES:
        text = client.get(f"{url}{page}").content.decode()
        for secret in (other.name, other.name_en, other.contact_email):
            assert secret not in text


def test_the_page_is_in_the_language_of_the_partner(client):
    link = give_link(PartnerFactory(letter_language="ja"), UPDATE)
    response = client.get(f"/p/{token_of(link)}/", headers={"accept-language": "en"})
    text = response.content.decode()

    assert '<html lang="ja">' in text
    assert "今も、このとおりです" in text
    assert response["Content-Language"] == "ja"


class TestAskingAgain:
    def test_a_fresh_link_goes_to_the_address_on_record(self, client, partner, link, url, posted):
        over(link, "expired")
        letters = posted(client.post, f"{url}again/")

        assert list(letters) == ["jane@shade.example"]
        fresh = PartnerLink.objects.exclude(pk=link.pk).get()
        assert fresh.purpose == UPDATE
        assert token_of(fresh) in letters["jane@shade.example"].body

    def test_the_answer_does_not_tell_whether_a_letter_was_sent(self, client, link, url, posted):
        over(link, "expired")
        known = client.post(f"{url}again/").content
        PartnerSchool.objects.update(contact_email="")
        silent = client.post(f"{url}again/").content
        assert known == silent

    def test_a_school_that_was_put_out_gets_none(self, client, partner, link, url, posted):
        PartnerSchool.objects.update(status="closed")
        assert posted(client.post, f"{url}again/") == {}

    def test_a_link_to_come_back_is_renewed_unless_it_was_taken_back(self, client, partner, posted):
        PartnerSchool.objects.update(status="closed")
        back = give_link(partner, RETURN)
        over(back, "expired")
        address = f"/p/{token_of(back)}/again/"
        assert list(posted(client.post, address)) == ["jane@shade.example"]
        PartnerLink.objects.update(revoked_at=timezone.now())
        assert posted(client.post, address) == {}

    def test_it_is_throttled_for_a_partner_and_from_an_address(self, client, link, url, posted):
        over(link, "expired")
        sent = [len(posted(client.post, f"{url}again/")) for _try in range(5)]
        assert sent == [1, 1, 1, 0, 0]
        codes = [client.post(f"{url}again/").status_code for _try in range(7)]
        assert codes[0] == 200
        assert codes[-1] == 429

    def test_by_the_address_on_record(self, client, partner, posted):
        letters = posted(client.post, "/p/again/", {"email": "JANE@shade.example"})
        assert list(letters) == ["jane@shade.example"]
        answer = client.post("/p/again/", {"email": "nobody@example.com"})
        assert answer["Location"] == "/p/again/sent/"
        assert client.get("/p/again/sent/").status_code == 200

    def test_a_wrong_address_is_told_beside_its_field(self, client):
        response = client.post("/p/again/", {"email": "jane@"})
        assert response.status_code == 422
        assert "jane@" in response.content.decode()
