import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.partners.duplicates import (
    BY_LIKENESS,
    BY_NAME,
    BY_WEB,
    likely_duplicates,
    likenesses_of,
    with_likely_duplicates,
)
from members.partners.likeness import name_key, web_key
from members.partners.models import PartnerSchool
from members.partners.services import tell_apart
from tests.factories.partners import PartnerFactory


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wattle Bay Public School", "WATTLE BAY  public-school"),
        ("The School of Wattle Bay", "Wattle Bay"),
        ("École Saint-Étienne", "Ecole Saint Etienne"),
        ("Ｗａｔｔｌｅ Bay", "wattle bay"),
        ("ﾀｲﾍﾟｲ小学校", "タイペイ小学校"),
    ],
)
def test_names_of_one_school_have_one_key(one, other):
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("North Bay School", "South Bay School"), ("かき小学校", "がき小学校"), ("School 12", "School 13")],
)
def test_names_of_two_schools_have_two_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.wattlebay.example.com/about/", "wattlebay.example.com"),
        ("http://WattleBay.example.com", "wattlebay.example.com"),
        ("https://sites.google.com/wattlebay/home", "sites.google.com/wattlebay"),
        ("", ""),
        ("http://[broken", ""),
    ],
)
def test_web_addresses_of_one_school_have_one_key(address, key):
    assert web_key(address) == key


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_is_too_strange_for_the_keys(name, address):
    assert name_key(name) == name_key(name.upper().lower()) or not name.isascii()
    assert isinstance(web_key(address), str)


def wattle_bay(**fields):
    return PartnerFactory(
        **{"name": "ワトルベイ小学校", "name_en": "Wattle Bay Public School", "country": "AU", "region": "", **fields}
    )


@pytest.mark.django_db
def test_a_duplicate_is_found_by_name_web_and_likeness():
    one = wattle_bay(city="Sydney", website="https://wattlebay.example.com/")
    same_name = wattle_bay(name_en="wattle bay public", city="Perth", website="")
    same_site = wattle_bay(name_en="Other", city="Perth", website="http://www.wattlebay.example.com/en/")
    alike = wattle_bay(name_en="Watle Bay Public School", city="sydney", website="")
    wattle_bay(country="NZ", city="Sydney", website="")
    wattle_bay(name_en="Nothing like it", city="Sydney", website="")

    found = {one.partner: one.reasons for one in likenesses_of(one)}

    assert found == {same_name: [BY_NAME], same_site: [BY_WEB], alike: [BY_LIKENESS]}
    assert set(likely_duplicates("WATTLE BAY public", "AU")) == {one, same_name}
    shown = with_likely_duplicates(PartnerSchool.objects.all())
    assert set(shown) == {one, same_name, same_site}


@pytest.mark.django_db
def test_entries_that_were_told_apart_are_not_shown_again(django_user_model):
    one, other, third = wattle_bay(), wattle_bay(), wattle_bay()
    pair = tell_apart(other, one, actor=None)
    assert tell_apart(one, other, actor=None) == pair

    assert likenesses_of(one)[0].partner == third
    assert len(likenesses_of(one)) == 1
    assert {partner.pk for partner in with_likely_duplicates(PartnerSchool.objects.all())} == {
        one.pk,
        other.pk,
        third.pk,
    }
    tell_apart(one, third, actor=None)
    assert one not in with_likely_duplicates(PartnerSchool.objects.all())


@pytest.mark.django_db
def test_a_web_address_of_an_authority_tells_nothing():
    schools = [wattle_bay(name_en=f"Number {n}", website="https://schools.example.com/") for n in range(7)]

    assert likenesses_of(schools[0]) == []
    assert not with_likely_duplicates(PartnerSchool.objects.all()).exists()


@pytest.mark.django_db
def test_the_keys_follow_the_names_however_they_are_written():
    one = wattle_bay()
    one.name_en = "Gum Tree"
    one.save(update_fields=["name_en"])
    assert PartnerSchool.objects.get(pk=one.pk).name_key == "gumtree"
    one.website = "https://gum.example.com/"
    PartnerSchool.objects.bulk_update([one], ["website"])
    assert PartnerSchool.objects.get(pk=one.pk).web_key == "gum.example.com"
    made = PartnerSchool.objects.bulk_create([PartnerSchool(code="B1", name="Bulk School", country="AU")])
    assert PartnerSchool.objects.get(pk=made[0].pk).name_key == "bulk"


@pytest.mark.django_db
def test_finding_duplicates_asks_the_same_queries_however_many_there_are(django_assert_num_queries):
    one = wattle_bay(city="Sydney", website="https://a.example.com/")
    for _more in range(4):
        wattle_bay(city="Sydney", website="https://a.example.com/")
    with django_assert_num_queries(4):
        assert len(likenesses_of(one)) == 4
