"""The archive as a page: words, order, paging, chips, title, the way out of nothing, and its queries."""

import datetime
from urllib.parse import quote

import pytest

from casestudies.archive import PER_PAGE
from tests.casestudies.helpers import chips, heading, titles, ways_out, words
from tests.factories.media import make_image
from tests.factories.public_site import make_case

pytestmark = pytest.mark.django_db


def test_words_are_found_and_marked(archive):
    make_case(title="台湾と給食の時間", summary="献立を当て合いました。")
    make_case(title="韓国とカード", countries=["KR"], themes=["seasons"])
    page = archive(f"q={quote('給食')}")
    assert titles(page) == ["台湾と給食の時間"]
    assert [words(mark) for mark in page.select("main h3 mark")] == ["給食"]
    assert page.select_one("#case-search")["value"] == "給食"


def test_a_hit_in_the_story_is_shown_instead_of_the_lead(archive):
    story = "<p>まず自己紹介をしました。</p><p>昼には地元の竹細工を見せ合い、作り方を教えました。</p>"
    make_case(title="台湾の学校", summary="両校の児童が話し合いました。", background=story)
    make_case(title="竹細工の学校", summary="道具を見せました。")
    page = archive(f"q={quote('竹細工')}")
    shown = {words(row.h3): words(row.select("div > p")[1]) for row in page.select("main ol.rows > li")}
    assert "地元の竹細工を見せ合い" in shown["台湾の学校"]
    assert shown["竹細工の学校"] == "道具を見せました。"
    assert [words(mark) for mark in page.select("main ol.rows p mark")] == ["竹細工"]


@pytest.mark.parametrize("query", ["%", '"', "😀", "「」", "-"])
def test_what_cannot_be_searched_finds_nothing_and_says_so(archive, query):
    make_case(title="台湾と給食")
    page = archive(f"q={quote(query)}")
    assert titles(page) == []
    assert "記号だけではさがせません" in page.main.get_text()
    assert page.select_one("#case-search")["value"] == query


def test_too_many_characters_get_a_message_beside_the_field_and_are_kept(archive):
    make_case()
    typed = "あ" * 5000
    page = archive(f"q={typed}")
    field = page.select_one("#case-search")
    assert field["value"] == typed
    assert field["aria-invalid"] == "true"
    assert "200文字以内" in words(page.select_one(f"#{field['aria-describedby'].split()[0]}"))
    assert page.title.string.startswith("エラー")
    assert titles(page) == []


@pytest.mark.parametrize(
    "query", ["q=%00", "page=-1", "page=x", "page=99999999", "year=99999999999", "q=%FF%FE", "sort="]
)
def test_no_parameter_breaks_the_page(archive, query):
    make_case()
    archive(query)


def test_orders(archive):
    make_case(title="A", pupils=10, date_from=datetime.date(2025, 5, 1))
    make_case(title="B", pupils=None, date_from=datetime.date(2025, 6, 1))
    make_case(title="C", pupils=90, date_from=datetime.date(2025, 4, 1))
    assert titles(archive("sort=newest")) == ["B", "A", "C"]
    assert titles(archive("sort=oldest")) == ["C", "A", "B"]
    assert titles(archive("sort=pupils")) == ["C", "A", "B"]
    # There is nothing to be relevant to.
    assert titles(archive("sort=relevance")) == ["B", "A", "C"]


def test_with_words_relevance_is_the_usual_order_and_others_may_be_asked_for(archive):
    make_case(title="交流の記録", summary="給食のことを少し話しました。", date_from=datetime.date(2026, 3, 1))
    make_case(title="給食と給食", summary="給食", date_from=datetime.date(2025, 5, 1))
    asked = f"q={quote('給食')}"
    assert titles(archive(asked)) == ["給食と給食", "交流の記録"]
    assert titles(archive(f"{asked}&sort=newest")) == ["交流の記録", "給食と給食"]
    selected = archive(asked).select_one("#sort option[selected]")
    assert (selected["value"], words(selected)) == ("", "関連の高い順")
    assert archive(f"{asked}&sort=newest").select_one("#sort option[selected]")["value"] == "newest"


def test_words_typed_into_the_form_bring_the_order_of_relevance(archive):
    make_case()
    assert archive().select_one("#sort option[selected]")["value"] == ""


