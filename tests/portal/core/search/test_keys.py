"""Keys of what fits a query, and their order: what the archive builds its pages and counts from."""

import pytest

from home.models import StandardPage
from portal.core.search import compiling
from portal.core.search.selectors import WordSearch, matching

pytestmark = pytest.mark.django_db


def keys(query: str, **options: object) -> set[int]:
    return set(WordSearch(StandardPage, query, **options).keys().tolist())


@pytest.mark.parametrize(
    "query", ["交流", "台湾", "ｶｰﾄﾞ", '"交流の"', "台湾 OR 韓国", "交流 -韓国", "-台湾", "台", "交流の記録", "記録"]
)
def test_the_keys_are_those_of_what_fits(query, add_page) -> None:
    add_page("台湾との交流の記録", "カードを送りました。")
    add_page("韓国との交流", "記録を残しました。")
    add_page("手紙")
    found = set(matching(StandardPage.objects.all(), query).values_list("pk", flat=True))
    assert found
    assert keys(query) == found


@pytest.mark.parametrize("query", ["", "%", "ない言葉"])
def test_nothing_is_an_empty_array(query, add_page) -> None:
    add_page("台湾との交流")
    found = WordSearch(StandardPage, query).keys()
    assert (found.dtype.name, found.shape) == ("int64", (0,))


def test_fields_restrict_to_the_title(add_page) -> None:
    title = add_page("台湾との交流")
    add_page("韓国", "台湾とも交流しました。")
    assert keys("台湾", fields=["title"]) == {title.pk}


def test_title_then_lead_then_body_then_as_given(add_page) -> None:
    body = add_page("運動会", "みんなで走りました。", search_description="台湾")
    body.body = [("paragraph", "<p>台湾の話。</p>")]
    body.save()
    lead = add_page("遠足", "台湾の山を歩きました。")
    title = add_page("台湾の学校", "歌を歌いました。")
    given = [body.pk, lead.pk, title.pk]
    assert WordSearch(StandardPage, "台湾").best_first(given) == [title.pk, lead.pk, body.pk]


def test_equals_keep_the_order_given(add_page) -> None:
    pages = [add_page("同じ題名の事例").pk for _ in range(6)]
    given = pages[::2] + pages[1::2]
    assert WordSearch(StandardPage, "題名").best_first(given) == given


def test_the_rest_follows_as_given(add_page, monkeypatch) -> None:
    monkeypatch.setattr(compiling, "RANKED", 2)
    leads = [add_page("遠足", "台湾の山。").pk for _ in range(3)]
    titles = [add_page(f"台湾の学校{'の話' * number}").pk for number in (3, 0, 1)]
    given = [*leads, *titles]
    assert WordSearch(StandardPage, "台湾").best_first(given) == [titles[1], titles[0], *leads, titles[2]]


def test_keys_without_a_hit_come_last(add_page) -> None:
    other, hit = add_page("手紙").pk, add_page("台湾").pk
    assert WordSearch(StandardPage, "台湾").best_first([other, hit]) == [hit, other]
    assert WordSearch(StandardPage, "台湾").best_first([]) == []
