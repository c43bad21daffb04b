import pytest

from members.suggestions.funnel import funnel_steps, loosenings, relevant_musts
from members.suggestions.trial import try_musts
from members.wishes.gaps import anchor_url
from tests.factories.partners import PartnerFactory
from tests.factories.wishes import LiveWishFactory, WishFactory

EXCLUDED = {
    "status": 1,
    "type": 2,
    "age": 3,
    "language": 4,
    "months": 5,
    "time": 6,
    "must:theme": 7,
    "must:region": 8,
    "capacity": 9,
    "stale": 10,
    "asked": 11,
}


@pytest.mark.django_db
def test_the_numbers_go_down_to_the_possible_partners():
    wish = LiveWishFactory(musts=["theme", "region"])

    steps = funnel_steps(wish, EXCLUDED, considered=100)

    assert [count for _label, count in steps] == [97, 94, 90, 85, 79, 72, 64, 34]
    assert steps[-1][1] == 100 - sum(EXCLUDED.values())
    assert [label for label, _count in steps] == [
        "オンライン交流を受け付けている学校",
        "年齢の差が2歳以内",
        "共通の言語がある",
        "10月、11月に実施できる",
        "授業の時間が重なる",
        "必須：共通のテーマがある",
        "必須：希望する国・地域の学校",
        "いま調整を頼める",
    ]


@pytest.mark.django_db
def test_cards_ask_neither_for_languages_nor_for_lessons():
    labels = [label for label, _count in funnel_steps(WishFactory(), {"language": 0, "time": 0}, considered=3)]

    assert labels == [
        "手紙・カード交換を受け付けている学校",
        "年齢の差が2歳以内",
        "10月、11月に実施できる",
        "いま調整を頼める",
    ]


@pytest.mark.django_db
def test_what_left_out_most_is_loosened_first():
    found = loosenings(LiveWishFactory(), {**EXCLUDED, "age": 0})

    assert [one.anchor for one in found] == [
        "id_musts_0",
        "id_musts_0",
        "id_periods_0",
        "id_months_0",
        "id_languages_code_0",
        "id_exchange_type_0",
    ]
    assert "8校" in found[0].text


@pytest.mark.django_db
def test_every_place_to_loosen_exists_in_the_form(member, membership):
    wish = LiveWishFactory(school=membership.school, waiting=True)

    for one in loosenings(wish, EXCLUDED):
        address, _sign, anchor = anchor_url(wish, one.anchor).partition("#")
        assert f'id="{anchor}"' in member.get(address).content.decode()


@pytest.mark.django_db
def test_a_must_can_only_be_what_the_wish_says():
    assert relevant_musts(WishFactory(languages={}, tools=[])) == ["age", "months", "theme", "size"]


@pytest.mark.django_db
def test_toggling_a_must_is_counted():
    wish = WishFactory(waiting=True, musts=["theme"], countries=["NZ"])
    PartnerFactory(country="NZ", region="", themes=["food"])
    PartnerFactory(country="AU", themes=["food"])
    PartnerFactory(country="NZ", region="", themes=["sdgs"])

    trial = try_musts(wish, None, wish.submitted_at.date())
    counts = {row.value: (row.checked, row.count) for row in trial.rows}

    assert (trial.possible, trial.is_stored) == (2, True)
    assert counts["theme"] == (True, 3)
    assert counts["region"] == (False, 1)
    tried = try_musts(wish, ["theme", "region", "nonsense"], wish.submitted_at.date())
    assert (tried.possible, tried.is_stored, tried.musts) == (1, False, ["theme", "region"])
