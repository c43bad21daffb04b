"""The backend on OpenSearch with a client that only pretends: what is sent, and what becomes of the answers."""

import pytest
from modelsearch.query import MATCH_ALL, MATCH_NONE, PlainText
from opensearchpy.exceptions import NotFoundError
from wagtail.models import Page

from home.models import FaqEntry, StandardPage
from portal.core.models import Synonym
from portal.core.search import compiling, morphology, opensearch, selectors
from portal.core.search.opensearch_index import index_settings, properties
from portal.core.search.opensearch_query import compiled, fields_of
from portal.core.search.query import rewrite
from portal.core.search.synonyms import SynonymTable
from portal.core.search.unavailable import SearchUnavailable
from tests.portal.core.search.opensearch.fake import fake_backend, refused

ALL = fields_of(["title", "body"])


def phrase(text: str, kind: str = "phrase", fields: list[str] = ALL) -> dict:
    return {"multi_match": {"query": text, "type": kind, "fields": fields}}


def every(*parts: dict) -> dict:
    return {"bool": {"must": list(parts)}}


def some(*parts: dict) -> dict:
    return {"bool": {"should": list(parts), "minimum_should_match": 1}}


def without(part: dict) -> dict:
    return {"bool": {"must_not": [part]}}


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("台湾", phrase("台湾")),
        ("臺灣", phrase("台湾")),
        ("ｶｰﾄﾞ", phrase("カード")),
        ("台湾 給食", every(phrase("台湾"), phrase("給食"))),
        ("「カード交換」", phrase("カード交換")),
        ("台湾 OR 韓国", some(phrase("台湾"), phrase("韓国"))),
        ("交流 -台湾", every(phrase("交流"), without(phrase("台湾")))),
        ("-台湾", without(phrase("台湾"))),
        ("コンピューター", phrase("コンピュータ")),  # which holds the other
        ("zoom会議", phrase("zoom 会議")),
        ("z", phrase("z", "phrase_prefix")),
        ("台", phrase("台")),
        ("ビデオ", some(phrase("ビデオ"), phrase("動画"))),
        ("「ビデオ」", phrase("ビデオ")),
    ],
)
def test_what_is_typed_in_the_language_of_the_server(typed, body) -> None:
    query = rewrite(PlainText(typed), lambda: SynonymTable(["ビデオ、動画"]))
    assert compiled(query, ["title", "body"]) == body


def test_the_title_counts_most_and_both_forms_are_asked() -> None:
    assert fields_of(["title"]) == ["portal_title^8", "portal_title.loose^8"]
    weights = [int(field.rpartition("^")[2]) for field in ALL[::2]]
    assert weights == sorted(weights, reverse=True)
    names = {field.split("^")[0].split(".")[0] for field in ALL} | {"portal_completion"}
    assert names == {name for name, field in properties().items() if field["type"] == "text"}
    assert fields_of(["autocomplete"]) == ["portal_completion^1", "portal_completion.loose^1"]


@pytest.mark.skipif(not morphology.is_installed(), reason="the extra morph is not installed")
def test_lemmas_are_asked_for_as_they_are(settings) -> None:
    settings.SEARCH_MORPHOLOGY = "sudachi"
    body = compiled(rewrite(PlainText("送った"), lambda: SynonymTable([])), ["title", "body"])
    lemma = {"constant_score": {"filter": {"term": {"portal_lemmas": "送ル"}}}}
    assert lemma in body["bool"]["should"]


@pytest.fixture
def server(monkeypatch):
    backend, client = fake_backend()
    monkeypatch.setattr(selectors, "get_search_backend", lambda: backend)
    client.backend = backend
    return client


@pytest.fixture
def pages(db, add_page):
    return [add_page(f"台湾の学校 {number}", "給食の話") for number in range(4)]


def test_documents_hold_the_texts_by_their_weight(server, pages) -> None:
    server.backend.add_bulk(StandardPage, pages[:2])
    document = server.documents[str(pages[0].pk)]
    assert document["pk"] == str(pages[0].pk)
    assert document["_django_content_type"] == server.backend.mapping_class(StandardPage).get_all_content_types()
    assert {"home.StandardPage", "wagtailcore.Page"} <= set(document["_django_content_type"])
    assert document["portal_title"] == ["台湾の学校 0"]
    assert document["portal_lead"] == ["給食の話"]
    assert set(document) <= set(properties())
    server.backend.add(pages[2])
    assert set(server.documents) == {str(page.pk) for page in pages[:3]}
    server.backend.delete(pages[2])
    server.backend.delete(pages[2])
    assert str(pages[2].pk) not in server.documents


def test_a_rebuilt_index_takes_the_place_of_the_old_one(server) -> None:
    index = server.backend.get_index_for_model(StandardPage)
    assert index.name == "tested_wagtailcore_page"
    rebuilder = server.backend.rebuilder_class(index)
    new = rebuilder.start()
    new.add_model(StandardPage)
    rebuilder.finish()
    assert server.indices.aliases == {"tested_wagtailcore_page": new.name}
    assert server.indices.created[new.name] == index_settings()
    assert server.indices.mappings[new.name] == {"dynamic": "strict", "properties": properties()}


