"""The desk saves its form of a partner while the partner has changed its own profile."""

import pytest

from members.partners.models import PartnerPhoto, PartnerSchool
from members.partners.profile.pages import PROFILE
from tests.factories.media import make_image
from tests.factories.partners import PartnerPeriodFactory
from tests.members.partners.test_desk import form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(partner):
    return f"/cms/partners/edit/{partner.pk}/"


@pytest.fixture
def opened(coordinator, partner, address):
    """What the browser would send back unchanged for the desk's form as it is now."""
    coordinator.post(address, form_data(**{"periods-TOTAL_FORMS": "0"}))
    form = coordinator.get(address).context["form"]
    return {**form_data(**{"periods-TOTAL_FORMS": "0"}), "opening": form["opening"].value()}


def stored():
    return PartnerSchool.objects.get()


def test_nothing_stands_in_the_way_when_nobody_else_saved(coordinator, address, opened):
    assert coordinator.post(address, {**opened, "city": "Tainan"}).status_code == 302
    assert stored().city == "Tainan"


def test_what_the_partner_changed_is_kept(coordinator, address, opened):
    PartnerSchool.objects.update(class_size=44, months=[1])
    assert coordinator.post(address, {**opened, "city": "Tainan"}).status_code == 302
    assert (stored().city, stored().class_size, stored().months) == ("Tainan", 44, [1])


def test_where_both_changed_the_desk_is_shown_and_decides(coordinator, address, opened):
    PartnerSchool.objects.update(city="Keelung", class_size=44)
    response = coordinator.post(address, {**opened, "city": "Tainan"})
    page = response.content.decode()

    assert response.status_code == 200
    assert "Keelung" in page
    assert 'value="Tainan"' in page
    assert stored().city == "Keelung"
    again = {**opened, "city": "Tainan", "opening": response.context["form"]["opening"].value()}
    assert coordinator.post(address, again).status_code == 302
    assert (stored().city, stored().class_size) == ("Tainan", 44)


def test_lessons_of_the_partner_are_kept_and_shown(coordinator, partner, address, opened):
    PartnerPeriodFactory(partner=partner, weekday=4)
    assert coordinator.post(address, {**opened, "city": "Tainan"}).status_code == 302
    assert partner.periods.get().weekday == 4

    typed = {"periods-TOTAL_FORMS": "1", "periods-0-weekday": "2"}
    opening = coordinator.get(address).context["form"]["opening"].value()
    partner.periods.all().delete()
    PartnerPeriodFactory(partner=partner, weekday=3)
    response = coordinator.post(address, {**opened, **typed, "opening": opening})
    assert "9:00" in response.content.decode() or "09:00" in response.content.decode()
    assert partner.periods.get().weekday == 3
    shown = response.context["form"].formsets["periods"].forms
    assert [form["weekday"].value() for form in shown] == ["3"]


def test_a_wrong_answer_is_told_and_nothing_is_lost(coordinator, address, opened):
    PartnerSchool.objects.update(class_size=44)
    response = coordinator.post(address, {**opened, "city": "Tainan", "timezone": "Moon"})
    assert "timezone" in response.context["form"].errors
    again = {**opened, "city": "Tainan", "opening": response.context["form"]["opening"].value()}
    coordinator.post(address, again)
    assert (stored().city, stored().class_size) == ("Tainan", 44)


def test_all_that_the_partner_edits_is_in_the_desks_protection(coordinator, address, opened):
    form = coordinator.get(address).context["form"]
    missing = set(PROFILE.names) - set(form.fields)
    assert missing <= {"story_en"}


def test_photographs_of_a_colleague_are_kept_and_shown(coordinator, partner, address, opened):
    colleagues = PartnerPhoto.objects.create(partner=partner, image=make_image(title="校庭"), caption_ja="校庭の朝")
    assert coordinator.post(address, {**opened, "city": "Tainan"}).status_code == 302
    assert (stored().city, partner.photos.get()) == ("Tainan", colleagues)

    opening = coordinator.get(address).context["form"]["opening"].value()
    row = {"photos-0-image": str(colleagues.image_id), "photos-0-id": str(colleagues.pk), "photos-0-ORDER": "1"}
    counts = {"photos-TOTAL_FORMS": "1", "photos-INITIAL_FORMS": "1"}
    typed = {**opened, **counts, **row, "photos-0-caption_ja": "昼の校庭", "opening": opening}
    partner.photos.update(caption_ja="夕方の校庭")
    response = coordinator.post(address, typed)

    text = response.content.decode()
    assert response.status_code == 200
    assert "校庭 昼の校庭" in text, "what was typed"
    assert partner.photos.get().caption_ja == "夕方の校庭"
    assert response.context["form"].formsets["photos"].forms[0]["caption_ja"].value() == "夕方の校庭"
    again = {**typed, "opening": response.context["form"]["opening"].value()}
    assert coordinator.post(address, again).status_code == 302
    assert partner.photos.get().caption_ja == "昼の校庭"
