import datetime

import pytest
from django.http import QueryDict

from members.partners.directory import parse_query, search_directory
from members.partners.directory.groups import facet_groups
from members.partners.models import PartnerSchool
from tests.factories.partners import AgreementFactory, PartnerFactory
from tests.factories.schools import MembershipFactory

pytestmark = pytest.mark.django_db
LIST = "/members/partners/"
DAY = datetime.date(2026, 11, 20)


@pytest.fixture
def partners():
    """Three listed partners and three that nobody finds."""
    AgreementFactory()
    PartnerFactory(
        code="sydney",
        name="わかば小学校",
        name_en="Leaf School",
        exchange_types=["live_online", "letter_card"],
        themes=["food"],
        months=[5],
        tools=["zoom"],
        languages={"en": 4},
        confirmed_on=datetime.date(2026, 6, 1),
    )
    PartnerFactory(
        code="melbourne",
        name="あおぞら小学校",
        name_en="Sky School",
        region="AU-VIC",
        city="Melbourne",
        city_ja="メルボルン",
        exchange_types=["letter_card"],
        themes=["food", "sdgs"],
        months=[6],
        tools=["teams"],
        languages={"en": 4, "ja": 2},
        confirmed_on=datetime.date(2026, 7, 1),
    )
    PartnerFactory(
        code="taipei",
        name="みなと国民小学",
        name_en="Harbour School",
        country="TW",
        region="TW-TPE",
        city="Taipei",
        city_ja="台北",
        exchange_types=["live_online"],
        themes=["sdgs"],
        months=[5, 6],
        tools=["zoom"],
        languages={"zh": 4, "ja": 0},
        confirmed_on=datetime.date(2026, 8, 1),
    )
    PartnerFactory(code="paused", status="paused")
    PartnerFactory(code="closed", status="closed")
    PartnerFactory(code="stale", confirmed_on=datetime.date(2025, 5, 1))


def search(query):
    return search_directory(parse_query(QueryDict(query)), on=DAY)


def codes(query):
    ids = search(query).ids.tolist()
    found = PartnerSchool.objects.in_bulk(ids)
    return [found[pk].code for pk in ids]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["melbourne", "taipei", "sydney"]),
        ("sort=confirmed", ["taipei", "melbourne", "sydney"]),
        ("sort=nonsense", ["melbourne", "taipei", "sydney"]),
        ("country=AU", ["melbourne", "sydney"]),
        ("country=AU&country=TW", ["melbourne", "taipei", "sydney"]),
        ("country=XX", ["melbourne", "taipei", "sydney"]),
        ("exchange_type=live_online", ["taipei", "sydney"]),
        ("exchange_type=live_online&country=AU", ["sydney"]),
        ("theme=sdgs&theme=food&month=6", ["melbourne", "taipei"]),
        ("language=ja", ["melbourne"]),
        ("language=en&tool=zoom", ["sydney"]),
        ("agreement=yes", ["sydney"]),
        ("month=5&month=5&month=13", ["taipei", "sydney"]),
        ("country=TW&agreement=yes", []),
        ("q=わかば", ["sydney"]),
        ("q=ワカバ", ["sydney"]),
        ("q=harbour", ["taipei"]),
        ("q=台湾", ["taipei"]),
        ("q=メルボルン", ["melbourne"]),
        ("q=Australia&exchange_type=letter_card", ["melbourne", "sydney"]),
        ("q=環境", ["melbourne", "taipei"]),
        ("q=%25", []),
        ('q="', []),
    ],
)
def test_filters_words_and_order(partners, query, found):
    assert codes(query) == found


def counts(query, facet):
    group = next(group for group in facet_groups(search(query)) if group.name == facet)
    return {option.value: option.count for option in [*group.options, *group.more]}


def test_counts_respond_to_all_other_facets(partners):
    assert counts("", "country") == {"AU": 2, "TW": 1}
    assert counts("exchange_type=live_online", "country") == {"AU": 1, "TW": 1}
    assert counts("exchange_type=live_online", "exchange_type") == {"live_online": 2, "letter_card": 2}
    assert counts("exchange_type=live_online&country=AU", "exchange_type") == {"live_online": 1, "letter_card": 2}
    assert counts("", "agreement") == {"yes": 1}
    assert counts("q=わかば", "country") == {"AU": 1}


