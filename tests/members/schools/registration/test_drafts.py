import datetime

import pytest
from django.utils import timezone

from members.schools.models import School
from members.schools.registration_models import PartDraft
from members.schools.services.drafts import MOST_SIGNS
from portal.core.retention import apply_all
from tests.factories.registration import complete, opened, typed
from tests.factories.schools import MembershipFactory
from tests.members.conftest import _client

from .test_timetable_page import rows

pytestmark = pytest.mark.django_db
BASICS, WEEK = "/members/school/basics/", "/members/school/timetable/"
KEEP, DISCARD = f"{BASICS}draft/", f"{BASICS}draft/discard/"


def test_what_is_typed_is_kept_right_or_wrong_and_shown_again(member, membership):
    response = member.post(KEEP, typed(membership.school, "basics", pupils="many", introduction_ja="書きかけ"))
    page = member.get(BASICS).content.decode()

    assert response.status_code == 200
    assert response.json()["saved"] == f"{timezone.localtime(PartDraft.objects.get().updated_at):%H:%M}"
    assert 'value="many"' in page
    assert "書きかけ" in page
    assert "下書きです" in page
    assert f'action="{DISCARD}"' in page
    assert School.objects.get(pk=membership.school_id).introduction_ja == ""


def test_the_script_is_on_these_pages_only_and_small(member, membership):
    from django.contrib.staticfiles import finders

    assert "js/autosave.js" in member.get(BASICS).content.decode()
    assert "js/autosave.js" not in member.get("/members/school/").content.decode()
    with open(finders.find("js/autosave.js"), "rb") as script:
        assert len(script.read()) <= 3 * 1024


def test_without_a_script_a_button_keeps_the_draft(member, membership):
    response = member.post(BASICS, typed(membership.school, "basics", action="draft", pupils="x"), follow=True)

    assert response.redirect_chain[0][0] == BASICS
    assert "下書きを保存しました" in response.content.decode()
    assert PartDraft.objects.get().data["pupils"] == ["x"]


def test_only_the_fields_of_the_page_are_kept(member, membership):
    member.post(KEEP, {**typed(membership.school, "basics"), "password": "secret", "csrfmiddlewaretoken": "t"})

    assert set(PartDraft.objects.get().data) == set(typed(membership.school, "basics"))


def test_every_kind_of_page_has_drafts(member, membership):
    school = membership.school
    member.post("/members/school/equipment/draft/", typed(school, "equipment", tools=["zoom", "meet"]))
    member.post(
        "/members/school/timetable/draft/", rows(("p1", "8:4", "", ["0", "1"]), opening=opened(school, "timetable"))
    )

    form = member.get("/members/school/equipment/").context["sheet"].form
    assert form["tools"].value() == ["zoom", "meet"]
    page = member.get(WEEK)
    assert page.context["sheet"].form.initial == [{"slot": "p1", "starts": "8:4", "ends": "", "weekdays": ["0", "1"]}]
    assert 'value="8:4"' in page.content.decode()


def test_a_box_taken_off_stays_off_in_the_draft(member, membership):
    complete(membership.school)
    data = typed(membership.school, "equipment", restrictions="")
    del data["tools"]
    member.post("/members/school/equipment/draft/", data)
    form = member.get("/members/school/equipment/").context["sheet"].form

    assert form["tools"].value() == []
    assert form["restrictions"].value() == ""


def test_a_draft_is_one_persons_of_one_school(member, membership, outsider):
    member.post(KEEP, typed(membership.school, "basics", introduction_ja="秘密の下書き"))
    colleague = _client(MembershipFactory(school=membership.school).user)

    for other in (outsider, colleague):
        page = other.get(BASICS).content.decode()
        assert "秘密の下書き" not in page
        assert "下書きです" not in page
    # The same person for another school later.
    membership.delete()
    MembershipFactory(user=membership.user)
    assert "秘密の下書き" not in member.get(BASICS).content.decode()


def test_saving_and_discarding_end_a_draft(member, membership):
    member.post(KEEP, typed(membership.school, "basics", address="下書きの町"))
    told = member.post(DISCARD, follow=True).content.decode()
    assert "下書きを破棄しました" in told
    assert "下書きの町" not in told

    member.post(KEEP, typed(membership.school, "basics"))
    member.post(BASICS, typed(membership.school, "basics"))
    assert not PartDraft.objects.exists()


def test_a_refused_form_keeps_its_draft(member, membership):
    member.post(KEEP, typed(membership.school, "basics"))
    assert member.post(BASICS, typed(membership.school, "basics", pupils="x")).status_code == 422
    assert PartDraft.objects.exists()


def test_what_the_script_sends_too_late_brings_nothing_back(member, membership):
    form = typed(membership.school, "basics")
    member.post(BASICS, form)
    late = member.post(KEEP, form)

    assert (late.status_code, late.json()) == (200, {"saved": ""})
    assert not PartDraft.objects.exists()
    assert member.post(KEEP, typed(membership.school, "basics")).json()["saved"]


def test_a_draft_merges_with_what_others_have_stored_since(member, membership):
    school = complete(membership.school)
    member.post(KEEP, typed(school, "basics", pupils="391"))
    School.objects.filter(pk=school.pk).update(address="江東区新しい町1-1")
    sheet = member.get(BASICS).context["sheet"]

    member.post(BASICS, {**typed(school, "basics", pupils="391"), "opening": sheet.opening})
    school.refresh_from_db()
    assert (school.pupils, school.address) == (391, "江東区新しい町1-1")


def test_more_than_a_page_can_hold_is_no_draft(member, membership):
    huge = typed(membership.school, "basics", introduction_ja="あ" * MOST_SIGNS)
    assert member.post(KEEP, huge).status_code == 413
    told = member.post(BASICS, {**huge, "action": "draft"})

    assert told.status_code == 422
    assert set(told.context["sheet"].form.errors) == {"introduction_ja"}
    assert not PartDraft.objects.exists()


@pytest.mark.parametrize("junk", ["\x00", '"', "<script>", "😀"])
def test_no_input_breaks_a_draft(member, membership, junk):
    names = [name for name in typed(membership.school, "basics") if name != "opening"]
    assert member.post(KEEP, {**dict.fromkeys(names, junk), "opening": junk}).status_code == 200
    assert "<script>" not in member.get(BASICS).content.decode().replace("<script src", "")
    assert member.post("/members/school/timetable/draft/", {"lessons-0-slot": junk}).status_code == 200
    assert member.get(WEEK).status_code == 200


def test_drafts_ask_for_a_post_a_login_and_a_known_page(member, client):
    assert member.get(KEEP).status_code == 405
    assert member.post("/members/school/nothing/draft/").status_code == 404
    assert client.post(KEEP).status_code == 302
    assert not PartDraft.objects.exists()


def test_old_drafts_are_forgotten(member, membership):
    member.post(KEEP, typed(membership.school, "basics"))
    member.post("/members/school/contacts/draft/", typed(membership.school, "contacts"))
    now = timezone.now()
    PartDraft.objects.filter(page="basics").update(updated_at=now - datetime.timedelta(days=61))
    PartDraft.objects.filter(page="contacts").update(updated_at=now - datetime.timedelta(days=59))

    assert apply_all(dry_run=True)["schools.drafts"] == 1
    assert apply_all()["schools.drafts"] == 1
    assert PartDraft.objects.get().page == "contacts"
