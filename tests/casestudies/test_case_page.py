"""The page of one case: facts of both schools, the day, voices, the picture, cases alike."""

import datetime
import json
import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from tests.casestudies.helpers import words
from tests.factories.media import make_document, make_image
from tests.factories.public_site import make_case, section, translated

pytestmark = pytest.mark.django_db

FULL = {
    "title": "献立を当て合う45分",
    "school_name": "墨田区立わたしば小学校",
    "partner_school": "晴河国民小学",
    "partner_place": "台北",
    "partner_age_min": 10,
    "partner_age_max": 11,
    "partner_pupils": 26,
    "teachers": 2,
    "first_timer": True,
    "minutes": 45,
    "meetings": 1,
    "lesson_slots": ["p3"],
    "tools": ["teams"],
    "background": "<p>きっかけの話です。</p>",
    "preparation_teachers": "<ul><li>台紙を作りました。</li></ul>",
    "timetable": [{"type": "row", "value": {"time": "10:40", "activity": "あいさつ"}}],
    "voices": [{"type": "voice", "value": {"speaker": "partner", "text": "楽しかったです。", "detail": "5年"}}],
    "challenges": "<p>時間が足りませんでした。</p>",
}


@pytest.fixture
def shown(anonymous):
    def get(case, path=None):
        response = anonymous.get(path or case.url)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return get


def test_both_schools_and_their_facts(shown):
    page = shown(make_case(**FULL))
    ours, theirs = page.select(".pair > section")
    assert words(ours.h2) == "墨田区立わたしば小学校"
    assert "小学校5年・30名・教員2名・江東区" in words(ours)
    assert "初めて" in words(ours)
    assert words(theirs.h2) == "晴河国民小学"
    assert "台湾（台北）・10〜11歳・26名" in words(theirs)
    facts = {words(term): words(term.find_next_sibling("dd")) for term in page.select("aside dt")}
    assert facts["時期"] == "令和7年11月12日（水曜日）"
    assert facts["年度"] == "令和7年度（2025年度）"
    assert facts["時間・回数"] == "45分・1回"
    assert facts["ツール"] == "Microsoft Teams"


def test_unnamed_schools_are_described_not_named(shown):
    ours, theirs = shown(make_case(school_type="special_needs", grades=["h1"])).select(".pair h2")
    assert words(ours) == "都内の公立学校（特別支援学校）"
    assert words(theirs) == "台湾の学校など"


def test_the_story_has_headings_in_order_and_no_empty_ones(shown):
    page = shown(make_case(**FULL))
    assert [words(heading) for heading in page.select("h1")] == ["献立を当て合う45分"]
    parts = [words(heading) for heading in page.select(".story__part > h2")]
    assert parts == ["きっかけとねらい", "当日の流れ", "準備したこと", "参加した人の声", "難しかったことと、次に向けて"]
    levels = [int(heading.name[1]) for heading in page.main.select("h1, h2, h3, h4")]
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert words(page.select_one("table tbody tr")) == "10:40あいさつ"
    voice = page.select_one("blockquote")
    assert words(voice) == "楽しかったです。5年"
    assert words(voice.find_previous("h3")) == "相手校"


def test_a_picture_without_consent_never_appears(shown):
    page = shown(make_case(cover=make_image(consent="withdrawn")))
    assert "/media/" not in str(page)
    assert "写真は公開していません" in words(page.figure)


def test_a_picture_with_consent_has_its_credit(shown):
    page = shown(make_case(cover=make_image(credit_ja="わたしば小学校", alt_ja="カードを持つ手")))
    assert page.figure.img["alt"] == "カードを持つ手"
    assert "画像：わたしば小学校" in words(page.figure)
    assert "写真は公開していません" not in str(page)


def test_in_english(shown):
    case = make_case(**FULL)
    translated(section("casestudies"))
    english = translated(case, title="Guessing menus", school_name="Watashiba")
    page = shown(english)
    assert page.html["lang"] == "en"
    assert "Elementary 5" in words(page.select_one(".pair"))
    assert {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")} == {
        "ja": f"http://testserver{case.url}",
        "en": f"http://testserver{english.url}",
        "x-default": f"http://testserver{case.url}",
    }


