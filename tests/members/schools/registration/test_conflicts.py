import pytest

from members.schools.models import Role, School
from members.schools.registration_models import SchoolContact
from tests.factories.registration import complete, typed
from tests.factories.schools import MembershipFactory
from tests.members.conftest import _client

pytestmark = pytest.mark.django_db
CONTACTS = "/members/school/contacts/"


@pytest.fixture
def school(membership):
    return complete(membership.school)


@pytest.fixture
def colleague(membership):
    one = MembershipFactory(school=membership.school, role=Role.MANAGER, user__name="高橋次郎")
    return _client(one.user)


def contact(school):
    return SchoolContact.objects.get(school=school)


def test_different_answers_merge_on_their_own(member, colleague, school):
    mine = typed(school, "contacts", person_name="鈴木三郎")
    colleague.post(CONTACTS, typed(school, "contacts", principal_name="新しい校長", phone="03-9999-0000"))
    response = member.post(CONTACTS, mine, follow=True)

    found = contact(school)
    school.refresh_from_db()
    assert (found.person_name, found.principal_name, school.phone) == ("鈴木三郎", "新しい校長", "03-9999-0000")
    assert "その内容を残しました：電話、校長の氏名" in response.content.decode()


def test_the_same_answer_given_twice_is_no_conflict(member, colleague, school):
    mine = typed(school, "contacts", person_name="鈴木三郎")
    colleague.post(CONTACTS, typed(school, "contacts", person_name="鈴木三郎"))

    assert member.post(CONTACTS, mine).status_code == 302


def test_the_later_one_is_told_what_changed_and_loses_nothing(member, colleague, school):
    mine = typed(school, "contacts", person_name="私の担当者", reachable="私の時間")
    colleague.post(CONTACTS, typed(school, "contacts", person_name="同僚の担当者", principal_name="同僚の校長"))
    refused = member.post(CONTACTS, mine)
    page = refused.content.decode()

    assert refused.status_code == 409
    assert 'value="私の担当者"' in page
    assert "同僚の担当者" in page
    assert "山田花子" in page
    assert "高橋次郎が この項目を変更しました".replace(" ", "") in page.replace(" ", "")
    # What was left alone shows the new value already.
    assert 'value="同僚の校長"' in page
    assert 'value="私の時間"' in page
    (clash,) = refused.context["sheet"].clashes
    assert (clash.name, clash.stored, clash.before) == ("person_name", "同僚の担当者", "山田花子")
    assert (clash.change.who, clash.change.at is not None) == ("高橋次郎", True)
    assert contact(school).person_name == "同僚の担当者"


def again(refused, mine, **changes):
    """What the browser sends when the refused form is saved again."""
    form = refused.context["sheet"].form
    shown = {name: form[name].value() or "" for name in form.fields}
    return {**mine, **shown, "opening": refused.context["sheet"].opening, **changes}


def test_saving_again_is_the_decision_for_what_was_typed(member, colleague, school):
    mine = typed(school, "contacts", person_name="私の担当者")
    colleague.post(CONTACTS, typed(school, "contacts", person_name="同僚の担当者", principal_name="同僚の校長"))
    refused = member.post(CONTACTS, mine)

    assert member.post(CONTACTS, again(refused, mine)).status_code == 302
    found = contact(school)
    assert (found.person_name, found.principal_name) == ("私の担当者", "同僚の校長")


def test_each_answer_can_be_left_to_the_other(member, colleague, school):
    mine = typed(school, "contacts", person_name="私の担当者", person_job="私の職", fax="03-1111-1111")
    colleague.post(CONTACTS, typed(school, "contacts", person_name="同僚の担当者", person_job="同僚の職"))
    refused = member.post(CONTACTS, mine)
    assert 'type="checkbox" name="theirs" value="person_name"' in refused.content.decode()

    choice = again(refused, mine, theirs=["person_name"], person_name="", person_email="yamada@example.jp")
    assert member.post(CONTACTS, choice).status_code == 302
    found = contact(school)
    assert (found.person_name, found.person_job, found.fax) == ("同僚の担当者", "私の職", "03-1111-1111")


def test_what_is_left_to_the_other_need_not_be_right(member, colleague, school):
    mine = typed(school, "contacts", person_email="mine@example.jp")
    colleague.post(CONTACTS, typed(school, "contacts", person_email="theirs@example.jp"))
    refused = member.post(CONTACTS, mine)

    choice = again(refused, mine, theirs=["person_email"], person_email="no address")
    assert member.post(CONTACTS, choice).status_code == 302
    assert contact(school).person_email == "theirs@example.jp"


def test_a_third_change_is_told_again(member, colleague, school):
    mine = typed(school, "contacts", person_name="私の担当者")
    colleague.post(CONTACTS, typed(school, "contacts", person_name="一人目"))
    refused = member.post(CONTACTS, mine)
    colleague.post(CONTACTS, typed(school, "contacts", person_name="二人目"))

    once_more = member.post(CONTACTS, again(refused, mine))
    assert once_more.status_code == 409
    assert [(one.stored, one.before) for one in once_more.context["sheet"].clashes] == [("二人目", "一人目")]


def test_without_a_known_opening_nothing_is_overwritten(member, school):
    for opening in ("", "forged", typed(school, "basics")["opening"]):
        data = {**typed(school, "contacts", person_name="別の人"), "opening": opening}
        assert member.post(CONTACTS, data).status_code == 409
    assert contact(school).person_name == "山田花子"


def test_a_change_at_the_desk_is_the_offices(member, school):
    from portal.core import audit
    from tests.factories.schools import UserFactory

    mine = typed(school, "contacts", phone="03-1111-2222")
    School.objects.filter(pk=school.pk).update(phone="03-3333-4444")
    audit.record("wagtail.edit", school, actor=UserFactory(name="係員の名前"))
    page = member.post(CONTACTS, mine)

    assert page.status_code == 409
    assert page.context["sheet"].clashes[0].change.who == "事務局"
    assert "係員の名前" not in page.content.decode()


def test_line_ends_of_a_browser_are_no_change(member, membership, school):
    text = "一行目\n二行目"
    School.objects.filter(pk=school.pk).update(introduction_ja=text)
    mine = typed(school, "basics", introduction_ja=text.replace("\n", "\r\n"))
    School.objects.filter(pk=school.pk).update(introduction_ja="別の紹介")

    assert member.post("/members/school/basics/", mine).status_code == 302
    assert School.objects.get(pk=school.pk).introduction_ja == "別の紹介"
