import re
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from members.partners.models import ShortlistEntry
from members.suggestions import services
from members.suggestions.models import DeclinedPartner, PartnerRequest, RequestStatus
from tests.factories.partners import AgreementFactory, PartnerFactory, PartnerPeriodFactory
from tests.factories.suggestions import RequestFactory
from tests.factories.wishes import LiveWishFactory, WishFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(membership):
    """A live wish with one partner that suits it."""
    wish = LiveWishFactory(school=membership.school, waiting=True, title="給食でつながる", musts=["theme"])
    # The lessons meet both in summer and in winter time.
    partner = PartnerFactory(name_en="Wattle Bay Public School", requests=5, replies=4)
    for weekday in (1, 3):
        PartnerPeriodFactory(partner=partner, weekday=weekday, starts="11:00", ends="14:30")
    services.refresh_suggestions(wish)
    wish.refresh_from_db()
    return wish


def urls(wish):
    partner = wish.runs.first().suggestions.first().partner
    return {
        "matches": reverse("members:wish-matches", args=[wish.pk]),
        "musts": reverse("members:wish-musts", args=[wish.pk]),
        "ask": reverse("members:wish-ask", args=[wish.pk, partner.pk]),
        "decline": reverse("members:wish-decline", args=[wish.pk, partner.pk]),
    }


@pytest.mark.parametrize("name", ["matches", "musts", "ask", "decline"])
class TestAccess:
    def test_another_school_finds_nothing(self, outsider, wish, name):
        assert outsider.get(urls(wish)[name]).status_code == 404
        assert outsider.post(urls(wish)[name]).status_code == 404

    def test_anonymous_visitors_log_in_and_come_back(self, anonymous, wish, name):
        answer = anonymous.get(urls(wish)[name])

        assert answer.status_code == 302
        assert answer["Location"] == f"{reverse('members:login')}?next={quote(urls(wish)[name])}"

    def test_the_staff_have_their_own_desk(self, coordinator, wish, name):
        assert coordinator.get(urls(wish)[name]).status_code == 403

    def test_readers_look_and_do_not_act(self, reader, wish, name):
        assert reader.get(urls(wish)[name]).status_code == (200 if name == "matches" else 403)
        if name != "matches":
            assert reader.post(urls(wish)[name]).status_code == 403


def test_the_page_tells_numbers_and_reasons_but_no_score(member, wish):
    AgreementFactory()
    html = member.get(urls(wish)["matches"]).content.decode()
    one = wish.runs.first().suggestions.get()

    assert f'<b class="num">{round(100 * one.fit)}</b>' in html
    assert "「給食・食文化」の1つが共通です。" in html
    assert "依頼5件のうち4件に返信" in html
    assert re.search(r'class="tag[^"]*">時差[12]時間<', html), "Sydney, in summer or in winter"
    assert "覚書締結先" in html
    assert "この学校との調整を頼む" in html
    assert f"{one.score:.4f}"[:5] not in html
    assert "score" not in html


def test_the_page_speaks_english(member, wish):
    html = member.get(f"/en{urls(wish)['matches']}").content.decode()

    assert '<html lang="en">' in html
    assert "Wattle Bay Public School" in html
    assert "You share the theme “School lunch and food culture”." in html


def test_readers_see_no_buttons_that_refuse_them(reader, wish):
    html = reader.get(urls(wish)["matches"]).content.decode()

    assert "この学校との調整を頼む" not in html
    assert "今回は見送る" not in html
    assert "学校の紹介を見る" in html


def test_trying_musts_changes_the_count_and_not_the_wish(member, wish):
    html = member.get(urls(wish)["matches"], {"try": "1", "musts": ["language"]}).content.decode()

    assert "この条件では、0校です" in html
    assert "ためしの結果です" in html
    wish.refresh_from_db()
    assert wish.musts == ["theme"]


