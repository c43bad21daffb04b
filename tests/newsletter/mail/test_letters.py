"""The letters of a subscription: in the reader's language, as HTML that the list allows and as the same plain text."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail

from newsletter.mail.allowed import problems
from newsletter.models import Subscriber
from newsletter.subscribing.letters import Kind, post, written
from newsletter.vocabulary import SubscriptionSource
from portal.core.site_settings import PortalSettings
from tests.days import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def reader(language="ja"):
    return Subscriber.objects.create(
        email="reader@example.jp",
        email_key="reader@example.jp",
        language=language,
        source=SubscriptionSource.FORM,
        consented_at=NOON,
    )


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", ["ja", "en"])
def test_both_parts_hold_the_same_link_and_nothing_unusual(kind, language):
    letter = written(kind, reader(language))
    assert problems(letter.html) == []
    assert f'<html lang="{language}">' in letter.html
    links = {link["href"] for link in BeautifulSoup(letter.html, "html.parser").find_all("a")}
    own = [link for link in links if "/newsletter/" in link]
    assert len(own) == 1
    assert own[0] in letter.text
    assert ("/en/newsletter/" in own[0]) is (language == "en")


def test_subjects_are_in_the_language_of_the_reader():
    assert written(Kind.WELCOME, reader("en")).subject == "Welcome to our newsletter"
    Subscriber.objects.all().delete()
    assert "コンシェルジュ通信" in written(Kind.WELCOME, reader()).subject


def test_the_office_is_that_of_the_site_settings():
    office = PortalSettings.load()
    office.phone = "03-0000-0000"
    office.save()
    letter = written(Kind.CONFIRM, reader())
    assert "03-0000-0000" in letter.text
    assert 'href="tel:0300000000"' in letter.html


def test_a_letter_is_posted_with_both_parts():
    post.func(str(Kind.CONFIRM), reader().pk)
    sent = mail.outbox[0]
    assert sent.to == ["reader@example.jp"]
    assert [kind for _content, kind in sent.alternatives] == ["text/html"]


def test_nobody_is_written_to_who_was_forgotten():
    post.func(str(Kind.CONFIRM), 99_999)
    assert mail.outbox == []
