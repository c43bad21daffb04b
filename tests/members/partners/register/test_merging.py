import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from members.partners.links.purposes import UPDATE
from members.partners.merging import GROUPS, WEEK, Side, differing, proposed
from members.partners.models import DATA_VERSION, PartnerMerge, PartnerSchool
from members.partners.services import merge_partners, undo_merge
from members.partners.services.links import give_link
from members.partners.states import PartnerStatus
from members.suggestions.models import PartnerRequest
from portal.core.versions import current_version
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.suggestions import RequestFactory, RunFactory, SuggestionFactory

pytestmark = pytest.mark.django_db
NOT_TYPED = {
    "id",
    "code",
    "requests",
    "replies",
    "created_at",
    "updated_at",
    "first_listed_at",
    "origin",
    "merged_into",
    "name_key",
    "web_key",
}


def test_every_field_that_somebody_types_can_be_chosen():
    grouped = [name for names in GROUPS.values() for name in names]
    fields = {field.name for field in PartnerSchool._meta.concrete_fields}
    assert sorted(grouped) == sorted(fields - NOT_TYPED)


@pytest.fixture
def pair():
    kept = PartnerFactory(
        code="KEPT",
        name="Old name",
        themes=["food"],
        website="",
        confirmed_on=datetime.date(2025, 1, 1),
        requests=3,
        replies=2,
        notes="first",
    )
    duplicate = PartnerFactory(
        code="DUP",
        name="New name",
        themes=["seasons"],
        website="https://new.example.com/",
        confirmed_on=datetime.date(2026, 1, 1),
        requests=2,
        replies=1,
        notes="second",
    )
    PartnerPeriodFactory(partner=duplicate)
    return kept, duplicate


def everything(pair, **choices):
    kept, duplicate = pair
    return {**{group: proposed(kept, duplicate, group) for group in differing(kept, duplicate)}, **choices}


def test_a_merge_takes_what_was_chosen_and_moves_what_belongs_to_the_duplicate(pair, coordinator_user):
    kept, duplicate = pair
    request = RequestFactory(partner=duplicate)
    suggestion = SuggestionFactory(partner=duplicate)
    before = current_version(DATA_VERSION)

    merge = merge_partners(
        kept, duplicate, everything(pair, name=Side.DUPLICATE, **{WEEK: Side.DUPLICATE}), actor=coordinator_user
    )

    kept.refresh_from_db()
    duplicate.refresh_from_db()
    request.refresh_from_db()
    suggestion.refresh_from_db()
    assert (kept.name, kept.themes, kept.website) == ("New name", ["food", "seasons"], "https://new.example.com/")
    assert (kept.confirmed_on, kept.requests, kept.replies) == (datetime.date(2026, 1, 1), 5, 3)
    assert kept.notes == "first\n\nsecond"
    assert kept.periods.count() == 1
    assert (duplicate.status, duplicate.merged_into) == (PartnerStatus.CLOSED, kept)
    assert (request.partner, suggestion.partner) == (kept, kept)
    assert current_version(DATA_VERSION) > before
    assert merge.merged_by == coordinator_user
    entries = ModelLogEntry.objects.filter(action="partners.merged")
    assert {entry.object_id for entry in entries} == {str(kept.pk), str(duplicate.pk)}


def test_a_merge_can_be_taken_back_whole(pair):
    kept, duplicate = pair
    request = RequestFactory(partner=duplicate)
    own = RequestFactory(partner=kept)
    held = PartnerSchool.objects.values().get(pk=kept.pk)
    merge = merge_partners(kept, duplicate, everything(pair, name=Side.DUPLICATE, **{WEEK: Side.DUPLICATE}), actor=None)

    undone = undo_merge(merge, actor=None)

    assert undone.left == []
    now = PartnerSchool.objects.values().get(pk=kept.pk)
    assert {**now, "updated_at": None} == {**held, "updated_at": None}
    assert kept.periods.count() == 0
    duplicate.refresh_from_db()
    assert (duplicate.status, duplicate.merged_into) == (PartnerStatus.ACTIVE, None)
    assert duplicate.periods.count() == 1
    assert PartnerRequest.objects.get(pk=request.pk).partner == duplicate
    assert PartnerRequest.objects.get(pk=own.pk).partner == kept


def test_what_was_changed_since_a_merge_stays_and_is_named(pair):
    kept, duplicate = pair
    merge = merge_partners(kept, duplicate, everything(pair, name=Side.DUPLICATE, **{WEEK: Side.DUPLICATE}), actor=None)
    kept.refresh_from_db()
    kept.name = "Newest name"
    kept.save()
    kept.periods.all().delete()

    undone = undo_merge(merge, actor=None)

    kept.refresh_from_db()
    assert undone.left == ["name", WEEK]
    assert (kept.name, kept.themes) == ("Newest name", ["food"])


def test_what_would_stand_twice_stays_with_the_duplicate(pair):
    kept, duplicate = pair
    run = RunFactory()
    SuggestionFactory(run=run, partner=kept, rank=1)
    twice = SuggestionFactory(run=run, partner=duplicate, rank=2)
    other = SuggestionFactory(partner=duplicate)

    merge_partners(kept, duplicate, {}, actor=None)

    twice.refresh_from_db()
    other.refresh_from_db()
    assert (twice.partner, other.partner) == (duplicate, kept)


def test_the_links_of_a_duplicate_open_nothing_any_more(pair):
    link = give_link(pair[1], UPDATE)

    merge_partners(*pair, {}, actor=None)

    link.refresh_from_db()
    assert link.revoked_at is not None
    assert link.partner == pair[1]


def test_the_address_of_a_duplicate_leads_to_the_kept_entry(pair, member, client):
    kept, duplicate = pair
    merge_partners(kept, duplicate, {"confirmed_on": Side.DUPLICATE}, actor=None)

    assert member.get(f"/members/partners/{duplicate.pk}/").url == f"/members/partners/{kept.pk}/"
    assert "/login/" in client.get(f"/members/partners/{duplicate.pk}/").url


def test_an_entry_is_merged_once(pair):
    kept, duplicate = pair
    third = PartnerFactory()
    merge_partners(kept, duplicate, {}, actor=None)

    for first, second in ((third, duplicate), (duplicate, third)):
        with pytest.raises(ValidationError):
            merge_partners(first, second, {}, actor=None)
    assert PartnerMerge.objects.count() == 1


def test_a_merge_is_taken_back_once_and_the_last_first(pair):
    kept, duplicate = pair
    third = PartnerFactory()
    first = merge_partners(kept, duplicate, {}, actor=None)
    last = merge_partners(third, kept, {}, actor=None)

    with pytest.raises(ValidationError):
        undo_merge(first, actor=None)
    undo_merge(last, actor=None)
    undo_merge(first, actor=None)
    with pytest.raises(ValidationError):
        undo_merge(first, actor=None)


def test_what_cannot_stand_together_is_refused_and_nothing_is_written(pair):
    kept, duplicate = pair
    duplicate.country, duplicate.region = "TW", ""
    duplicate.save()
    PartnerSchool.objects.filter(pk=duplicate.pk).update(timezone="Nowhere/City")

    with pytest.raises(ValidationError):
        merge_partners(kept, duplicate, {"timezone": Side.DUPLICATE}, actor=None)
    duplicate.refresh_from_db()
    assert (duplicate.status, PartnerMerge.objects.count()) == (PartnerStatus.ACTIVE, 0)
