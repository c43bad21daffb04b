"""The form of a wish as it is filled in: step by step, and what each step tells."""

import pytest
import time_machine
from django.urls import reverse

from members.wishes.models import ExchangeWish
from members.wishes.steps import STEPS
from portal.core.vocabulary import Stage
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.schools import SchoolPeriodFactory
from tests.factories.wishes import WishFactory
from tests.members.wishes.filling import page_of, send, step_url

pytestmark = pytest.mark.django_db
NEW = "/members/wishes/new/"
CODES = [step.code for step in STEPS]


class TestAccess:
    @pytest.mark.parametrize("code", CODES)
    def test_a_step_is_the_schools_own(self, member, outsider, reader, wish, code):
        assert member.get(step_url(wish, code)).status_code == 200
        assert outsider.get(step_url(wish, code)).status_code == 404
        assert reader.get(step_url(wish, code)).status_code == 403

    def test_an_unknown_step_is_not_found(self, member, wish):
        assert member.get(step_url(wish, "nonsense")).status_code == 404
        assert member.post(f"{step_url(wish, 'nonsense')}draft/").status_code == 404

    @pytest.mark.parametrize("end", ["draft/", "draft/discard/"])
    def test_drafts_are_posted_by_writers(self, member, outsider, reader, wish, end):
        for address in (NEW + end, step_url(wish, "what") + end):
            assert member.get(address).status_code == 405
            assert reader.post(address).status_code == 403
        assert outsider.post(step_url(wish, "what") + end).status_code == 404


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("count", [1, 5])
def test_a_step_costs_the_same_number_of_queries(member, wish, code, count, django_assert_max_num_queries):
    for number in range(count):
        PartnerFactory(country=["NZ", "TW", "AU", "KR", "FR"][number], region="")
    member.get(step_url(wish, code))

    with django_assert_max_num_queries(STEP_QUERIES):
        assert member.get(step_url(wish, code)).status_code == 200


def test_a_draft_begins_with_a_name_and_a_type(member, membership):
    answer = member.post(NEW, {"title": "年賀状", "exchange_type": "letter_card", "action": "next"})

    wish = ExchangeWish.objects.get()
    assert answer["Location"] == step_url(wish, "when")
    assert (wish.stage, wish.school, wish.created_by) == (Stage.DRAFT, membership.school, membership.user)


def test_a_wish_is_written_step_by_step_and_handed_in(member, membership):
    period = SchoolPeriodFactory(school=membership.school)
    address = NEW
    for code in ["when", "whom", "themes", "check"]:
        answer = send(member, address, periods=[str(period.pk)], action="next")
        wish = ExchangeWish.objects.get()
        address = answer["Location"]
        assert address == step_url(wish, code)
    answer = send(member, address, action="submit")

    wish.refresh_from_db()
    assert answer["Location"] == reverse("members:wish-matches", args=[wish.pk])
    assert wish.is_open
    assert (wish.months, wish.languages, wish.tools, wish.importance) == ([10, 11], {"en": 1}, ["zoom"], {"age": 2})
    assert list(wish.periods.all()) == [period]


@pytest.mark.parametrize(
    ("action", "to"),
    [("back", "what"), ("goto:check", "check"), ("goto:nonsense", "when"), ("next", "whom"), ("", "whom")],
)
def test_every_way_on_keeps_what_was_typed(member, wish, action, to):
    answer = send(member, step_url(wish, "when"), months=["5"], periods=[], action=action)

    assert answer["Location"] == step_url(wish, to)
    assert ExchangeWish.objects.get().months == [5]


def test_stopping_leads_to_the_page_of_the_wish(member, wish):
    answer = send(member, step_url(wish, "themes"), themes=["sdgs"], action="save")

    assert answer["Location"] == reverse("members:wish-detail", args=[wish.pk])
    assert ExchangeWish.objects.get().themes == ["sdgs"]


def test_the_row_of_steps_tells_where_something_is_missing(member, membership):
    wish = WishFactory(school=membership.school, months=[], themes=[])
    row = page_of(member.get(step_url(wish, "what"))).select(".step-row li")

    assert [one.select_one(".step-row__lacks") is not None for one in row] == [False, True, False, True, False]
    assert row[0].select_one("[aria-current=step]")
    assert page_of(member.get(step_url(wish, "when"))).select_one("h1").get_text(" ", strip=True).endswith("2/5")


