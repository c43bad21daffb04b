"""Any two or more adjacent kanji or katakana of a title find it, whatever the title."""

import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from portal.core.search.selectors import matching

pytestmark = pytest.mark.django_db

KANJI = "東京都台湾国語校交流取組受入打合々〇髙臺學關𠮷個箇月霞三"
KATAKANA = "アァィイウェオカガクグコサシスタチッティトドナニバパヒビピフヘマャュョラリルンヴヵヶー・ヽヷ"
HALF_WIDTH = "ｱｶｻﾀﾊﾎｳﾞﾟｰｯｼ"
OTHERS = "のけりみがをーべAazS3 　-－、。「」\"'|～"
TITLES = st.text(alphabet=st.sampled_from(KANJI + KATAKANA * 2 + HALF_WIDTH + OTHERS), min_size=2, max_size=24)


def is_kanji_or_katakana(character: str) -> bool:
    name = unicodedata.name(character, "")
    return name.startswith("CJK ") or "KATAKANA" in name or character in "々〇"


def cuts(title: str) -> list[str]:
    """All cuts of two or more adjacent kanji or katakana that hold more than signs."""
    found = set()
    for start in range(len(title)):
        for end in range(start, len(title)):
            if not is_kanji_or_katakana(title[end]):
                break
            if end > start:
                found.add(title[start : end + 1])
    return sorted(cut for cut in found if any(unicodedata.category(character) != "Po" for character in cut))


def missed(page: Page, title: str) -> list[str]:
    page.title = title
    get_search_backend().add(page)
    this_page = Page.objects.filter(pk=page.pk)
    return [cut for cut in cuts(title) if not set(cut) <= set("・ﾞﾟ") and not matching(this_page, cut).exists()]


@pytest.fixture
def page(add_page):
    return add_page("題")


@pytest.mark.parametrize(
    "title",
    [
        "コンピューターで広がる交流",
        "ヴァイオリンとギターの合同演奏",
        "ﾋﾞﾃﾞｵﾚﾀｰでｳｶﾞﾝﾀﾞの学校と交流",
        "サン・フランシスコの学校と　取り組みの発表",
        "3ヶ月の受け入れと霞ヶ関",
        "人々の暮らしと〇×クイズ",
        "エネルギー・プロジェクト～オンライン～ミーティング",
        "臺北市國民小學との共同壁画「わたしたちの町」",
    ],
)
def test_every_cut_of_a_title_finds_it(title: str, page: Page) -> None:
    assert cuts(title)
    assert missed(page, title) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TITLES)
@example(title="ｳｶﾞｲ")
@example(title="カ-ド")
@example(title="ヴヴァーー")
@example(title="受ケ入レ")
def test_every_cut_of_any_title_finds_it(title: str, page: Page) -> None:
    assert missed(page, title) == []