def test_each_count_is_what_choosing_the_value_finds(partners):
    for base in ("", "country=AU", "exchange_type=live_online&theme=sdgs", "q=小学校&month=5"):
        for group in facet_groups(search(base)):
            rest = "&".join(part for part in base.split("&") if part and not part.startswith(f"{group.name}="))
            for option in [*group.options, *group.more]:
                assert option.count == len(search(f"{rest}&{group.name}={option.value}").ids), (base, group.name)


def test_a_chosen_value_stays_in_the_list_without_hits(partners):
    assert counts("country=TW&agreement=yes", "agreement") == {"yes": 0}
    assert search("country=TW&agreement=yes").without == {"country": 1, "agreement": 1}


def test_the_page_is_shareable_and_every_filter_can_be_taken_off(member, partners):
    page = member.get(LIST, {"country": "AU", "theme": "sdgs", "q": "小学校", "page": "1"})
    text = page.content.decode()
    main = text[text.index("<main") : text.index("</main>")]

    assert page.context["total"] == 1
    assert "あおぞら小学校" in main
    assert "わかば小学校" not in main
    chips = {chip["label"]: chip["url"] for chip in page.context["chips"]}
    assert "country" not in chips["オーストラリア"]
    assert "theme=sdgs" in chips["オーストラリア"]
    assert member.get(LIST + chips["環境・SDGs"]).context["total"] == 2


def test_an_empty_result_says_what_to_loosen(member, partners):
    page = member.get(LIST, {"country": "TW", "agreement": "yes"})

    assert page.status_code == 200
    assert {way["label"]: way["count"] for way in page.context["loosened"]} == {"国・地域": 1, "覚書締結先": 1}
    assert "「国・地域」を外すと1校あります" in page.content.decode()


def test_words_without_letters_get_a_hint(member, partners):
    for text in ("%", '"', "！？"):
        page = member.get(LIST, {"q": text})
        assert page.status_code == 200
        assert "検索できる文字がありません" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"q": "あ" * 5000}, 422),
        ({"q": "\x00"}, 200),
        ({"q": "😀"}, 200),
        ({"page": "x"}, 200),
        ({"page": "999999"}, 200),
        ({"month": "x"}, 200),
        ({"country": ["AU"] * 500}, 200),
        ({"q": "' OR 1=1; --"}, 200),
    ],
)
def test_no_address_breaks_the_page(member, partners, query, status):
    assert member.get(LIST, query).status_code == status


def test_twenty_a_page(member):
    PartnerFactory.create_batch(21)
    first, second = member.get(LIST), member.get(LIST, {"page": "2"})

    assert (len(first.context["rows"]), len(second.context["rows"])) == (20, 1)
    assert "?page=2" in first.content.decode()


def test_the_list_asks_the_same_queries_for_1_and_5_rows(member, django_assert_num_queries):
    PartnerFactory()
    member.get(LIST)
    with django_assert_num_queries(10):
        member.get(LIST)
    PartnerFactory.create_batch(4)
    member.get(LIST)
    with django_assert_num_queries(10):
        member.get(LIST)


def test_a_saved_partner_is_found_at_once(member):
    partner = PartnerFactory()
    assert member.get(LIST, {"tool": "meet"}).context["total"] == 0
    partner.tools = ["meet"]
    partner.save()
    assert member.get(LIST, {"tool": "meet"}).context["total"] == 1


def test_who_may_see_the_directory(client, coordinator, partners):
    assert client.get(LIST + "?q=a")["Location"] == "/members/login/?next=/members/partners/%3Fq%3Da"
    assert coordinator.get(LIST).status_code == 403
    ended = MembershipFactory(ends_on=datetime.date(2021, 3, 31))
    client.force_login(ended.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(LIST).status_code == 403


def test_a_reader_may_search(reader, partners):
    assert reader.get(LIST).context["total"] >= 1


def test_english_pages_show_and_sort_english_names(member, partners):
    page = member.get("/en/members/partners/")
    text = page.content.decode()

    assert text.index("Harbour School") < text.index("Leaf School") < text.index("Sky School")
    assert "partner schools" in text
