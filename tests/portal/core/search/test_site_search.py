"""The site search: what takes part, its order and paging, the page in both languages."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from home.models import FaqEntry, StandardPage
from portal.core.search import registry
from portal.core.search.query import MAX_LENGTH
from portal.core.search.registry import SearchHit, register_provider
from portal.core.search.selectors import SiteResults, matching, page_kind, ranked, search_pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_providers(monkeypatch) -> None:
    monkeypatch.setattr(registry, "_providers", {})


@pytest.fixture
def searched_questions(japanese) -> None:
    """Questions take part with the scores of the search."""
    FaqEntry.objects.create(question="費用はかかりますか", answer="<p>無料です。</p>", locale=japanese)

    def provider(query, locale):
        found = ranked(FaqEntry.objects.filter(locale=locale), query).annotate_score("score")[:10]
        return [SearchHit(entry.question, "/faq/", "Q", entry.answer_text, entry.score) for entry in found]

    register_provider("faq", provider)


def main_of(response) -> str:
    html = response.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def links_of(response) -> list[str]:
    return re.findall(r'<h3 class="hit__title"><a href="([^"]*)">', main_of(response))


def test_only_live_public_pages_of_the_language(add_page, home, english, japanese) -> None:
    seen = add_page("台湾の学校")
    add_page("台湾の下書き", live=False)
    private = add_page("台湾の内緒")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    add_page("台湾 in English", parent=home.get_translation(english))
    assert [page.pk for page in search_pages("台湾", locale=japanese)] == [seen.pk]
    assert [hit.title for hit in SiteResults("台湾", english)] == ["台湾 in English"]


def test_matching_is_a_queryset_for_filters_and_counts(add_page) -> None:
    taiwan, korea = add_page("台湾の交流"), add_page("韓国の交流")
    pages = StandardPage.objects.filter(slug__startswith="searched")
    assert set(matching(pages, "交流")) == {taiwan, korea}
    assert matching(pages, "交流").filter(title__contains="台").get() == taiwan
    assert set(matching(pages, "-台湾")) == {korea}
    assert list(matching(pages, "%")) == list(matching(pages, "")) == []
    assert matching(pages.filter(pk=korea.pk), "交流").count() == 1


def test_ranked_keeps_the_filters(add_page) -> None:
    add_page("台湾の交流")
    korea = add_page("韓国の交流")
    results = ranked(StandardPage.objects.filter(title__startswith="韓"), "交流")
    assert (results.count(), list(results)) == (1, [korea])


def test_hits_of_providers_stand_where_their_score_puts_them(add_page, japanese) -> None:
    add_page("台湾", "台湾")
    add_page("ほかの話", "台湾")
    scores = [page.score for page in ranked(Page.objects.all(), "台湾").annotate_score("score")]
    between = sum(scores) / 2
    register_provider("faq", lambda query, locale: [SearchHit("質問", "/faq/#faq-1", "よくある質問", "台湾", between)])
    assert [hit.title for hit in SiteResults("台湾", japanese)] == ["台湾", "質問", "ほかの話"]
    results = SiteResults("台湾", japanese)
    assert len(results) == 3
    assert [hit.title for hit in results[1:3]] == ["質問", "ほかの話"]
    assert results[0].title == "台湾"


def test_a_provider_can_search_a_snippet(japanese) -> None:
    FaqEntry.objects.create(question="費用はかかりますか", answer="<p>無料です。</p>", locale=japanese)

    def provider(query, locale):
        found = ranked(FaqEntry.objects.published_in(locale), query).annotate_score("score")[:10]
        return [
            SearchHit(entry.question, f"/faq/#faq-{entry.pk}", "Q", entry.answer_text, entry.score) for entry in found
        ]

    register_provider("faq", provider)
    assert [hit.title for hit in SiteResults("無料", japanese)] == ["費用はかかりますか"]


def test_a_hit_tells_its_kind_place_and_text(add_page, japanese) -> None:
    above = add_page("資料")
    page = add_page("台湾の学校", "交流の記録です。", parent=above)
    page.body = [("text", {"text": "<p>給食のカードを<b>交換</b>しました。</p>"})]
    page.save()
    with override("ja"):
        (hit,) = SiteResults("台湾", japanese)
        (in_body,) = SiteResults("給食", japanese)
    assert (hit.title, hit.url, hit.trail) == ("台湾の学校", page.get_url(), ("資料",))
    assert hit.kind == page_kind(page)
    assert hit.text == "交流の記録です。"
    assert "給食のカードを" in in_body.text
    assert "<" not in in_body.text


def test_a_page_type_may_name_itself(add_page, monkeypatch) -> None:
    monkeypatch.setattr(StandardPage, "search_kind", None, raising=False)
    assert page_kind(add_page("一")) == StandardPage._meta.verbose_name
    monkeypatch.setattr(StandardPage, "search_kind", "")
    assert page_kind(add_page("二")) == ""


def test_a_page_of_results_has_one_number_of_queries(add_page, japanese, django_assert_num_queries) -> None:
    add_page("台湾の学校")
    list(SiteResults("台湾", japanese)[:10])
    for more in (0, 4):
        for _ in range(more):
            add_page("台湾の学校")
        results = SiteResults("台湾", japanese)
        with django_assert_num_queries(6):  # synonyms, numbers by type, keys, scores, pages and their specific rows
            len(results)
            list(results[:10])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_empty_form(language: str, anonymous: Client) -> None:
    with override(language):
        response = anonymous.get(reverse("search"))
    assert response.status_code == 200
    assert 'name="q"' in main_of(response)
    assert not response.cookies
    assert 'name="robots" content="noindex"' in response.content.decode()


def test_results_are_listed_with_marks_ten_a_page(add_page, anonymous) -> None:
    pages = [add_page(f"台湾の学校 {number}", "台湾と交流しました。") for number in range(12)]
    first = anonymous.get("/search/", {"q": "台湾"})
    second = anonymous.get("/search/", {"q": "台湾", "page": 2})
    assert first.status_code == second.status_code == 200
    assert "<mark>台湾</mark>の学校" in main_of(first)
    assert len(links_of(first)) == 10
    assert set(links_of(first)) | set(links_of(second)) == {page.get_url() for page in pages}
    assert 'start="11"' in main_of(second)
    assert not first.cookies


def test_the_other_language_finds_its_own_pages(add_page, home, english, anonymous) -> None:
    add_page("台湾の学校")
    page = add_page("A school in Taiwan", parent=home.get_translation(english))
    assert links_of(anonymous.get("/en/search/", {"q": "taiwan schools"})) == [page.get_url()]
    assert links_of(anonymous.get("/en/search/", {"q": "台湾"})) == []


@pytest.mark.parametrize("query", ["%", '"', "😀", "\x00", "*", "'", "\\", ":", "-", "　", "<script>alert(1)</script>"])
@pytest.mark.parametrize("address", ["/search/", "/en/search/"])
def test_whatever_is_typed_gets_an_answer(address: str, query: str, anonymous: Client) -> None:
    response = anonymous.get(address, {"q": query, "page": "x"})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert links_of(response) == []


@pytest.mark.parametrize("query", ["%", '"', "😀", "*"])
def test_nothing_searchable_gives_a_hint(query: str, anonymous: Client) -> None:
    shown = main_of(anonymous.get("/en/search/", {"q": query}))
    assert "holds no letter or number to search for" in shown


def test_no_result_says_what_to_do_and_where_else_to_look(home, anonymous) -> None:
    home.add_child(instance=StandardPage(title="事例集", slug="casestudies", locale=home.locale))
    shown = main_of(anonymous.get("/search/", {"q": "ないことば"}))
    assert 'class="empty"' in shown
    assert f'href="/casestudies/?q={"%E3%81%AA%E3%81%84%E3%81%93%E3%81%A8%E3%81%B0"}"' in shown


def test_too_long_a_query_is_kept_and_gets_a_sentence_beside_the_field(anonymous) -> None:
    typed = "あ" * 5000
    response = anonymous.get("/en/search/", {"q": typed})
    shown = main_of(response)
    assert response.status_code == 200
    assert f"Use at most {MAX_LENGTH} characters. You typed 5000." in shown
    assert 'aria-invalid="true"' in shown
    assert typed in shown
    assert "<title>Error: " in response.content.decode()
    assert anonymous.get("/search/", {"q": "あ" * MAX_LENGTH}).context["form"].is_valid()


@pytest.mark.parametrize("query", ["-台湾", '-"台湾 交流"', "-台湾 -韓国"])
def test_what_is_only_left_out_finds_the_rest(add_page, searched_questions, anonymous, query) -> None:
    add_page("台湾 交流", "韓国")
    rest = add_page("給食")
    response = anonymous.get("/search/", {"q": query})
    assert response.status_code == 200
    assert rest.get_url() in links_of(response)
    assert "台湾 交流" not in re.sub(r'value="[^"]*"|「[^」]*」', "", main_of(response))


def test_words_that_are_only_indexed_are_no_excerpt(add_page, japanese, monkeypatch) -> None:
    page = add_page("学校", "給食の話です。")
    page.body = [("text", {"text": "<p>台湾の本文</p>"})]
    page.save()
    monkeypatch.setattr(StandardPage, "search_only_fields", ("body",), raising=False)
    (hit,) = SiteResults("台湾", japanese)
    assert hit.text == "給食の話です。"
