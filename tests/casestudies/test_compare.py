"""Cases side by side: what is shown, what is left out, and what no address can break."""

import pytest
from bs4 import BeautifulSoup

from tests.casestudies.helpers import words
from tests.factories.public_site import make_case, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def compare(anonymous):
    def get(query: str, path: str = "/casestudies/compare/"):
        response = anonymous.get(f"{path}?{query}")
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return get


def heads(page) -> list[str]:
    return [words(cell) for cell in page.select(".compare thead th")]


def row(page, label: str):
    return next(line for line in page.select(".compare tbody tr") if words(line.th).startswith(label))


def test_cases_stand_in_the_order_chosen_with_what_differs_marked(compare):
    first = make_case(title="台湾と給食", countries=["TW"], background="<p>相談がありました。</p>")
    second = make_case(title="韓国と給食", countries=["KR"])
    page = compare(f"case={second.pk}&case={first.slug}")
    assert heads(page) == ["韓国と給食", "台湾と給食"]
    assert [words(cell) for cell in row(page, "国・地域").select("td")] == ["韓国", "台湾"]
    assert "違いあり" in words(row(page, "国・地域").th)
    assert "違いあり" not in words(row(page, "テーマ").th)
    assert words(row(page, "きっかけ").select("td")[1]) == "相談がありました。"
    assert page.select_one("meta[name=robots]")["content"] == "noindex,follow"


def test_three_are_shown_and_a_fourth_is_told(compare):
    cases = [make_case() for _number in range(4)]
    page = compare("&".join(f"case={case.pk}" for case in cases))
    assert len(heads(page)) == 3
    assert "はじめの3件" in page.main.get_text()


def test_what_is_not_public_or_in_another_language_is_left_out_and_told(compare):
    shown, draft = make_case(title="公開"), make_case(title="下書き", live=False)
    english = translated(shown, title="English")
    page = compare(f"case={shown.pk}&case={draft.pk}&case={english.pk}")
    assert heads(page) == ["公開"]
    assert "2件は公開されていない" in page.main.get_text()
    assert "違いあり" not in page.main.table.get_text()
    assert heads(compare(f"case={english.pk}", "/en/casestudies/compare/")) == ["English"]


def test_withheld_names_stay_withheld(compare):
    case = make_case(school_name="秘密小", school_unnamed=True, partner_school="秘密校", partner_unnamed=True)
    assert "秘密" not in str(compare(f"case={case.pk}"))


@pytest.mark.parametrize(
    "query", ["", "case=", "case=%00", "case=-1", "case=99999999999999999999", "case=%F0%9F%98%80"]
)
def test_nonsense_shows_how_to_choose(compare, query):
    make_case()
    page = compare(query)
    assert heads(page) == []
    assert "チェックを入れ" in page.main.get_text()


def test_the_archive_offers_the_choice(archive):
    case = make_case(title="台湾と給食")
    page = archive()
    box = page.select_one("input[name=case]")
    assert (box["value"], box["form"]) == (str(case.pk), "compare")
    assert "台湾と給食" in words(box.find_parent("label"))
    assert page.select_one("form#compare")["action"] == "/casestudies/compare/"
    assert page.select_one("button[form=compare]")


def test_queries_do_not_grow(anonymous, django_assert_num_queries):
    cases = [make_case() for _number in range(3)]
    address = "/casestudies/compare/?" + "&".join(f"case={case.pk}" for case in cases)
    anonymous.get(address)
    for number in (1, 3):
        with django_assert_num_queries(15):
            anonymous.get("/casestudies/compare/?" + "&".join(f"case={case.pk}" for case in cases[:number]))