def test_a_refused_step_keeps_what_was_typed(member):
    answer = send(member, NEW, title="", class_size="４０１", action="next")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count("希望の名前を入力してください。") == 2
    assert 'value="４０１"' in html
    assert "エラー：" in html
    assert not ExchangeWish.objects.exists()


def test_who_goes_back_with_something_wrong_finds_it_again(member, wish):
    answer = send(member, step_url(wish, "when"), minutes="９９９", action="back")

    assert answer["Location"] == step_url(wish, "what")
    page = member.get(step_url(wish, "when"))
    assert page.status_code == 200
    assert 'value="９９９"' in page.content.decode()
    assert page_of(member.get(step_url(wish, "check"))).select(f".note--yb a[href='{step_url(wish, 'when')}']")
    assert ExchangeWish.objects.get().minutes == 45


def test_handing_in_from_the_last_step_tells_what_the_others_lack(member, membership):
    wish = WishFactory(school=membership.school, themes=[])

    answer = send(member, step_url(wish, "check"), action="submit")

    assert answer.status_code == 422
    assert "ステップ4「テーマとツール」：テーマを一つ以上選んでください。" in answer.content.decode()
    assert ExchangeWish.objects.get().is_draft


class TestOpenWishes:
    def test_an_open_wish_stays_complete(self, member, membership):
        wish = WishFactory(school=membership.school, waiting=True)

        answer = send(member, step_url(wish, "themes"), themes=None, action="submit")

        assert answer.status_code == 422
        assert ExchangeWish.objects.get().themes == ["food"]

    def test_its_steps_are_saved_one_by_one(self, member, membership):
        wish = WishFactory(school=membership.school, waiting=True)

        answer = send(member, step_url(wish, "themes"), themes=["sdgs"], action="submit")

        assert answer["Location"] == reverse("members:wish-detail", args=[wish.pk])
        wish.refresh_from_db()
        assert (wish.themes, wish.stage) == (["sdgs"], Stage.SUBMITTED)

    def test_a_closed_wish_has_no_form(self, member, membership):
        wish = WishFactory(school=membership.school, stage=Stage.CANCELLED)

        for answer in (member.get(step_url(wish, "what")), member.post(step_url(wish, "what"))):
            assert answer["Location"] == reverse("members:wish-detail", args=[wish.pk])


class TestCopies:
    def test_a_copy_begins_with_the_earlier_answers(self, member, membership, wish):
        page = page_of(member.get(NEW, {"from": wish.pk}))
        assert page.select_one("[name=title]")["value"] == "給食でつながる"
        answer = member.post(
            f"{NEW}?from={wish.pk}",
            {"title": "今年も", "exchange_type": "live_online", "grades": ["e6"], "source": f"from={wish.pk}"},
        )

        copy = ExchangeWish.objects.latest("pk")
        assert answer["Location"] == step_url(copy, "when")
        assert (copy.title, copy.grades, copy.themes, copy.tools) == ("今年も", ["e6"], ["food"], ["zoom"])
        assert set(copy.periods.all()) == set(wish.periods.all())
        assert f"?from={wish.pk}" in member.get(reverse("members:wish-detail", args=[wish.pk])).content.decode()

    @pytest.mark.parametrize(("named", "year"), [("2027", 2027), ("2028", 2026), ("x", 2026)])
    def test_the_year_may_be_named(self, member, wish, named, year):
        source = f"from={wish.pk}&year={named}"
        with time_machine.travel("2026-11-20 12:00+09:00"):
            page = page_of(member.get(f"{NEW}?year={named}"))
            member.post(NEW, {"title": "来年も", "exchange_type": "letter_card", "source": source})

        copy_link = page.select_one(f"a[href^='?from={wish.pk}']")["href"]
        assert copy_link.endswith(f"&year={named}") == (year == 2027)
        assert ExchangeWish.objects.latest("pk").school_year == year

    @pytest.mark.parametrize("number", ["x", "999999", "-1", "９", "9" * 40])
    def test_a_copy_of_nothing_is_a_new_wish(self, member, number):
        assert member.get(NEW, {"from": number}).status_code == 200

    def test_nobody_copies_from_another_school(self, member):
        foreign = WishFactory(title="他校の希望")

        assert "他校の希望" not in member.get(NEW, {"from": foreign.pk}).content.decode()


