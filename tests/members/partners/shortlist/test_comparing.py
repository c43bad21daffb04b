import pytest

from members.partners.services import add_to_shortlist
from tests.factories.partners import AgreementFactory, PartnerFactory, PartnerPeriodFactory

pytestmark = pytest.mark.django_db
COMPARE = "/members/partners/compare/"


def test_partners_stand_side_by_side_and_differences_are_marked(member):
    AgreementFactory()
    first = PartnerFactory(name="わかば小学校", contact_name="Jane Secret", notes="秘密", evidence="名簿")
    second = PartnerFactory(name="みなと小学校", country="TW", region="", class_size=20)
    PartnerPeriodFactory(partner=first)
    page = member.get(COMPARE, {"partner": [second.pk, first.pk]})
    text = page.content.decode()
    lines = {line.label: line for line in page.context["comparison"].lines}

    assert [one.pk for one in page.context["comparison"].partners] == [second.pk, first.pk]
    assert lines["覚書締結先"].values == ["いいえ", "はい"]
    assert lines["覚書締結先"].differs
    assert not lines["テーマ"].differs
    for secret in ("Jane Secret", "秘密", "名簿"):
        assert secret not in text


def test_four_at_most_and_only_what_may_be_seen(member):
    partners = PartnerFactory.create_batch(5)
    closed = PartnerFactory(status="closed")
    comparison = member.get(COMPARE, {"partner": [one.pk for one in partners]}).context["comparison"]
    assert ([one.pk for one in comparison.partners], comparison.too_many) == ([one.pk for one in partners[:4]], 1)

    comparison = member.get(COMPARE, {"partner": [closed.pk, partners[0].pk]}).context["comparison"]
    assert ([one.pk for one in comparison.partners], comparison.left_out) == ([partners[0].pk], 1)


def test_schools_are_left_out_and_added_from_the_shortlist(member, outsider, membership):
    first, second, listed, closed = (PartnerFactory(**fields) for fields in ({}, {}, {}, {"status": "closed"}))
    for partner in (second, listed, closed):
        add_to_shortlist(membership.school, partner, actor=membership.user)
    page = member.get(COMPARE, {"partner": [first.pk, second.pk]})

    assert page.context["columns"] == [
        (first, f"{COMPARE}?partner={second.pk}"),
        (second, f"{COMPARE}?partner={first.pk}"),
    ]
    assert page.context["others"] == [listed], "neither what stands there nor what takes no part"
    assert not outsider.get(COMPARE, {"partner": [first.pk]}).context["others"]
    four = PartnerFactory.create_batch(4)
    assert not member.get(COMPARE, {"partner": [one.pk for one in four]}).context["others"]
    assert f"{COMPARE}?partner={first.pk}" in member.get(f"/members/partners/{first.pk}/").content.decode()


@pytest.mark.parametrize("values", [[], [""], ["x", "²"], ["9" * 40], ["1"] * 300])
def test_no_address_breaks_the_page(member, values):
    assert member.get(COMPARE, {"partner": values}).status_code == 200


def test_outsiders(client, coordinator):
    assert client.get(COMPARE).status_code == 302
    assert coordinator.get(COMPARE).status_code == 403
