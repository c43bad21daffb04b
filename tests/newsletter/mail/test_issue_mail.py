"""An issue as a mail: every block, both parts with the same content, absolute addresses, pictures with consent."""

import re

import pytest
from bs4 import BeautifulSoup
from django.template.loader import get_template

from newsletter.blocks import IssueBlock
from newsletter.mail.allowed import problems
from newsletter.mail.issues import issue_mail
from newsletter.mail.placeholders import MANAGE, UNSUBSCRIBE
from newsletter.mail.wrapping import columns
from newsletter.models import IssuePage
from portal.core.media.models import Consent
from tests.factories.media import make_image
from tests.factories.public_site import make_issue, translated
from tests.newsletter.bodies import full_body

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def issue():
    page = make_issue(
        63, title="海の向こうからの年賀状", summary="冬の準備を始めます。", body=full_body(), cover=make_image()
    )
    return IssuePage.objects.get(pk=page.pk)


def squeezed(text):
    return re.sub(r"[\s─・]|^■|^◆", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", sorted(IssueBlock().child_blocks))
def test_every_block_has_a_form_for_mails(name):
    get_template(f"newsletter/mail/blocks/{name}.html")


def test_the_body_of_the_tests_has_every_block(issue):
    assert {block.block_type for block in issue.body} == set(IssueBlock().child_blocks)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_mail_holds_only_what_the_list_allows(issue, language):
    page = issue if language == "ja" else translated(issue, title="New Year cards from across the sea")
    mail = issue_mail(page)
    assert problems(mail.html) == []
    assert f'<html lang="{language}">' in mail.html
    assert len(mail.html.encode()) < 60_000


def test_both_parts_say_the_same(issue):
    mail = issue_mail(issue)
    rest = squeezed(mail.text)
    soup = BeautifulSoup(mail.html, "html.parser")
    soup.select_one(".preheader").decompose()
    for node in soup.body.find_all(string=True):
        words = squeezed(str(node).replace("\xa0", " "))
        place = rest.find(words)
        assert place >= 0, words
    for picture in soup.find_all("img"):
        assert picture["alt"] in mail.text
    for link in soup.select("a[href^=http]"):
        assert link["href"] in mail.text or link.find_parent("ol", class_="toc")


def test_the_text_has_nothing_that_the_html_lacks(issue):
    mail = issue_mail(issue)
    soup = BeautifulSoup(mail.html, "html.parser")
    shown = squeezed(soup.body.get_text()) + "".join(squeezed(picture["alt"]) for picture in soup.find_all("img"))
    addresses = {link["href"].removeprefix("mailto:") for link in soup.find_all("a")}
    for line in mail.text.splitlines():
        word = re.sub(r"^(\d+\. |・|■ |◆ )", "", line.strip())
        if not word or set(word) == {"─"} or any(word.endswith(address) for address in addresses):
            continue
        for piece in re.split(r"[：:/]|［図|］|\[|\]", word):
            assert squeezed(piece) in shown, line


def test_lines_are_at_most_thirty_five_full_width_characters(issue):
    for line in issue_mail(issue).text.splitlines():
        assert columns(line) <= 72 or "://" in line, line


def test_addresses_are_absolute_and_those_of_the_recipient_are_kept(issue, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://concierge.example.jp"
    mail = issue_mail(issue)
    for address in re.findall(r'(?:href|src)="([^"]+)"', mail.html):
        assert address.startswith(("https://concierge.example.jp/", "https://portal.invalid/", "mailto:", "tel:"))
    for kept in (UNSUBSCRIBE, MANAGE):
        assert kept in mail.html
        assert kept in mail.text
    assert "https://concierge.example.jp/casestudies/" in mail.text


def test_a_reading_stands_in_brackets(issue):
    mail = issue_mail(issue)
    assert "交流（こうりゅう）を始めます。" in mail.html
    assert "交流（こうりゅう）を始めます。" in mail.text


def test_a_picture_without_consent_is_not_sent():
    held_back = make_image(consent=Consent.MISSING, title="secret")
    page = make_issue(5, body=[("figure", {"image": held_back, "caption": "秘密の説明"})], cover=held_back)
    mail = issue_mail(page)
    assert "/media/" not in mail.html
    assert "秘密の説明" not in mail.html


def test_the_subject_is_the_editors_or_the_title(issue):
    assert issue_mail(issue).subject == "海の向こうからの年賀状"
    issue.mail_subject = "年賀状、まだ間に合います"
    assert issue_mail(issue).subject == "年賀状、まだ間に合います"


def test_a_link_to_a_page_that_is_gone_leaves_its_words():
    page = make_issue(
        6, body=[("text", {"heading": "", "text": '<p><a linktype="page" id="99999">消えたページ</a>です。</p>'})]
    )
    mail = issue_mail(page)
    assert "消えたページ" in mail.html
    assert problems(mail.html) == []


def test_words_of_a_page_are_no_html(issue):
    issue.title = "<script>alert(1)</script>"
    mail = issue_mail(issue)
    assert "<script>" not in mail.html
    assert "<script>alert(1)</script>" in mail.text