def test_cases_alike_share_most_and_say_what(shown):
    case = make_case(title="これ", themes=["food", "seasons"])
    close = make_case(title="近い", themes=["food", "seasons"])
    far = make_case(title="遠い", exchange_types=["artwork"], themes=["steam"], countries=["TW"])
    make_case(title="無関係", exchange_types=["artwork"], themes=["steam"], countries=["FR"])
    hidden = make_case(title="下書き", themes=["food", "seasons"])
    hidden.unpublish()
    section = shown(case).select_one("[aria-labelledby=related-cases]")
    assert [words(heading) for heading in section.select("h3")] == [close.title, far.title]
    reasons = [words(line) for line in section.select(".case__meta")]
    assert reasons[0] == "同じ学年・同じテーマ（給食・食文化、年中行事・季節）・内容が近い"
    assert reasons[1] == "同じ学年・内容が近い・同じ国・地域（台湾）"


def test_a_draft_is_not_there(anonymous):
    case = make_case()
    case.unpublish()
    assert anonymous.get(case.url).status_code == 404


@pytest.mark.parametrize("others", [1, 3])
def test_queries(anonymous, django_assert_num_queries, others):
    case = make_case(**FULL, cover=make_image())
    for _number in range(others):
        make_case(cover=make_image())
    anonymous.get(case.url)
    with django_assert_num_queries(19):
        anonymous.get(case.url)


def test_the_timetable_of_a_long_exchange_names_its_first_and_last_day(anonymous):
    timetable = [{"type": "row", "value": {"time": "9:40", "activity": "自己紹介"}}]
    case = make_case(date_until=datetime.date(2026, 2, 3), timetable=timetable)
    soup = BeautifulSoup(anonymous.get(case.url).content, "html.parser")
    caption = words(soup.select_one("table caption"))
    assert caption.startswith("令和7年11月12日")
    assert "令和8年2月3日" in caption


def test_every_further_part_has_its_place(shown):
    page = shown(
        make_case(
            ingenuity="<p>ヒントを三つに絞りました。</p>",
            founder="municipal",
            group_scale="class",
            programme_name="出前講座",
        )
    )
    assert "ヒントを三つに絞りました。" in words(page.article)
    facts = {words(label): words(label.find_next("dd")) for label in page.select("aside dt")}
    assert facts["設置者"] == "区市町村立"
    assert facts["プログラム"] == "出前講座"
    assert "学級" in words(page.select_one(".pair section"))


def test_photographs_and_files_are_shown_only_when_they_may_be(shown):
    photographs = [
        {"type": "photograph", "value": {"image": make_image(consent=consent).pk, "caption": caption}}
        for consent, caption in (("not_needed", "カードを並べる"), ("missing", "見せない写真"))
    ]
    files = [
        {"type": "attachment", "value": {"kind": kind, "document": make_document(title=title, consent=consent).pk}}
        for kind, title, consent in (
            ("worksheet", "献立クイズの台紙", "not_needed"),
            ("slides", "名簿つきの資料", "missing"),
        )
    ]
    page = shown(make_case(photographs=json.dumps(photographs), attachments=json.dumps(files)))
    assert [words(one) for one in page.select(".photos figcaption")] == ["カードを並べる"]
    assert "見せない写真" not in str(page)
    assert "名簿つきの資料" not in str(page)
    row = page.find("a", string=re.compile("献立クイズの台紙（"))
    assert words(row.find_previous("p")) == "ワークシート"


class TestNamesThatStayAtTheDesk:
    @pytest.fixture
    def case(self):
        return make_case(
            title="台湾と給食",
            school_name="かくれが小学校",
            school_unnamed=True,
            municipality="13362",
            partner_school="秘境国民小学",
            partner_unnamed=True,
        )

    def test_the_page_says_the_kind_only(self, shown, case):
        page = str(shown(case))
        assert "都内の公立学校（小学校）" in page
        for hidden in ("かくれが", "利島", "秘境"):
            assert hidden not in page

    @pytest.mark.parametrize("word", ["かくれが", "利島", "秘境"])
    def test_no_search_finds_them(self, anonymous, case, word):
        for address in ("/casestudies/", "/search/", "/api/v2/casestudies/"):
            content = anonymous.get(address, {"q": word}).content.decode()
            assert "台湾と給食" not in content

    def test_the_same_names_are_found_where_they_may_be_told(self, anonymous):
        make_case(title="台湾と給食", school_name="みせてよ小学校", municipality="13362")
        for word in ("みせてよ", "利島"):
            assert "台湾と給食" in anonymous.get("/casestudies/", {"q": word}).content.decode()
