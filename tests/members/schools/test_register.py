"""The register of schools at the desk: what state an account is in, and who is found by it."""

import datetime

import pytest
import time_machine
from django.test import Client

from members.schools import services
from members.schools.models import OneTimeCode, School
from tests.factories.registration import complete
from tests.factories.schools import SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/cms/schools/"


@pytest.fixture
def schools():
    """A school in each state, by the name of the state."""
    found = {name: SchoolFactory(name=name) for name in ("none", "waiting", "run_out", "active", "lapsed")}
    for name in ("waiting", "run_out", "active", "lapsed"):
        batch = services.issue_credentials([found[name]])
        code = OneTimeCode.objects.get(batch=batch)
        if name == "run_out":
            services.withdraw_batch(batch)
        if name in ("active", "lapsed"):
            services.spend_code(code.pk, "quiet-harbour-lantern")
    found["lapsed"].renewed_for = 2024
    found["lapsed"].save()
    return found


def names(coordinator, query):
    return {school.name for school in coordinator.get(f"{LIST}?{query}").context["object_list"]}


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ("none", {"none"}),
        ("waiting", {"waiting"}),
        ("run_out", {"run_out"}),
        ("active", {"active", "lapsed"}),
        ("due", {"lapsed"}),
        ("lapsed", {"lapsed"}),
    ],
)
def test_schools_are_found_by_the_state_of_their_account(coordinator, schools, account, expected):
    assert names(coordinator, f"account={account}") == expected


def test_in_april_everybody_is_due_and_nobody_is_late(schools):
    with time_machine.travel(datetime.datetime(2027, 4, 2, 3, tzinfo=datetime.UTC)):
        client = Client()
        client.force_login(UserFactory(group="Coordinator"), backend="django.contrib.auth.backends.ModelBackend")
        assert names(client, "account=due") == {"active", "lapsed"}
        assert names(client, "account=lapsed") == {"lapsed"}


def test_the_list_tells_the_state_in_words(coordinator, schools):
    page = coordinator.get(LIST).content.decode()

    for words in (
        "ID未発行",
        "未利用（通知書は有効）",
        "未利用（通知書の期限切れまたは無効）",
        "利用中",
        "未更新のため閲覧のみ",
    ):
        assert words in page
    assert "令和6年度" in page


def test_incomplete_registrations_are_found(coordinator):
    """Which answers count is told by `registration.parts.incomplete` and its tests."""
    complete(SchoolFactory(name="complete"))
    SchoolFactory(name="without everything")
    complete(SchoolFactory(name="without English"))
    School.objects.filter(name="without English").update(name_en="")

    assert names(coordinator, "data=complete") == {"complete"}
    assert names(coordinator, "data=incomplete") == {"without everything", "without English"}


def test_several_types_and_municipalities_may_be_chosen(coordinator):
    SchoolFactory(name="a", municipality="13101", school_type="high")
    SchoolFactory(name="b", municipality="13102")
    SchoolFactory(name="c", municipality="13103")

    assert names(coordinator, "municipality=13101&municipality=13102") == {"a", "b"}
    assert names(coordinator, "school_type=high&school_type=elementary") == {"a", "b", "c"}


def test_an_unknown_filter_value_is_no_error_of_ours(coordinator, schools):
    assert coordinator.get(f"{LIST}?account=everybody&data=x&municipality=1").status_code == 200


def test_a_letter_for_one_school_is_two_clicks_away(coordinator, schools):
    school = schools["none"]
    form = coordinator.get(coordinator.get(f"{LIST}{school.pk}/letter/")["Location"]).context["form"]

    assert (form["scope"].value(), form["codes"].value()) == ("named", school.code)
