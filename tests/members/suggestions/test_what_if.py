"""Trying other musts and months: counted and listed, and nothing is stored before it is saved."""

import re

import pytest
from django.urls import reverse

from members.suggestions import services
from members.suggestions.models import MarkKind, MatchEvent, MatchRun, Suggestion
from members.suggestions.what_if import what_if
from portal.core.vocabulary import Stage
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.wishes import LiveWishFactory, WishFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(membership):
    """A live wish for October and November; one partner suits it, another only in May."""
    wish = LiveWishFactory(school=membership.school, waiting=True, musts=["theme"])
    for name, english, months in (("ワトル小学校", "Wattle School", [10, 11]), ("カウリ小学校", "Kauri School", [5])):
        partner = PartnerFactory(name=name, name_en=english, months=months)
        for weekday in (1, 3):
            PartnerPeriodFactory(partner=partner, weekday=weekday, starts="11:00", ends="14:30")
    services.refresh_suggestions(wish)
    wish.refresh_from_db()
    return wish


def url(wish):
    return reverse("members:wish-matches", args=[wish.pk])


def save_url(wish):
    return reverse("members:wish-musts", args=[wish.pk])


def tried(client, wish, **query):
    return client.get(url(wish), {"try": "1", **query}).content.decode()


MAY = {"months": ["", "5"], "musts": ["theme"]}


def test_the_list_under_other_months_is_shown_and_nothing_is_stored(member, wish):
    before = (MatchRun.objects.count(), Suggestion.objects.count(), MatchEvent.objects.count())

    html = tried(member, wish, **MAY)

    assert "ためしの結果です。希望は変わっていません" in html
    assert "この条件では、1校です" in html
    assert "5月に実施できる" in html
    assert re.search(r"カウリ小学校</a></h3>.*?保存した条件では候補にない学校", html, re.S)
    assert "候補から外れる学校：ワトル小学校" in html
    assert re.search(r"<b>[^<]*5月\d+日", html), "a date in May, out of both calendars"
    wish.refresh_from_db()
    assert (wish.months, wish.musts) == ([10, 11], ["theme"])
    assert (MatchRun.objects.count(), Suggestion.objects.count(), MatchEvent.objects.count()) == before


def test_a_trial_is_not_shown_to_the_school_as_its_list(member, wish):
    tried(member, wish, **MAY)
    assert wish.runs.get().shown_at is None

    member.get(url(wish))
    assert wish.runs.get().shown_at is not None


def test_a_trial_has_no_buttons_to_ask_or_leave_out(member, wish):
    html = tried(member, wish, **MAY)

    assert "/ask/" not in html
    assert "/decline/" not in html
    assert "この条件を保存する" in html
    assert "保存した条件に戻る" in html


def test_months_stand_in_the_order_of_the_school_year(wish):
    boxes = what_if(wish, [], ["1", "12", "4"], wish.submitted_at.date()).months

    assert [box.value for box in boxes] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    assert [box.value for box in boxes if box.checked] == [4, 12, 1]


def test_addresses_without_months_try_the_stored_ones(member, wish):
    html = tried(member, wish, musts=["language"])

    assert "10月、11月に実施できる" in html
    assert 'value="10" checked' in html


def test_unknown_codes_are_dropped(member, wish):
    html = tried(member, wish, musts=["theme", "x", "'"], months=["", "10", "11", "13", "-1", "５", "x" * 500])

    assert "ためしの結果です" not in html, "the same as the stored conditions"


def test_no_month_at_all_means_any_and_cannot_be_saved(member, wish):
    html = tried(member, wish, months=[""], musts=["months", "theme"])

    assert "この条件では、2校です" in html
    assert "実施できる月を1つ以上" in html
    assert "この条件を保存する" not in html
    assert 'value="months"' not in html, "what is open cannot be a must"


def test_each_must_tells_its_effect_under_the_tried_months(member, wish):
    PartnerFactory(months=[5], themes=["sdgs"])

    html = tried(member, wish, **MAY)
    assert re.search(r'value="theme" checked><span>[^<]+</span><span class="num">外すと 2校', html)


def test_lists_of_other_wishes_count_and_the_trial_counts_for_nobody(wish):
    other = WishFactory(waiting=True, exchange_type="live_online", languages={"en": 1}, months=[5])
    first = services.try_list(wish, wish.submitted_at.date()).suggestions[0].score
    services.refresh_suggestions(other)

    again = services.try_list(wish, wish.submitted_at.date()).suggestions[0].score
    assert first == again, "the other list holds only the partner of May"
    PartnerFactory(months=[10])
    other.months = [10]
    other.save()
    services.refresh_suggestions(other)

    assert services.try_list(wish, wish.submitted_at.date()).suggestions[0].score < first
    assert services.try_list(wish, wish.submitted_at.date()).run.pk is None