def test_the_best_come_first_and_the_newest_of_equals(server, pages) -> None:
    first, second, third, fourth = (page.pk for page in pages)
    server.hits = [(first, 1.0), (second, 9.0), (third, 1.001), (999_999, 99.0)]
    found = selectors.ranked(StandardPage.objects.all(), "台湾")
    assert [page.pk for page in found] == [second, third, first]
    assert selectors.ranked(StandardPage.objects.all(), "台湾").count() == 3
    assert [page.pk for page in found[:1]] == [second]
    assert fourth not in [page.pk for page in found]


def test_filters_and_orders_are_the_database_s(server, pages) -> None:
    server.hits = [(page.pk, 1.0) for page in pages]
    some_pages = StandardPage.objects.filter(title__endswith="1") | StandardPage.objects.filter(title__endswith="3")
    assert {page.pk for page in selectors.ranked(some_pages, "台湾")} == {pages[1].pk, pages[3].pk}
    assert selectors.ranked(some_pages, "台湾").count() == 2
    assert set(selectors.matching(some_pages, "台湾")) == {pages[1], pages[3]}
    by_title = server.backend.search("台湾", StandardPage.objects.order_by("title"), order_by_relevance=False)
    assert [page.pk for page in by_title] == [page.pk for page in pages]
    assert by_title.facet("locale_id") == {pages[0].locale_id: 4}


def test_the_archive_s_keys_and_order(server, pages) -> None:
    server.hits = [(page.pk, float(at)) for at, page in enumerate(pages)]
    keys = selectors.WordSearch(StandardPage, "台湾").keys()
    assert (keys.dtype.name, set(keys.tolist())) == ("int64", {page.pk for page in pages})
    given = [page.pk for page in pages[:3]]
    assert selectors.WordSearch(StandardPage, "台湾").best_first(given) == given[::-1]
    assert server.asked[0]["query"]["bool"]["filter"] == [{"term": {"_django_content_type": "home.StandardPage"}}]
    assert server.asked[0]["index"] == "tested_wagtailcore_page"
    selectors.WordSearch(StandardPage, "台湾", ["title"]).keys()
    assert server.asked[-1]["query"]["bool"]["must"] == [phrase("台湾", fields=fields_of(["title"]))]


def test_many_keys_are_asked_for_page_by_page(server, pages, monkeypatch) -> None:
    monkeypatch.setattr(opensearch, "_AT_ONCE", 3)
    server.hits = [(page.pk, 1.0) for page in pages]
    assert len(selectors.WordSearch(StandardPage, "台湾").keys()) == 4
    assert len(server.asked) == 2
    assert server.asked[1]["search_after"] == [sorted(str(page.pk) for page in pages)[2]]


def test_few_are_ranked(server, pages, monkeypatch) -> None:
    monkeypatch.setattr(compiling, "RANKED", 2)
    server.hits = [(page.pk, float(at)) for at, page in enumerate(pages)]
    selectors.WordSearch(StandardPage, "台湾").best_first([page.pk for page in pages])
    assert server.asked[-1]["size"] == 2
    assert len(server.asked[-1]["query"]["bool"]["filter"][-1]["terms"]["pk"]) == 2


def test_constants_do_not_ask_the_server(server, pages) -> None:
    assert server.backend.search(MATCH_ALL, StandardPage.objects.all()).count() == StandardPage.objects.count()
    assert list(server.backend.search(MATCH_NONE, StandardPage.objects.all())) == []
    assert list(selectors.ranked(StandardPage.objects.all(), "%")) == []
    assert server.asked == []


def test_unfinished_words_are_completed(server, pages) -> None:
    server.hits = [(pages[0].pk, 1.0)]
    assert [page.pk for page in server.backend.autocomplete("taiw", StandardPage.objects.all())] == [pages[0].pk]
    fields = fields_of(["autocomplete"])
    assert server.asked[0]["query"]["bool"]["must"] == [phrase("taiw", "phrase_prefix", fields)]


def test_a_synonym_counts_at_once(server, pages) -> None:
    Synonym.objects.create(words="豪州、オーストラリア")
    selectors.WordSearch(StandardPage, "豪州").keys()
    assert server.asked[0]["query"]["bool"]["must"] == [some(phrase("豪州"), phrase("オーストラリア"))]


def test_another_kind_of_object_has_an_index_of_its_own(server, japanese) -> None:
    entry = FaqEntry.objects.create(question="時差は？", answer="<p>調べます。<br>すぐに。</p>", locale=japanese)
    server.backend.add(entry)
    assert server.documents[str(entry.pk)]["portal_title"] == ["時差は？"]
    server.hits = [(entry.pk, 1.0)]
    assert list(selectors.ranked(FaqEntry.objects.all(), "時差")) == [entry]
    assert server.asked[0]["index"] == "tested_home_faqentry"


@pytest.mark.parametrize("failure", [refused(), NotFoundError(404, "index_not_found_exception", {})])
def test_no_answer_has_a_name(failure, server, pages, caplog) -> None:
    server.failure = failure
    with pytest.raises(SearchUnavailable):
        selectors.WordSearch(StandardPage, "台湾").keys()
    with pytest.raises(SearchUnavailable):
        list(selectors.ranked(Page.objects.all(), "台湾"))
    assert "gives no answer" in caplog.text


def test_a_page_is_saved_while_the_server_is_away(server, pages, monkeypatch) -> None:
    monkeypatch.setattr(
        "modelsearch.index.get_search_backends_with_name", lambda **options: [("default", server.backend)]
    )
    server.failure = refused()
    pages[0].title = "韓国の学校"
    pages[0].save()
    assert StandardPage.objects.get(pk=pages[0].pk).title == "韓国の学校"
