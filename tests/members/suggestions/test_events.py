"""What becomes of suggestions is written down, step by step."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.matching import ENGINE_VERSION
from members.suggestions import services
from members.suggestions.models import MatchEvent, RequestStatus
from tests.factories.partners import PartnerFactory
from tests.factories.wishes import WishFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(membership):
    wish = WishFactory(school=membership.school, waiting=True)
    PartnerFactory(confirmed_on=timezone.localdate())
    services.refresh_suggestions(wish)
    wish.refresh_from_db()
    return wish


def written():
    rows = MatchEvent.objects.order_by("pk")
    return list(rows.values_list("kind", "rank", "engine_version", "detail"))


def test_the_way_of_a_suggestion(member, reader, wish, membership):
    partner = wish.runs.get().suggestions.get().partner
    page, opened = (
        reverse("members:wish-matches", args=[wish.pk]),
        reverse("members:wish-open", args=[wish.pk, partner.pk]),
    )
    for client in (member, reader, member):
        assert opened in client.get(page).content.decode()
    assert member.get(opened)["Location"] == reverse("members:partner-detail", args=[partner.pk])
    request = services.request_partner(wish, partner, membership.user)
    services.close_request(request, RequestStatus.REFUSED, by=None, refusal="dates")

    first = (1, ENGINE_VERSION)
    assert written() == [
        ("shown", *first, ""),
        ("opened", *first, ""),
        ("asked", *first, ""),
        ("answered", *first, "dates"),
    ]


def test_a_partner_in_no_list_has_no_rank(wish):
    services.request_partner(wish, PartnerFactory(), None)
    assert written() == [("asked", None, "", "")]


def test_a_new_list_is_shown_anew(member, wish):
    page = reverse("members:wish-matches", args=[wish.pk])
    member.get(page)
    services.refresh_suggestions(wish)
    member.get(page)
    member.get(page)
    assert [kind for kind, *_rest in written()] == ["shown", "shown"]


def test_outsiders_open_nothing(outsider, anonymous, coordinator, wish):
    partner = wish.runs.get().suggestions.get().partner
    address = reverse("members:wish-open", args=[wish.pk, partner.pk])
    assert outsider.get(address).status_code == 404
    assert anonymous.get(address).status_code == 302
    assert coordinator.get(address).status_code == 403
    assert written() == []


def test_what_the_desk_looks_at_is_not_shown_to_the_school(coordinator, membership, wish):
    partner = wish.runs.get().suggestions.get().partner
    coordinator.post(f"/cms/schools/{membership.school.pk}/look/")
    assert coordinator.get(reverse("members:wish-matches", args=[wish.pk])).status_code == 200
    assert coordinator.get(reverse("members:wish-open", args=[wish.pk, partner.pk])).status_code == 302
    assert written() == []


def test_the_desk_looks_and_changes_nothing(coordinator, editor, member, wish):
    member.get(reverse("members:wish-matches", args=[wish.pk]))
    page = coordinator.get("/cms/match_events/").content.decode()
    assert "学校に表示" in page
    assert "/cms/match_events/new/" not in page
    assert editor.get("/cms/match_events/").status_code == 302
