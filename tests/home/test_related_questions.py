"""Related questions: the nearest by their words, then those of the category; kept until a text changes."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home import related_questions
from tests.casestudies.helpers import words
from tests.factories.public_site import make_faq, section

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_texts_that_share_rare_words_are_near():
    texts = {
        1: "パスワードを忘れました。学校へ連絡します。",
        2: "パスワードを変えるには。学校へ連絡します。",
        3: "写真は公開されますか。学校へ連絡します。",
        4: "時差のある国とも交流できますか。学校へ連絡します。",
    }
    nearest = related_questions.nearest_of(texts)
    assert nearest[1][0] == 2
    assert nearest[2][0] == 1


def test_what_all_share_counts_nothing():
    assert related_questions.nearest_of({1: "学校へ連絡します。", 2: "学校へ連絡します。"}) == {1: [], 2: []}


def test_no_text_is_near_to_an_empty_one():
    assert related_questions.nearest_of({1: "", 2: "学校", 3: ""})[1] == []


def test_the_nearest_come_before_those_of_the_same_category():
    entry = make_faq("パスワードを忘れました。", category="account", answer="<p>再発行します。</p>")
    same = make_faq("担当が替わりました。", category="account", answer="<p>引継ぎを。</p>")
    near = make_faq("パスワードを忘れたときの費用は。", category="cost", answer="<p>無料です。</p>")
    make_faq("時差は。", category="partner", answer="<p>調べます。</p>")
    make_faq("パスワード", "en", category="account")
    assert related_questions.related_questions(entry) == [near, same]


def test_a_draft_is_not_related_and_a_change_is_seen_at_once():
    entry = make_faq("パスワードを忘れました。", category="account", answer="<p>再発行します。</p>")
    other = make_faq("写真は公開されますか。", category="privacy", answer="<p>いいえ。</p>")
    make_faq("時差は。", category="partner", answer="<p>調べます。</p>")
    assert related_questions.related_questions(entry) == []
    other.question = "パスワードを忘れたらどうしますか。"
    other.save()
    assert related_questions.related_questions(entry) == [other]
    other.unpublish()
    assert related_questions.related_questions(entry) == []


@pytest.mark.parametrize("rows", [1, 5])
def test_the_page_of_a_question_links_them(django_assert_num_queries, rows):
    section("faq")
    entry = make_faq("パスワードを忘れました。")
    others = [make_faq(f"パスワードを忘れた{number}") for number in range(rows)]
    address = f"/faq/helpful/{entry.pk}/"
    client = Client()
    page = BeautifulSoup(client.get(address).content, "html.parser")
    links = page.select("[aria-labelledby=related] a")
    assert {words(link) for link in links} <= {other.question for other in others}
    assert len(links) == min(rows, 3)
    assert links[0]["href"].startswith("/faq/helpful/")
    with django_assert_num_queries(16):
        client.get(address)
