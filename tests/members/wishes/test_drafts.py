"""What was typed into a step is kept, and two people who fill in the same wish lose nothing."""

import re

import pytest

from members.wishes import services
from members.wishes.models import ExchangeWish, StepDraft
from tests.factories.wishes import WishFactory
from tests.members.wishes.filling import opening_of, page_of, send, step_url
from tests.members.wishes.test_form import posted

pytestmark = pytest.mark.django_db
NEW = "/members/wishes/new/"


class TestDrafts:
    def test_what_is_typed_is_kept_and_shown_again(self, member, wish):
        address = step_url(wish, "what")
        data = {"opening": opening_of(member, address), "title": "途中の名前", "class_size": "さんじゅう"}

        answer = member.post(f"{address}draft/", data)

        assert re.fullmatch(r"\d\d:\d\d", answer.json()["saved"])
        html = member.get(address).content.decode()
        assert 'value="途中の名前"' in html
        assert 'value="さんじゅう"' in html
        assert "まだ保存" in html
        assert ExchangeWish.objects.get().title == "給食でつながる"

    def test_a_new_wish_is_kept_with_what_it_copies(self, member, membership, wish):
        page = page_of(member.get(NEW, {"from": wish.pk}))
        data = {"title": "写し", "source": page.select_one("[name=source]")["value"]}
        data["opening"] = page.select_one("[name=opening]")["value"]
        assert member.post(f"{NEW}draft/", data).status_code == 200

        for query in ({}, {"from": wish.pk}):
            again = page_of(member.get(NEW, query))
            assert again.select_one("[name=title]")["value"] == "写し"
            assert again.select_one("[name=source]")["value"] == f"from={wish.pk}"
        assert page_of(member.get(NEW, {"from": "999"})).select_one("[name=title]").get("value", "") == ""

    def test_saving_and_discarding_forget_it(self, member, wish):
        address = step_url(wish, "what")
        for code in ("what", "when"):
            member.post(f"{step_url(wish, code)}draft/", {"title": "途中"})
        send(member, address, action="next")
        assert member.post(f"{step_url(wish, 'when')}draft/discard/")["Location"] == step_url(wish, "when")

        assert not StepDraft.objects.exists()

    def test_a_new_wish_is_discarded(self, member):
        member.post(f"{NEW}draft/", {"title": "途中"})

        assert member.post(f"{NEW}draft/discard/")["Location"] == NEW
        assert not StepDraft.objects.exists()

    def test_another_person_does_not_see_it(self, member, outsider, wish):
        member.post(f"{NEW}draft/", {"title": "人に見せない"})

        assert "人に見せない" not in outsider.get(NEW).content.decode()

    def test_too_much_and_an_open_wish_are_refused(self, member, membership, wish):
        assert member.post(f"{step_url(wish, 'what')}draft/", {"title": "あ" * 30_000}).status_code == 413
        open_wish = WishFactory(school=membership.school, waiting=True)
        assert member.post(f"{step_url(open_wish, 'what')}draft/", {"title": "x"}).status_code == 409
        assert not StepDraft.objects.exists()

    def test_the_page_of_an_open_wish_keeps_no_draft(self, member, membership, wish):
        open_wish = WishFactory(school=membership.school, waiting=True)

        assert page_of(member.get(step_url(wish, "what"))).select_one("form[data-autosave]")
        assert not page_of(member.get(step_url(open_wish, "what"))).select_one("form[data-autosave]")


class TestTwoPeople:
    def test_the_later_one_is_told_and_loses_nothing(self, member, membership, wish):
        address = step_url(wish, "what")
        opening = opening_of(member, address)
        services.save_draft(wish.school, {"class_size": 12, "title": "先に"}, actor=membership.user, wish=wish)

        answer = send(member, address, opening, title="後から", class_size="25", action="next")

        page = page_of(answer)
        html = answer.content.decode()
        assert answer.status_code == 409
        assert f"入力中に、{membership.user.get_full_name()}さんがこの希望を変更しました" in html
        assert "いま保存されている内容：先に" in html
        assert "いま保存されている内容：12名" in html
        assert page.select_one("[name=title]")["value"] == "後から"
        assert ExchangeWish.objects.get().title == "先に"
        send(member, address, page.select_one("[name=opening]")["value"], title="後から", action="next")
        assert ExchangeWish.objects.get().title == "後から"

    def test_different_answers_go_together(self, member, membership, wish):
        address = step_url(wish, "what")
        opening = opening_of(member, address)
        services.save_draft(wish.school, {"class_size": 12}, actor=membership.user, wish=wish)

        went_on = send(member, address, opening, title="後から", class_size="30", action="next")

        wish.refresh_from_db()
        assert (wish.title, wish.class_size) == ("後から", 12)
        told = member.get(went_on["Location"]).content.decode()
        assert "入力中に他の人が変更した項目は、その内容を残しました：参加する児童・生徒の人数" in told

    def test_nobody_is_told_of_what_nobody_else_changed(self, member, wish):
        went_on = send(member, step_url(wish, "what"), title="一人で", class_size="30", action="next")

        assert "入力中に他の人が変更した項目" not in member.get(went_on["Location"]).content.decode()

    def test_a_refused_form_is_still_compared_with_what_it_was_opened_with(self, member, membership, wish):
        address = step_url(wish, "what")
        opening = opening_of(member, address)
        services.save_draft(wish.school, {"title": "先に"}, actor=membership.user, wish=wish)
        refused = send(member, address, opening, title="後から", class_size="たくさん", action="next")

        again = page_of(refused).select_one("[name=opening]")["value"]

        assert send(member, address, again, title="後から", action="next").status_code == 409
        assert ExchangeWish.objects.get().title == "先に"

    @pytest.mark.parametrize("opening", ["x", "", "9" * 5000])
    def test_no_opening_breaks_the_form(self, member, wish, opening):
        answer = member.post(step_url(wish, "what"), {**dict(posted().lists()), "opening": opening})

        assert answer.status_code in {302, 409}
