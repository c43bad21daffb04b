"""Links that are counted: only where the setting allows it, only our own, and nobody is remembered."""

import re

import pytest

from newsletter.mail.placeholders import UNSUBSCRIBE
from newsletter.models import TrackedLink
from newsletter.sending import entering, services
from newsletter.sending.clicks import count_links, link_url
from tests.factories.subscribers import SubscriberFactory

from .builders import make_mailing

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "https://www.example.jp/a?b=1&c=2"


@pytest.fixture
def counted():
    mailing = make_mailing(tracks_clicks=True)
    return mailing, link_url(mailing, URL)


def path_of(address):
    return "/" + address.split("/", 3)[3]


def test_a_link_counts_and_leads_on(counted, anonymous):
    mailing, address = counted
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/newsletter/go/[0-9a-z]+~[\w-]+/", address)
    for _number in range(2):
        response = anonymous.get(path_of(address))
        assert (response.status_code, response["Location"]) == (302, URL)
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
    assert TrackedLink.objects.get(mailing=mailing).clicks == 2
    assert link_url(mailing, URL) == address


def test_looking_without_following_does_not_count(counted, anonymous):
    assert anonymous.head(path_of(counted[1])).status_code == 302
    assert anonymous.post(path_of(counted[1])).status_code == 405
    assert TrackedLink.objects.get().clicks == 0


@pytest.mark.parametrize("token", ["a", "1~abc", "1:abc", "https:~x", "%00"])
def test_nothing_else_leads_anywhere(counted, anonymous, token):
    assert anonymous.get(f"/newsletter/go/{token}/").status_code == 404


def test_a_link_of_a_deleted_mailing_leads_nowhere(counted, anonymous):
    counted[0].delete()
    assert anonymous.get(path_of(counted[1])).status_code == 404


@pytest.mark.parametrize(
    "url", [UNSUBSCRIBE, "mailto:a@example.jp", "#top", "https://[", "https://a.example/" + "x" * 2_000]
)
def test_some_links_are_never_counted(url):
    assert link_url(make_mailing(tracks_clicks=True), url) == url
    assert not TrackedLink.objects.exists()


def test_nothing_is_counted_unless_the_setting_allows_it(issue, editor, settings):
    SubscriberFactory()
    for allowed in (False, True):
        settings.NEWSLETTER_TRACK_CLICKS = allowed
        mailing = services.submit(services.create(issue, by=editor), by=editor)
        entering.start_due()
        mailing.refresh_from_db()
        html = mailing.editions.get().html
        assert mailing.tracks_clicks is allowed
        assert ("/newsletter/go/" in html) is allowed
        assert UNSUBSCRIBE in html
        assert "/newsletter/go/" not in mailing.editions.get().text
        services.cancel(mailing, by=editor)


def test_addresses_with_signs_of_html_are_kept():
    mailing = make_mailing(tracks_clicks=True)
    edition = mailing.editions.get()
    edition.html = (
        '<a class="x" href="https://www.example.jp/a?b=1&amp;c=2">x</a><img src="https://www.example.jp/i.png">'
    )
    edition.save()
    count_links(mailing)
    edition.refresh_from_db()
    assert TrackedLink.objects.get().url == URL
    assert 'src="https://www.example.jp/i.png"' in edition.html
    assert 'class="x" href="http' in edition.html
