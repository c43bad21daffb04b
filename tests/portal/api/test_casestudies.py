"""The archive's search as JSON: the same answers as the page, in the language asked for, and nothing on bad input."""

import datetime
import json

import pytest

from casestudies.facets import value_label
from portal.core.media.models import Consent
from tests.factories.media import make_image
from tests.factories.public_site import make_case, translated

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v2/casestudies/"


@pytest.fixture
def ask(anonymous):
    def get(query: str = ""):
        response = anonymous.get(f"{ADDRESS}?{query}")
        assert response.status_code == 200, response.content
        assert not response.cookies
        return response.json()

    return get


def titles(answer) -> list[str]:
    return [item["title"] for item in answer["items"]]


def test_the_parameters_of_the_archive_filter_and_count(ask):
    make_case(title="台湾と給食", countries=["TW"], themes=["food"], date_from=datetime.date(2025, 11, 12))
    make_case(title="韓国とカード", countries=["KR"], themes=["seasons"], date_from=datetime.date(2024, 5, 1))
    make_case(title="豪州と給食", countries=["AU"], themes=["food"], date_from=datetime.date(2025, 6, 1))
    assert titles(ask()) == ["台湾と給食", "豪州と給食", "韓国とカード"]
    assert titles(ask("q=給食&country=TW")) == ["台湾と給食"]
    assert set(titles(ask("country=TW&country=KR"))) == {"台湾と給食", "韓国とカード"}
    assert titles(ask("year=2024")) == ["韓国とカード"]
    assert titles(ask("sort=oldest"))[0] == "韓国とカード"
    assert ask("q=&theme=food&sort=&page=")["meta"]["total_count"] == 2
    assert ask("q=%25") == {"meta": {"total_count": 0, "next": None, "previous": None}, "items": []}


def test_limit_offset_and_page_cut_the_list_but_not_the_total(ask):
    for number in range(5):
        make_case(title=f"事例{number}", date_from=datetime.date(2025, 11, 20 - number))
    assert titles(ask("limit=2&offset=3")) == titles(ask("limit=3&page=2")) == ["事例3", "事例4"]
    assert ask("limit=2")["meta"]["total_count"] == 5
    for query in ("limit=0", "offset=999999"):
        answer = ask(query)
        assert (answer["meta"]["total_count"], answer["items"]) == (5, [])


def test_an_item_carries_texts_address_facets_and_facts(ask, anonymous):
    case = make_case(title="台湾と給食", summary="献立を当て合いました。", school_name="見本小学校", minutes=45)
    (item,) = ask()["items"]
    assert (item["id"], item["title"], item["summary"]) == (case.pk, "台湾と給食", "献立を当て合いました。")
    assert item["meta"]["html_url"] == item["html_url"]
    assert item["html_url"].startswith("http")
    assert item["html_url"].endswith(case.url)
    assert anonymous.get(case.url).status_code == 200
    assert item["facets"]["country"] == [{"value": "TW", "label": "台湾"}]
    assert item["facets"]["year"] == [{"value": "2025", "label": value_label("year", "2025")}]
    assert (item["facts"]["school_name"], item["facts"]["date_from"]) == ("見本小学校", "2025-11-12")


def test_the_language_asked_for_answers(ask):
    translated(make_case(title="台湾と給食"), title="Lunch with Taiwan")
    make_case(title="日本語だけ")
    (item,) = ask("locale=en&q=lunch")["items"]
    assert item["title"] == "Lunch with Taiwan"
    assert "/en/casestudies/" in item["html_url"]
    assert item["facets"]["country"] == [{"value": "TW", "label": "Taiwan"}]
    assert ask("locale=en")["meta"]["total_count"] == 1


def test_a_cover_is_shown_with_consent_only(ask):
    image = make_image(consent=Consent.NOT_NEEDED, alt_ja="手")
    make_case(cover=image)
    cover = ask()["items"][0]["cover"]
    assert (cover["width"], cover["height"]) == (640, 480)
    type(image).objects.update(consent=Consent.WITHDRAWN)
    assert ask()["items"][0]["cover"] is None


def test_drafts_are_absent(ask):
    make_case().unpublish()
    assert ask()["meta"]["total_count"] == 0


@pytest.mark.parametrize(
    "query",
    [
        "limit=101",
        "limit=-1",
        "limit=x",
        "limit=%EF%BC%91",
        "offset=-1",
        "offset=99999999999999999999",
        "page=0",
        "page=2&offset=2",
        "locale=xx",
        "sort=x",
        "year=abc",
        "country=%FF",
        "theme=%00",
        "surprise=1",
        "q=" + "あ" * 201,
    ],
)
def test_what_is_not_understood_is_refused_with_a_message(anonymous, query):
    response = anonymous.get(f"{ADDRESS}?{query}")
    assert response.status_code == 400
    assert response.json()["message"]