class TestWhom:
    def test_each_country_tells_its_clock_and_the_shared_lessons(self, member, wish):
        PartnerFactory(country="NZ", region="", timezone="Pacific/Auckland")
        with time_machine.travel("2026-11-20 12:00+09:00"):
            html = member.get(step_url(wish, "whom")).content.decode()

        assert "東京より4時間進んでいます（次の夏時間・冬時間の切替え後は、東京より3時間進んでいます）" in html

    def test_where_lessons_never_meet_another_type_is_one_button_away(self, member, wish):
        meets_never(PartnerFactory(country="US", region="US-NY", timezone="America/New_York"))
        page = page_of(member.get(step_url(wish, "whom")))
        assert "授業の時間が重なりません" in page.select_one(".country-rows").get_text()
        assert [one["value"] for one in page.select("button[name=switch]")] == ["letter_card", "video_mail"]

        answer = send(member, step_url(wish, "whom"), countries=["US"], switch="letter_card")

        wish.refresh_from_db()
        assert answer["Location"] == step_url(wish, "whom")
        assert (wish.exchange_type, wish.countries) == ("letter_card", ["US"])
        assert not page_of(member.get(step_url(wish, "whom"))).select("button[name=switch]")

    def test_no_other_type_than_those_offered_is_switched_to(self, member, wish):
        send(member, step_url(wish, "whom"), switch="outbound_visit")

        assert ExchangeWish.objects.get().exchange_type == "live_online"


class TestMusts:
    @pytest.fixture
    def counted(self, membership):
        PartnerFactory(country="NZ", region="", themes=["food"], exchange_types=["letter_card"])
        PartnerFactory(country="NZ", region="", themes=["sdgs"], exchange_types=["letter_card"])
        return WishFactory(school=membership.school)

    def test_each_must_tells_what_it_leaves(self, member, counted):
        page = page_of(member.get(step_url(counted, "check")))

        assert "2校" in page.select_one("[data-count-status]").get_text()
        assert "1校" in page.select_one("[data-effect=theme]").get_text()

    def test_counting_again_stores_nothing(self, member, counted):
        answer = send(member, step_url(counted, "check"), musts=["theme"], action="count")

        page = page_of(answer)
        assert answer.status_code == 200
        assert "1校" in page.select_one("[data-count-status]").get_text()
        assert page.select_one("[name=musts][value=theme]").has_attr("checked")
        assert ExchangeWish.objects.get().musts == []

    def test_the_script_gets_the_same_numbers(self, member, counted):
        address = reverse("members:wish-count", args=[counted.pk])

        found = member.get(address, {"musts": ["theme", "nonsense"]}).json()

        assert "1校" in found["status"]
        assert "2校" in found["effects"]["theme"]

    def test_a_closed_wish_is_not_counted(self, member, membership):
        wish = WishFactory(school=membership.school, stage=Stage.CANCELLED)

        answer = member.get(reverse("members:wish-count", args=[wish.pk]))

        assert answer.json() == {"status": "", "effects": {}}


def test_months_that_come_too_soon_are_told_on_two_steps(member, membership):
    wish = WishFactory(school=membership.school, months=[12], school_year=2026)
    with time_machine.travel("2026-11-20 12:00+09:00"):
        told = ["12月までは8週間を切っています" in member.get(step_url(wish, code)).content.decode() for code in CODES]

    assert told == [False, True, False, False, True]


def test_who_chooses_months_that_come_too_soon_is_told_at_once(member, membership):
    wish = WishFactory(school=membership.school, months=[5], school_year=2026)
    with time_machine.travel("2026-11-20 12:00+09:00"):
        answer = send(member, step_url(wish, "when"), months=["12"], periods=[], action="next")
        html = member.get(answer["Location"]).content.decode()

    assert "12月までは8週間を切っています" in html


def test_a_school_without_a_timetable_is_led_to_it(member, membership):
    wish = WishFactory(school=membership.school)
    timetable = reverse("members:school-timetable")
    assert timetable in page_of(member.get(step_url(wish, "when"))).select_one("main").decode()
    SchoolPeriodFactory(school=membership.school)
    assert "時間割がまだ登録されていません" not in member.get(step_url(wish, "when")).content.decode()


def meets_never(partner):
    """Lessons of an afternoon in New York: the night in Tokyo."""
    PartnerPeriodFactory(partner=partner, weekday=1, starts="13:00", ends="13:45")


STEP_QUERIES = 20
