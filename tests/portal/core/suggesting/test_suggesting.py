"""What the box of the site search proposes: what is known, in both languages, as fresh as the pages, for any input."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import FaqEntry
from portal.core.models import Synonym
from portal.core.suggesting import registry
from portal.core.suggesting.registry import MOST, Suggestion, register_suggester, suggestions
from tests.factories.public_site import make_case, make_faq, make_news, section

pytestmark = pytest.mark.django_db


def labels(typed: str, language: str = "ja") -> list[str]:
    return [row.label for row in suggestions(typed, language)]


@pytest.fixture
def only(monkeypatch):
    """`only([rows], [rows])`: suggesters with these rows are the only ones."""
    monkeypatch.setattr(registry, "_suggesters", {})

    def register(*suggesters: list[Suggestion]) -> None:
        for order, rows in enumerate(suggesters):
            register_suggester(str(order), lambda folded, language, rows=rows: rows, order)

    return register


class TestTheMixture:
    def test_at_most_eight(self, only):
        only([Suggestion(f"語{n}", "語", f"/{n}/") for n in range(20)])
        assert len(suggestions("語", "ja")) == MOST

    def test_all_kinds_have_their_share_and_words_stand_above_pages(self, only):
        pages = [Suggestion(f"頁{n}", "頁", f"/{n}/") for n in range(9)]
        questions = [Suggestion(f"問{n}", "問", f"/faq/#{n}") for n in range(9)]
        words = [Suggestion(f"語{n}", "語") for n in range(2)]
        only(pages, questions, words)
        assert labels("x") == ["語0", "語1", "頁0", "頁1", "頁2", "問0", "問1", "問2"]

    def test_the_same_is_proposed_once(self, only):
        only([Suggestion("コンピューター", "語"), Suggestion("頁", "頁", "/a/")], [Suggestion("ｺﾝﾋﾟｭｰﾀ", "国")])
        assert labels("x") == ["コンピューター", "頁"]

    @pytest.mark.parametrize("typed", ["", " ", "%", "😀", "\x00", "-", '"'])
    def test_nothing_for_nothing(self, only, typed):
        only([Suggestion("語", "語")])
        assert suggestions(typed, "ja") == []


class TestWhatIsProposed:
    def test_pages_by_their_title_with_their_kind(self, home):
        news = make_news(title="秋の交流会")
        about = section("about")
        (row,) = suggestions("秋の", "ja")
        assert (row.label, row.kind, row.url) == ("秋の交流会", "お知らせ", news.get_url())
        assert [(row.kind, row.url) for row in suggestions(about.title, "ja")] == [("ページ", about.get_url())]

    @pytest.mark.parametrize("typed", ["ｺｳﾘｭｳ", "こうりゅう", "コウリュウ"])
    def test_in_any_spelling(self, home, typed):
        make_news(title="こうりゅう会")
        assert labels(typed) == ["こうりゅう会"]

    def test_questions_lead_to_where_they_stand(self, home):
        page = section("faq")
        entry = make_faq("けん玉はありますか。")
        (row,) = suggestions("けん玉", "ja")
        assert row.url == f"{page.get_url()}#faq-{entry.pk}"

    def test_what_the_archive_knows(self, home):
        section("casestudies")
        case = make_case(title="台湾と給食", countries=["TW"])
        rows = {row.label: row for row in suggestions("台湾", "ja")}
        assert rows["台湾"].url == ""
        assert rows["台湾と給食"].url == case.get_url()

    def test_words_of_synonyms_that_lead_to_a_title(self, home):
        make_news(title="けん玉の会")
        Synonym.objects.create(words="剣球\nけん玉")
        Synonym.objects.create(words="相撲\n角力")
        assert labels("剣") == ["剣球"]
        assert labels("角") == []

    def test_only_what_everybody_may_see_in_this_language(self, home):
        make_news(title="けん玉の下書き", live=False)
        hidden = make_news(title="けん玉の内緒")
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
        section("faq")
        make_faq("けん玉は", live=False)
        assert labels("けん玉") == []
        make_news(title="けん玉の会")
        assert labels("けん玉") == ["けん玉の会"]
        assert labels("けん玉", "en") == []


class TestFreshness:
    def test_a_page_that_appears_changes_or_goes(self, home):
        assert labels("けん玉") == []
        news = make_news(title="けん玉の会")
        assert labels("けん玉") == ["けん玉の会"]
        news.title = "けん玉の大会"
        news.save_revision().publish()
        assert labels("けん玉") == ["けん玉の大会"]
        news.unpublish()
        assert labels("けん玉") == []
        news.get_latest_revision().publish()
        assert labels("けん玉") == ["けん玉の大会"]
        news.delete()
        assert labels("けん玉") == []

    def test_a_question_that_changes_or_goes(self, home):
        section("faq")
        entry = make_faq("けん玉は")
        assert labels("けん玉") == ["けん玉は"]
        entry.question = "手話は"
        entry.save()
        assert labels("けん玉") == []
        FaqEntry.objects.get(pk=entry.pk).delete()
        assert labels("手話") == []


class TestTheAddress:
    def test_rows_of_a_list_box(self, home, anonymous: Client):
        news = make_news(title="<b>けん玉</b>の会")
        response = anonymous.get("/search/suggest/", {"q": "けん玉"})
        (row,) = BeautifulSoup(response.content, "html.parser").select("li[role=option]")
        assert (row["data-url"], row["aria-selected"]) == (news.get_url(), "false")
        assert row.select_one(".suggest__label").get_text() == "<b>けん玉</b>の会"

    def test_it_may_be_kept_for_a_minute_and_sets_no_cookie(self, home, anonymous: Client):
        response = anonymous.get("/search/suggest/", {"q": "a"})
        assert response["Cache-Control"] == "public, max-age=60"
        assert response["X-Robots-Tag"] == "noindex"
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies

    def test_it_is_only_asked_by_get(self, home, anonymous: Client):
        assert anonymous.post("/search/suggest/", {"q": "a"}).status_code == 405
        assert anonymous.get("/search/suggest/").content.strip() == b""

    @pytest.mark.parametrize("typed", ["\x00", "'", '"', "%", "\\", "😀" * 999, "あ" * 9999, "<script>", "\ud800"])
    @pytest.mark.parametrize("path", ["/search/suggest/", "/en/search/suggest/"])
    def test_whatever_is_typed_gets_an_answer(self, home, anonymous: Client, path, typed):
        response = anonymous.get(f"{path}?q={typed.encode('utf-8', 'surrogatepass').hex('%')}")
        assert response.status_code == 200
        assert b"<script>" not in anonymous.get(path, {"q": typed.replace("\ud800", "")}).content

    def test_few_queries_whatever_there_is(self, home, anonymous: Client, django_assert_num_queries):
        for more in (1, 4):
            for _number in range(more):
                make_news(title="けん玉の会")
            anonymous.get("/search/suggest/", {"q": "けん玉"})
            # The versions of titles and of cases, the synonyms.
            with django_assert_num_queries(3):
                anonymous.get("/search/suggest/", {"q": "けん玉"})