def test_nothing_can_be_written(anonymous):
    assert anonymous.post(ADDRESS, {}).status_code == 405


@pytest.mark.parametrize("query", ["", "q=交流&theme=food"])
def test_the_number_of_queries_does_not_grow(ask, query, django_assert_num_queries):
    def more(number: int) -> None:
        for _ in range(number):
            make_case(title="給食の交流", cover=make_image(consent=Consent.NOT_NEEDED))
        # The first request makes the renditions, the next ones read them; then SQLite remembers the index's entries.
        ask(query)
        ask(query)

    more(1)
    expected = 9 if query else 6
    with django_assert_num_queries(expected):
        assert len(ask(query)["items"]) == 1
    more(4)
    with django_assert_num_queries(expected):
        assert len(ask(query)["items"]) == 5


def test_the_links_lead_through_all_items_and_keep_the_conditions(ask, anonymous):
    for number in range(5):
        make_case(title=f"事例{number}", date_from=datetime.date(2025, 11, 20 - number))
    make_case(countries=["KR"])
    answer = ask("country=TW&limit=2")
    seen = titles(answer)
    assert answer["meta"]["previous"] is None
    while answer["meta"]["next"]:
        assert answer["meta"]["next"].startswith(f"http://testserver{ADDRESS}?")
        answer = anonymous.get(answer["meta"]["next"]).json()
        seen += titles(answer)
    assert seen == [f"事例{number}" for number in range(5)]
    assert titles(anonymous.get(answer["meta"]["previous"]).json()) == ["事例2", "事例3"]


def test_facets_are_counted_on_request(ask):
    make_case(countries=["TW"])
    make_case(countries=["TW", "KR"])
    facets = ask("facets=1&country=KR")["meta"]["facets"]
    assert facets["country"] == [
        {"value": "TW", "label": "台湾", "count": 2},
        {"value": "KR", "label": "韓国", "count": 1},
    ]
    assert facets["theme"] == [{"value": "food", "label": "給食・食文化", "count": 1}]
    assert "facets" not in ask()["meta"]


class TestConditionalRequests:
    def test_an_unchanged_answer_is_not_sent_again(self, anonymous):
        make_case()
        first = anonymous.get(ADDRESS)
        assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
        again = anonymous.get(ADDRESS, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_a_change_a_withdrawn_consent_and_another_question_are_new_answers(self, anonymous):
        image = make_image(consent=Consent.NOT_NEEDED)
        case = make_case(cover=image)
        tags = [anonymous.get(ADDRESS)["ETag"], anonymous.get(f"{ADDRESS}?locale=en")["ETag"]]
        case.title = "新しい題名"
        case.save_revision().publish()
        tags.append(anonymous.get(ADDRESS)["ETag"])
        image.consent = Consent.WITHDRAWN
        image.save()
        tags.append(anonymous.get(ADDRESS)["ETag"])
        assert len(set(tags)) == 4


class TestOneCase:
    def test_all_public_texts(self, anonymous):
        case = make_case(
            title="台湾と給食", background="<p>相談がありました。</p>", ingenuity="<p>絵で示しました。</p>"
        )
        answer = anonymous.get(f"{ADDRESS}{case.pk}/").json()
        assert answer["title"] == "台湾と給食"
        assert answer["texts"]["background"] == "<p>相談がありました。</p>"
        assert answer["texts"]["photographs"] == answer["texts"]["attachments"] == []

    def test_names_that_stay_at_the_desk(self, anonymous):
        case = make_case(
            school_name="秘密小学校", school_unnamed=True, partner_school="秘密国民小学", partner_unnamed=True
        )
        for address in (ADDRESS, f"{ADDRESS}{case.pk}/", f"/api/v2/pages/{case.pk}/?fields=*"):
            content = anonymous.get(address).content.decode()
            assert "秘密" not in content
            assert "13108" not in content

    def test_only_pictures_with_consent(self, anonymous):
        rows = [
            {"type": "photograph", "value": {"image": make_image(consent=consent).pk, "caption": caption}}
            for consent, caption in ((Consent.NOT_NEEDED, "見せる"), (Consent.MISSING, "隠す"))
        ]
        case = make_case(photographs=json.dumps(rows))
        photographs = anonymous.get(f"{ADDRESS}{case.pk}/").json()["texts"]["photographs"]
        assert [one["caption"] for one in photographs] == ["見せる"]

    def test_drafts_and_unknown_cases_are_not_there(self, anonymous):
        draft = make_case(live=False)
        for address in (f"{ADDRESS}{draft.pk}/", f"{ADDRESS}999999/", "/api/v2/nothing/", "/api/"):
            response = anonymous.get(address)
            assert response.status_code == 404


def test_what_is_not_there_below_api_is_told_in_json(anonymous):
    response = anonymous.get("/api/v3/pages/")
    assert (response.status_code, response["Content-Type"]) == (404, "application/json")