def test_ten_a_page_and_the_filters_are_kept(archive):
    for number in range(12):
        make_case(title=f"事例の{number}", date_from=datetime.date(2025, 4, 1) + datetime.timedelta(days=number))
    first = archive("country=TW")
    assert len(titles(first)) == 10
    assert "1件目から10件目まで" in words(first.select_one("#results + p"))
    onwards = next(link for link in first.select(".pager a") if link.get("rel") == ["next"])
    second = archive(onwards["href"].lstrip("?"))
    assert titles(second) == ["事例の1", "事例の0"]


def test_chips_take_one_condition_off(archive):
    make_case(title="台湾と給食")
    page = archive(f"q={quote('給食')}&country=TW&country=KR&sort=oldest&page=1")
    found = chips(page)
    assert list(found) == ["給食", "台湾", "韓国"]
    assert "country=KR" in found["台湾"]
    assert "country=TW" not in found["台湾"]
    assert "q=" not in found["給食"]
    clear = next(link for link in page.select(".chips a") if "chip" not in link["class"])
    assert clear["href"] == "?sort=oldest"


def test_the_title_says_what_was_searched(archive):
    make_case(title="台湾と給食")
    assert archive().title.string.startswith("見出しcasestudies｜")
    title = archive(f"q={quote('給食')}&country=TW").title.string
    assert title.startswith("「給食」「台湾」の事例 1件｜見出しcasestudies｜")


def test_nothing_found_proposes_what_to_leave_out_and_the_number_is_true(archive):
    make_case(title="台湾と給食")
    make_case(title="台湾と手紙", exchange_types=["letter_card"], themes=["seasons"])
    page = archive(f"q={quote('給食')}&country=KR&exchange_type=live_online")
    assert heading(page) == "該当する事例は0件です"
    links = ways_out(page)
    assert list(links) == ["「韓国」を外すと1件あります"]
    there = archive(links["「韓国」を外すと1件あります"].lstrip("?"))
    assert titles(there) == ["台湾と給食"]


def test_where_one_condition_is_not_enough_all_may_be_left_out(archive):
    make_case(title="台湾と給食")
    links = ways_out(archive("country=KR&exchange_type=artwork"))
    assert list(links.values()) == ["?"]


def test_inside_main_only_results_lead_to_cases(archive):
    for _number in range(3):
        make_case()
    page = archive()
    links = [link["href"] for link in page.select("main a[href]") if "/casestudies/" in link["href"]]
    assert len(links) == len(set(links)) == 3


def test_it_is_a_get_form_that_needs_no_script(archive):
    make_case()
    page = archive("country=TW")
    form = page.select_one("main form")
    assert form["method"] == "get"
    scripts = page.select("script:not([type='application/ld+json'])")
    assert all(script.has_attr("defer") and script["src"].startswith("/static/") for script in scripts)
    assert page.select_one("#found button[type=submit]")
    names = {field["name"] for field in form.select("input, select")}
    assert {"q", "country", "theme", "year", "school_type", "exchange_type", "subject", "language", "sort"} <= names
    assert len(page.select("h1")) == 1


def test_without_consent_the_picture_is_a_drawing(archive):
    hidden = make_image(title="hidden", consent="missing")
    shown = make_image(title="shown")
    make_case(cover=hidden)
    make_case(cover=shown)
    pictures = [picture.get("src", "") for picture in archive().select("main .case__pic, main .case__pic img")]
    assert sum("/media/" in source for source in pictures) == 1
    assert sum("pic-lunch" in source for source in pictures) == 1


# Routing and frame take eleven; the rest are the data version, the cases, pictures and renditions; with words the
# synonyms (for finding and marking), what fits, and in the order of relevance the ranking.
QUERIES = {
    "": 15,
    "country=TW&theme=food": 15,
    f"q={quote('給食')}": 19,
    f"q={quote('給食')}&country=TW&sort=oldest": 18,
}


@pytest.mark.parametrize("cases", [5, 50])
@pytest.mark.parametrize("query", QUERIES)
def test_queries_do_not_grow_with_cases(archive, django_assert_num_queries, query, cases):
    cover = make_image()
    for _number in range(cases):
        make_case(title="台湾と給食", cover=cover)
    archive(query)  # pictures are made when they are first shown
    archive(query)  # on SQLite the entries of the index are remembered until something is written
    with django_assert_num_queries(QUERIES[query]):
        page = archive(query)
    assert len(titles(page)) == min(cases, PER_PAGE)


def test_anonymous_visitors_get_no_cookie(archive):
    make_case()
    assert not archive().response.cookies