def test_what_the_desk_has_decided_holds_in_a_trial(member, wish):
    first, hidden = PartnerFactory(months=[5]), PartnerFactory(months=[5], name="ひみつ小学校")
    services.mark_partner(wish, first, MarkKind.PIN, reason="姉妹都市のため", by=None)
    services.mark_partner(wish, hidden, MarkKind.HIDE, reason="休校のため", by=None)

    html = tried(member, wish, **MAY)

    assert "姉妹都市のため" in html
    assert "ひみつ小学校" not in html


def test_a_trial_gives_the_list_that_saving_it_gives(wish):
    PartnerFactory(months=[5], themes=["food", "sdgs"])
    wish.months = [5]
    day = wish.submitted_at.date()
    trial = [(one.partner_id, one.rank, one.score, one.slots) for one in services.try_list(wish, day).suggestions]
    wish.save()

    stored = services.refresh_suggestions(wish, day).suggestions.order_by("rank")

    assert trial == [(one.partner_id, one.rank, one.score, one.slots) for one in stored]
    assert len(trial) == 2


def test_saving_keeps_months_and_musts_and_renews_the_list(member, wish, django_capture_on_commit_callbacks):
    data = {"months": ["5", "6"], "musts": ["language", "x"], "version": wish.version}
    with django_capture_on_commit_callbacks(execute=True):
        answer = member.post(save_url(wish), data)

    assert answer["Location"] == url(wish)
    wish.refresh_from_db()
    assert (wish.months, wish.musts) == ([5, 6], ["language"])
    assert wish.runs.count() == 2


@pytest.mark.parametrize(
    ("months", "words"), [(["5", "13"], "月の指定が正しくありません"), ([""], "実施できる月が1つ以上必要です")]
)
def test_months_that_cannot_be_saved_are_refused(member, wish, months, words):
    answer = member.post(save_url(wish), {"months": months, "musts": ["theme"]}, follow=True)

    assert words in answer.content.decode()
    assert "ためしの結果です" in answer.content.decode(), "what was tried is still there"
    wish.refresh_from_db()
    assert wish.months == [10, 11]


def test_a_wish_that_somebody_changed_meanwhile_is_not_overwritten(member, wish):
    data = {"months": ["5"], "musts": ["theme"], "version": wish.version - 1}
    html = member.post(save_url(wish), data, follow=True).content.decode()

    assert "ほかの方が希望を変更しました" in html
    assert 'value="5" checked' in html
    wish.refresh_from_db()
    assert wish.months == [10, 11]


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "²"])
def test_a_version_that_is_none_is_not_compared(member, wish, version):
    member.post(save_url(wish), {"months": ["5"], "musts": ["theme"], "version": version})

    wish.refresh_from_db()
    assert wish.months == [5]


def test_a_wish_that_is_no_longer_open_keeps_its_answers(member, wish):
    wish.stage = Stage.DRAFT
    wish.save()

    answer = member.post(save_url(wish), {"months": ["5"], "musts": []})

    assert answer["Location"] == reverse("members:wish-detail", args=[wish.pk])
    wish.refresh_from_db()
    assert wish.months == [10, 11]


def test_readers_try_and_do_not_save_and_others_find_nothing(reader, outsider, wish):
    html = tried(reader, wish, **MAY)

    assert "カウリ小学校" in html
    assert "この条件を保存する" not in html
    assert reader.post(save_url(wish), {"months": ["5"]}).status_code == 403
    assert outsider.get(url(wish), {"try": "1", **MAY}).status_code == 404
    assert outsider.post(save_url(wish), {"months": ["5"]}).status_code == 404
    wish.refresh_from_db()
    assert wish.months == [10, 11]


def test_a_trial_without_any_school_tells_what_helps(member, wish):
    html = tried(member, wish, months=["", "8"], musts=["theme"])

    assert "この条件では、0校です" in html
    assert "候補を広げるには" in html


def test_the_page_speaks_english(member, wish):
    html = member.get(f"/en{url(wish)}", {"try": "1", **MAY}).content.decode()

    assert "This is the result of a trial. The wish has not changed." in html
    assert "Not in the saved list" in html


@pytest.mark.parametrize("count", [1, 5])
def test_a_trial_costs_the_same_number_of_queries(member, membership, count, django_assert_num_queries):
    wish = LiveWishFactory(school=membership.school, waiting=True)
    for _ in range(count):
        PartnerPeriodFactory(partner__country="AU", starts="11:00", ends="14:30")
    services.refresh_suggestions(wish)
    tried(member, wish, months=["", "10"], musts=["theme"])

    with django_assert_num_queries(TRIAL_QUERIES):
        html = tried(member, wish, months=["", "10"], musts=["theme"])
    assert html.count("match__rank") == count


TRIAL_QUERIES = 34