def test_saving_musts_changes_the_wish_and_its_list(member, wish, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = member.post(urls(wish)["musts"], {"musts": ["language", "region", "x"]})

    assert answer["Location"] == urls_without_partner(wish)
    wish.refresh_from_db()
    assert wish.musts == ["language"]
    assert wish.runs.first().possible == 0


def test_nothing_left_explains_why_and_what_helps(member, wish):
    wish.musts = ["language"]
    wish.save()
    services.refresh_suggestions(wish)

    html = member.get(urls_without_partner(wish)).content.decode()

    assert "候補を広げるには" in html
    assert f'href="{reverse("members:wish-step", args=[wish.pk, "check"])}#id_musts_0"' in html


def urls_without_partner(wish):
    return reverse("members:wish-matches", args=[wish.pk])


@pytest.mark.parametrize("query", [{"musts": "%"}, {"try": "1", "musts": ["", "time", "'"]}, {"try": ""}])
def test_any_query_is_answered(member, wish, query):
    assert member.get(urls(wish)["matches"], query).status_code == 200


def test_drafts_have_no_suggestions(member, membership):
    draft = WishFactory(school=membership.school)

    answer = member.get(reverse("members:wish-matches", args=[draft.pk]))

    assert answer["Location"] == reverse("members:wish-detail", args=[draft.pk])


def test_asking_shows_first_and_asks_then(member, membership, wish):
    start = wish.runs.first().suggestions.get().slots[0]["start"]
    page = member.get(urls(wish)["ask"], {"start": start})
    answer = member.post(urls(wish)["ask"], {"start": start})

    request = PartnerRequest.objects.get()
    assert f'value="{start}" checked' in page.content.decode()
    assert answer["Location"] == urls(wish)["matches"]
    assert (request.requested_by, request.wanted_start.isoformat()) == (membership.user, start)
    after = member.get(urls(wish)["matches"]).content.decode()
    assert "先生方に代わって" in after
    assert "この学校との調整を頼む" not in after


def test_a_time_that_is_not_offered_is_refused_beside_the_choice(member, wish):
    answer = member.post(urls(wish)["ask"], {"start": "2026-01-01T00:00:00+00:00"})

    assert answer.status_code == 422
    assert "この日時は、いまは選べません" in answer.content.decode()
    assert not PartnerRequest.objects.exists()


def test_the_second_to_ask_is_told_who_was_first(member, wish):
    RequestFactory(wish=wish, requested_by=get_user_model().objects.create(username="first", name="鈴木一郎"))

    answer = member.post(urls(wish)["ask"], follow=True)

    assert "鈴木一郎さんが、すでに" in answer.content.decode()
    assert PartnerRequest.objects.count() == 1


def test_only_suggested_partners_can_be_asked_for(member, wish):
    other = PartnerFactory(exchange_types=[])

    assert member.get(reverse("members:wish-ask", args=[wish.pk, other.pk])).status_code == 404
    assert member.post(reverse("members:wish-decline", args=[wish.pk, other.pk])).status_code == 404


def test_a_partner_is_left_out_and_taken_back(member, wish, django_capture_on_commit_callbacks):
    decline = urls(wish)["decline"]
    assert member.get(decline).status_code == 200
    for data in ({}, {"reason": "x"}, {"reason": "other", "remark": "長" * 201}):
        refused = member.post(decline, data)
        assert refused.status_code == 422
        assert data.get("remark", "") in refused.content.decode()
    assert not DeclinedPartner.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = member.post(decline, {"reason": "theme", "remark": "次の機会に"})
    assert answer["Location"] == urls_without_partner(wish)
    without = member.get(urls_without_partner(wish)).content.decode()
    row = DeclinedPartner.objects.get()
    assert (row.reason, row.remark) == ("theme", "次の機会に")
    assert "候補に戻す" in without
    assert row.get_reason_display() in without

    with django_capture_on_commit_callbacks(execute=True):
        member.post(decline, {"undo": "1"})

    assert not DeclinedPartner.objects.exists()
    assert wish.runs.first().possible == 1
    assert member.post(decline, {"undo": "1"}).status_code == 404


def test_what_was_asked_before_is_told_with_its_end(member, wish, membership):
    services.close_request(RequestFactory(wish=wish), RequestStatus.REFUSED, by=membership.user, refusal="full")

    assert "これまでに調整を頼んだ学校" in member.get(urls_without_partner(wish)).content.decode()


@pytest.mark.parametrize("count", [1, 5])
def test_suggestions_cost_the_same_number_of_queries(member, membership, count, django_assert_num_queries):
    wish = LiveWishFactory(school=membership.school, waiting=True)
    for _ in range(count):
        PartnerPeriodFactory(partner__country="AU", starts="11:00", ends="14:30")
    services.refresh_suggestions(wish)
    assert wish.runs.first().suggestions.count() == min(count, 5)
    member.get(urls_without_partner(wish))

    with django_assert_num_queries(MATCHES_QUERIES):
        assert member.get(urls_without_partner(wish)).status_code == 200


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_of_all_wishes_costs_the_same_number_of_queries(member, membership, count, django_assert_num_queries):
    PartnerFactory()
    for _ in range(count):
        services.refresh_suggestions(WishFactory(school=membership.school, waiting=True))
    url = reverse("members:match-list")
    member.get(url)

    with django_assert_num_queries(LIST_QUERIES):
        html = member.get(url).content.decode()

    assert html.count("match__fit") == count


def test_the_list_is_the_schools_own(outsider, anonymous, wish):
    assert "給食でつながる" not in outsider.get(reverse("members:match-list")).content.decode()
    assert anonymous.get(reverse("members:match-list")).status_code == 302


MATCHES_QUERIES = 28
LIST_QUERIES = 10


def test_a_partner_that_others_were_quicker_with_is_marked_and_not_asked(member, wish):
    partner = wish.runs.first().suggestions.get().partner
    for _each in range(2 * partner.capacity):
        RequestFactory(partner=partner)

    html = member.get(urls(wish)["matches"]).content.decode()

    assert "現在は受付を休止" in html
    assert urls(wish)["ask"] not in html


def test_a_suggestion_is_put_on_the_shortlist_and_back_to_the_list(member, membership, wish):
    partner = wish.runs.first().suggestions.get().partner
    page = urls(wish)["matches"]
    assert "候補リストに追加" in member.get(page).content.decode()

    answer = member.post(reverse("members:shortlist-add"), {"partner": partner.pk, "next": page})

    assert answer["Location"] == page
    assert ShortlistEntry.objects.get().school == membership.school
    again = member.get(page).content.decode()
    assert f'name="partner" value="{partner.pk}"' not in again
