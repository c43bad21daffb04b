"""The read API: what it gives, what it keeps to itself."""

import pytest

from home.models import FaqEntry, FaqPage, StandardPage
from portal.api.router import api_router
from portal.core.media.models import Consent, PortalImage
from tests.factories.media import make_image


@pytest.fixture
def about(home):
    page = StandardPage(title="コンシェルジュとは", slug="about", summary="先生方に代わって整えます。")
    page.body = [("text", {"heading": "役割", "text": "<p>相談に<b>応じます</b>。</p>"})]
    home.add_child(instance=page)
    return page


def get(client, address, **params):
    response = client.get(f"/api/v2/{address}", params)
    assert response.status_code == 200, response.content
    return response.json()


def test_page_has_html_url_and_locale(anonymous, about):
    items = get(anonymous, "pages/", type="home.StandardPage", locale="ja", limit=20)["items"]
    assert [item["title"] for item in items] == ["コンシェルジュとは"]
    assert items[0]["meta"]["html_url"].endswith("/about/")
    assert items[0]["meta"]["locale"] == "ja"


def test_addresses_are_those_of_the_host_that_was_asked(anonymous, about):
    answer = anonymous.get(f"/api/v2/pages/{about.pk}/", headers={"host": "127.0.0.1:8771"}).json()
    assert answer["meta"]["html_url"] == "http://127.0.0.1:8771/about/"
    assert answer["meta"]["detail_url"] == f"http://127.0.0.1:8771/api/v2/pages/{about.pk}/"


def test_locale_filter_leaves_the_other_language_out(anonymous, about):
    assert get(anonymous, "pages/", type="home.StandardPage", locale="en")["items"] == []


def test_translation_filter_finds_the_english_page(anonymous, home):
    items = get(anonymous, "pages/", translation_of=home.pk)["items"]
    assert [item["meta"]["locale"] for item in items] == ["en"]


def test_rich_text_in_blocks_is_html(anonymous, about):
    page = get(anonymous, f"pages/{about.pk}/")
    assert page["summary"] == "先生方に代わって整えます。"
    assert page["body"][0]["value"]["text"] == "<p>相談に<b>応じます</b>。</p>"


def test_cover_is_a_rendition_only_with_consent(anonymous, about):
    about.cover = make_image(consent=Consent.NOT_NEEDED, alt_ja="手")
    about.save()
    cover = get(anonymous, f"pages/{about.pk}/")["cover"]
    assert (cover["width"], cover["height"], cover["alt"]) == (800, 600, "手")
    PortalImage.objects.update(consent=Consent.WITHDRAWN)
    assert get(anonymous, f"pages/{about.pk}/")["cover"] is None


def test_faq_page_carries_its_entries(anonymous, home, japanese):
    page = FaqPage(title="よくある質問", slug="faq")
    home.add_child(instance=page)
    FaqEntry.objects.create(question="費用は？", answer="<p>無料です。</p>", locale=japanese, category="cost")
    FaqEntry.objects.create(question="下書き", answer="<p>…</p>", locale=japanese, live=False)
    entries = get(anonymous, f"pages/{page.pk}/")["entries"]
    assert [(entry["question"], entry["answer"]) for entry in entries] == [("費用は？", "<p>無料です。</p>")]


def test_draft_is_absent(anonymous, about):
    about.unpublish()
    assert get(anonymous, "pages/", type="home.StandardPage")["items"] == []
    assert anonymous.get(f"/api/v2/pages/{about.pk}/").status_code == 404


def test_images_without_consent_are_absent_and_originals_private(anonymous, db):
    shown = make_image(consent=Consent.NOT_NEEDED, alt_ja="手", alt_en="Hands")
    hidden = make_image(consent=Consent.MISSING)
    items = get(anonymous, "images/")["items"]
    assert [item["id"] for item in items] == [shown.pk]
    assert anonymous.get(f"/api/v2/images/{hidden.pk}/").status_code == 404
    detail = get(anonymous, f"images/{shown.pk}/")
    assert detail["preview"]["width"] == 1200
    assert "originals" not in str(detail)


def test_documents_answer(anonymous, db):
    assert get(anonymous, "documents/")["items"] == []


@pytest.mark.parametrize(
    "query",
    [
        "limit=x",
        "type=members.School",
        "locale=xx",
        "order=nothing",
        "limit=100000",
        "offset=99999999999999999999",
        "type=casestudies.CaseStudyPage&date_from=abc",
    ],
)
def test_bad_input_is_refused_with_a_message(anonymous, db, query):
    response = anonymous.get(f"/api/v2/pages/?{query}")
    assert response.status_code in {400, 404}
    assert response.json().get("message") or response.json().get("detail")


def test_nothing_of_the_members_is_registered():
    models = {endpoint.model._meta.app_label for endpoint in api_router._endpoints.values()}
    assert models <= {"wagtailcore", "core", "casestudies"}


@pytest.mark.parametrize("rows", [1, 5])
def test_page_list_has_a_constant_number_of_queries(anonymous, home, rows, django_assert_num_queries):
    for number in range(rows):
        cover = make_image(consent=Consent.NOT_NEEDED)
        home.add_child(instance=StandardPage(title=f"ページ{number}", slug=f"page-{number}", cover=cover))
    # The first request makes the renditions, the second reads them.
    get(anonymous, "pages/", type="home.StandardPage", fields="summary,cover")
    with django_assert_num_queries(11):
        get(anonymous, "pages/", type="home.StandardPage", fields="summary,cover")
