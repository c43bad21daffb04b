"""Who is meant by an audience, and the figures the desk sees."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from newsletter.sending.audience import clean_audience, count, editions_of, recipients
from newsletter.vocabulary import SubscriberStatus
from tests.factories.public_site import make_issue, translated
from tests.factories.subscribers import SubscriberFactory

from .builders import make_delivery, make_mailing

pytestmark = pytest.mark.django_db
BOTH = {"ja", "en"}


def who(audience, key=None, editions=BOTH):
    found = recipients(clean_audience(audience), key or uuid.uuid4(), editions)
    return set(found.values_list("pk", flat=True))


def test_without_a_filter_all_who_receive_it_get_it():
    reader = SubscriberFactory()
    SubscriberFactory(status=SubscriberStatus.PENDING, confirmed_at=None)
    SubscriberFactory(status=SubscriberStatus.UNSUBSCRIBED)
    SubscriberFactory(status=SubscriberStatus.SUSPENDED, suspension="desk")
    assert who({}) == {reader.pk}


def test_languages_and_sources():
    japanese, english = SubscriberFactory(), SubscriberFactory(language="en", source="import")
    assert who({"languages": ["en"]}) == {english.pk}
    assert who({"sources": ["form", "account"]}) == {japanese.pk}


def test_whoever_named_no_interest_wants_everything():
    anything = SubscriberFactory()
    high = SubscriberFactory(school_types=["high", "secondary"], topics=["cases"])
    elementary = SubscriberFactory(school_types=["elementary"])
    assert who({"school_types": ["high"]}) == {anything.pk, high.pk}
    assert who({"school_types": ["elementary", "high"]}) == {anything.pk, high.pk, elementary.pk}
    assert who({"topics": ["events"]}) == {anything.pk, elementary.pk}
    assert who({"topics": ["events"], "school_types": ["high"]}) == {anything.pk}


def test_without_an_edition_in_their_language_they_are_left_out_or_read_japanese():
    japanese, english = SubscriberFactory(), SubscriberFactory(language="en")
    assert who({}, editions={"ja"}) == {japanese.pk}
    assert who({"japanese_for_all": True}, editions={"ja"}) == {japanese.pk, english.pk}
    assert who({"japanese_for_all": True}, editions={"en"}) == {english.pk}
    assert count({}, uuid.uuid4(), {"ja"}).without_edition == 1
    everybody = count({"japanese_for_all": True}, uuid.uuid4(), {"ja"})
    assert (everybody.by_language, everybody.without_edition) == ({"ja": 2}, 0)


@pytest.mark.parametrize("state", ["queued", "sent", "failed", "unknown"])
def test_whoever_has_the_issue_already_gets_it_no_more(state):
    mailing = make_mailing(state="cancelled")
    had = make_delivery(mailing, state=state).subscriber
    new = SubscriberFactory()
    assert who({}, mailing.issue_key) == {new.pk}
    figures = count({}, mailing.issue_key, BOTH)
    assert (figures.total, figures.had_it) == (1, 1)
    assert who({}) == {had.pk, new.pk}


@pytest.mark.parametrize("state", ["cancelled", "skipped"])
def test_whoever_was_called_off_before_anything_began_may_get_it(state):
    mailing = make_mailing(state="cancelled")
    reader = make_delivery(mailing, state=state).subscriber
    begun = make_delivery(mailing, state=state, data_begun_at=mailing.started_at).subscriber
    assert who({}, mailing.issue_key) == {reader.pk}
    assert begun.pk not in who({}, mailing.issue_key)
    assert count({}, mailing.issue_key, BOTH).had_it == 1


def test_the_figures_by_language():
    for language in ("ja", "ja", "en"):
        SubscriberFactory(language=language)
    figures = count({}, uuid.uuid4(), BOTH)
    assert (figures.total, figures.by_language, figures.had_it) == (3, {"ja": 2, "en": 1}, 0)


def test_figures_and_readers_agree_whatever_the_filter():
    mailing = make_mailing()
    for language in ("ja", "en", "en"):
        person = SubscriberFactory(language=language, topics=["cases"])
        SubscriberFactory(language=language, school_types=["high"], source="desk")
    make_delivery(mailing, subscriber=person, language="en", state="sent")
    for audience in ({}, {"topics": ["cases"]}, {"topics": ["events"]}, {"sources": ["desk"]}, {"languages": ["en"]}):
        for editions in (BOTH, {"ja"}, {"en"}, set()):
            found = len(who(audience, mailing.issue_key, editions))
            assert count(audience, mailing.issue_key, editions).total == found


@pytest.mark.parametrize("rows", [1, 5])
def test_counting_costs_the_same_for_one_and_for_many(rows, django_assert_num_queries):
    mailing = make_mailing()
    for _number in range(rows):
        make_delivery(mailing, state="sent")
        SubscriberFactory()
    with django_assert_num_queries(3):
        assert count({}, mailing.issue_key, BOTH).total == rows


def test_a_filter_is_stored_in_one_form():
    cleaned = clean_audience({"school_types": ["high", "elementary"], "topics": None, "japanese_for_all": 1})
    assert cleaned == {
        "languages": [],
        "school_types": ["elementary", "high"],
        "topics": [],
        "sources": [],
        "japanese_for_all": True,
    }


@pytest.mark.parametrize(
    "given", [{"languages": ["fr"]}, {"colour": ["red"]}, {"topics": "cases"}, {"sources": [["form"]]}, {1: 2}]
)
def test_what_is_no_audience_is_refused(given):
    with pytest.raises(ValidationError):
        clean_audience(given)


def test_editions_are_the_published_pages_of_the_issue():
    issue = make_issue(3)
    assert editions_of(issue.translation_key) == {"ja"}
    translated(issue)
    assert editions_of(issue.translation_key) == {"ja", "en"}
    issue.unpublish()
    assert editions_of(issue.translation_key) == {"en"}
