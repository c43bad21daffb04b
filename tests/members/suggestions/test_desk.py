import pytest
from django.urls import reverse
from wagtail.log_actions import registry

from members.suggestions.models import PartnerRequest, RequestStatus
from tests.factories.partners import PartnerFactory
from tests.factories.suggestions import RequestFactory, RunFactory, SuggestionFactory
from tests.factories.wishes import WishFactory

pytestmark = pytest.mark.django_db


def test_requests_are_listed_searched_and_filtered(coordinator):
    first = RequestFactory(wish__title="給食でつながる", partner__name="ワトルベイ小学校")
    second = RequestFactory(wish__title="年賀状を送ろう", partner__name="コーファイ小学校")

    def shown(**query):
        html = coordinator.get(reverse("partner_requests:index"), query).content.decode()
        return [one.pk for one in (first, second) if one.wish.title in html]

    assert shown() == [first.pk, second.pk]
    assert shown(q="ワトルベイ") == [first.pk]
    assert shown(q="年賀状") == [second.pk]
    assert shown(status="refused") == []


def test_a_request_is_made_for_a_school(coordinator):
    wish, partner = WishFactory(waiting=True), PartnerFactory()

    coordinator.post(reverse("partner_requests:add"), {"wish": wish.pk, "partner": partner.pk})

    assert PartnerRequest.objects.get().partner == partner


def test_a_second_request_is_refused_at_the_desk_too(coordinator):
    existing = RequestFactory()

    answer = coordinator.post(
        reverse("partner_requests:add"), {"wish": existing.wish.pk, "partner": PartnerFactory().pk}
    )

    assert "返事を待っている依頼がすでにあります" in answer.content.decode()
    assert PartnerRequest.objects.count() == 1


def test_a_request_is_closed_with_its_reason(coordinator):
    request = RequestFactory()

    coordinator.post(reverse("partner_requests:edit", args=[request.pk]), {"status": "refused", "refusal": "dates"})

    request.refresh_from_db()
    assert (request.status, request.refusal) == (RequestStatus.REFUSED, "dates")
    assert registry.get_logs_for_instance(request).get().data == {"status": "refused", "refusal": "dates"}


@pytest.mark.parametrize(
    ("status", "refusal", "words"),
    [
        ("refused", "", "相手校が断った理由を選んでください。"),
        ("accepted", "dates", "理由を選べるのは"),
        ("nonsense", "", "nonsense"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(coordinator, status, refusal, words):
    request = RequestFactory()

    answer = coordinator.post(
        reverse("partner_requests:edit", args=[request.pk]), {"status": status, "refusal": refusal}
    )

    assert words in answer.content.decode()
    request.refresh_from_db()
    assert request.is_open


def test_a_run_shows_its_scores_to_the_desk(coordinator):
    one = SuggestionFactory(score=0.54502, partner__name="ワトルベイ小学校")

    html = coordinator.get(reverse("match_runs:inspect", args=[one.run.pk])).content.decode()

    assert "ワトルベイ小学校" in html
    assert "0.5450" in html


def test_runs_of_one_wish_are_listed(coordinator):
    one, other = SuggestionFactory(), SuggestionFactory()

    html = coordinator.get(reverse("match_runs:index"), {"wish": one.run.wish.pk}).content.decode()

    assert one.run.wish.title in html
    assert other.run.wish.title not in html


def test_runs_are_read_only(coordinator):
    run = SuggestionFactory().run

    assert coordinator.get(reverse("match_runs:edit", args=[run.pk])).status_code == 302
    assert coordinator.get(reverse("match_runs:add")).status_code == 302


def test_requests_are_exported(coordinator):
    RequestFactory(wish__title="給食でつながる")

    answer = coordinator.get(reverse("partner_requests:index"), {"export": "csv"})

    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert "給食でつながる" in body.decode()


@pytest.mark.parametrize("name", ["partner_requests:index", "partner_requests:add", "match_runs:index"])
def test_editors_have_no_business_here(editor, name):
    assert editor.get(reverse(name)).status_code == 302


def test_the_log_shows_wishes_for_which_nobody_is_left(coordinator):
    first = RunFactory(wish__title="給食でつながる")
    empty, newest = RunFactory(wish=first.wish, possible=0), RunFactory(wish=first.wish)
    hopeless = RunFactory(wish__title="年賀状を送ろう", possible=0)

    def shown(**query):
        return list(coordinator.get(reverse("match_runs:index"), query).context["object_list"])

    assert shown() == [hopeless, newest, empty, first]
    assert shown(newest="on") == [hopeless, newest]
    assert shown(nobody="on") == [hopeless, empty]
    assert shown(newest="on", nobody="on") == [hopeless]
