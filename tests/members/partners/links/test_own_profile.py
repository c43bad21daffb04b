"""What a partner does itself, alone and while somebody else changes the same."""

import datetime
import re

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from members.matching.months import add_months
from members.partners.link_models import PartnerLink
from members.partners.links.tokens import token_of
from members.partners.models import DATA_VERSION, PartnerSchool
from members.partners.services.links import give_link
from portal.core.versions import current_version
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2025, 1, 5)


def today():
    return timezone.localdate()


def fresh(partner):
    return PartnerSchool.objects.get(pk=partner.pk)


def form_of(client, address, **changes):
    """What a browser would send for the form at that address, with these changes."""
    form = client.get(address).context["form"]
    data = {"opening": client.get(address).context["sheet"].opening}
    for bound in form:
        value = bound.value()
        if bound.name in ("languages", "importance"):
            for row, (code, grade) in enumerate((value or {}).items()):
                data[f"{bound.name}_code_{row}"], data[f"{bound.name}_grade_{row}"] = code, grade
        else:
            data[bound.name] = "" if value is None else value
    return {**data, **changes}


def logged(partner):
    return list(ModelLogEntry.objects.for_instance(partner).order_by("pk"))


@pytest.fixture
def old(partner):
    PartnerSchool.objects.filter(pk=partner.pk).update(confirmed_on=LONG_AGO)
    return fresh(partner)


def test_one_tap_confirms(client, old, url):
    before = current_version(DATA_VERSION)
    response = client.post(f"{url}confirm/", follow=True)

    assert fresh(old).confirmed_on == today()
    assert "confirmed as of today" in response.content.decode()
    assert current_version(DATA_VERSION) > before
    entry = logged(old)[-1]
    assert (entry.action, entry.user) == ("partners.self_confirmed", None)
    assert entry.data["by"] == "link"
    count = len(logged(old))
    client.post(f"{url}confirm/")
    assert len(logged(old)) == count


def test_it_pauses_and_resumes(client, old, url):
    client.post(f"{url}pause/")
    assert (fresh(old).status, fresh(old).confirmed_on) == ("paused", LONG_AGO)
    assert "stands in no list" in client.get(url).content.decode()
    client.post(f"{url}resume/")
    assert (fresh(old).status, fresh(old).confirmed_on) == ("active", today())


def test_it_is_full_until_a_day_that_passes_by_itself(client, partner, url):
    day = today() + datetime.timedelta(days=30)
    client.post(f"{url}full/", {"full_until": day.isoformat()})
    assert fresh(partner).full_until == day
    assert fresh(partner).state().full
    assert not fresh(partner).state(on=day + datetime.timedelta(days=1)).full
    client.post(f"{url}full/", {"free": "1"})
    assert fresh(partner).full_until is None


@pytest.mark.parametrize("ahead", [-1, 600, None])
def test_a_day_out_of_range_is_told_beside_its_field(client, partner, url, ahead):
    typed = "soon" if ahead is None else (today() + datetime.timedelta(days=ahead)).isoformat()
    response = client.post(f"{url}full/", {"full_until": typed})
    assert response.status_code == 422
    assert typed in response.content.decode()
    assert fresh(partner).full_until is None


def test_the_last_day_is_eighteen_months_ahead(client, partner, url):
    client.post(f"{url}full/", {"full_until": add_months(today(), 18).isoformat()})
    assert fresh(partner).full_until == add_months(today(), 18)


def test_it_edits_its_profile_and_confirms_it_by_that(client, old, url):
    data = form_of(
        client, f"{url}profile/", city="Parramatta", class_size="31", months=["2", "3"], story_en="We\r\nsing"
    )
    response = client.post(f"{url}profile/", data)

    assert response.status_code == 302
    changed = fresh(old)
    assert (changed.city, changed.class_size, changed.months) == ("Parramatta", 31, [2, 3])
    assert changed.story_en == "We\nsing"
    assert (changed.languages, changed.confirmed_on) == (old.languages, today())
    entry = logged(old)[-1]
    assert entry.data["fields"] == ["city", "class_size", "months", "story_en"]
    assert "Parramatta" not in str(entry.data)


def test_only_its_own_fields_can_be_changed(client, partner, url):
    more = {"status": "closed", "notes": "x", "code": "HACK", "capacity": "3", "verification": "confirmed", "name": "y"}
    client.post(f"{url}profile/", form_of(client, f"{url}profile/", **more))
    changed = fresh(partner)
    assert (changed.status, changed.notes, changed.code) == (partner.status, "", partner.code)
    assert (changed.capacity, changed.verification, changed.name) == (3, "none", partner.name)


def test_a_partner_without_a_japanese_name_is_called_by_its_new_english_one(client, url, partner):
    PartnerSchool.objects.update(name="Shade School")
    client.post(f"{url}profile/", form_of(client, f"{url}profile/", name_en="Shadow School"))
    assert fresh(partner).name == "Shadow School"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("age_max", "3"),
        ("age_min", "forty"),
        ("name_en", ""),
        ("website", "javascript:alert(1)"),
        ("timezone", "Asia/Tokyo"),
        ("capacity", "-1"),
        ("months", ["13"]),
        ("story_en", "x" * 4001),
    ],
)
def test_a_wrong_answer_is_told_and_what_was_typed_is_kept(client, partner, url, field, typed):
    response = client.post(f"{url}profile/", form_of(client, f"{url}profile/", **{field: typed, "city": "Elsewhere"}))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert "Elsewhere" in response.content.decode()
    assert fresh(partner).city == "Sydney"


def test_it_edits_its_week(client, partner, url):
    kept = PartnerPeriodFactory(partner=partner)
    PartnerPeriodFactory(partner=partner, weekday=2)
    data = form_of(client, f"{url}week/", **{"1": "9:00-9:50, 10.10 – 11.00", "2": ""})
    assert client.post(f"{url}week/", data).status_code == 302

    rows = [(row.weekday, row.time_range) for row in partner.periods.all()]
    assert rows == [(1, "9:00–9:50"), (1, "10:10–11:00")]
    assert partner.periods.filter(pk=kept.pk).exists()


@pytest.mark.parametrize("typed", ["9-10", "10:00-09:00", "09:00-10:00, 09:30-10:30", "25:00-26:00", "x" * 30])
def test_a_wrong_lesson_is_told(client, partner, url, typed):
    response = client.post(f"{url}week/", form_of(client, f"{url}week/", **{"0": typed}))
    assert response.status_code == 422
    assert typed in response.content.decode()
    assert not partner.periods.exists()


def test_it_edits_its_year(client, partner, url):
    year = today().year + 1
    typed = {
        "terms": f"{year}-02-01 - {year}-04-09\n{year}/04/27 to {year}/07/03",
        "closed": f"{year}-06-03 Sports day",
        "opened": f"{year}-06-04",
    }
    assert client.post(f"{url}year/", form_of(client, f"{url}year/", **typed)).status_code == 302
    assert [term.starts_on.month for term in partner.terms.all()] == [2, 4]
    assert [(day.kind, day.note) for day in partner.special_days.all()] == [("closed", "Sports day"), ("open", "")]
    again = form_of(client, f"{url}year/", opened="")
    client.post(f"{url}year/", again)
    assert [day.kind for day in partner.special_days.all()] == ["closed"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("terms", "2027-02-01"),
        ("terms", "2027-04-09 - 2027-02-01"),
        ("terms", "2027-02-01 - 2027-04-09\n2027-04-01 - 2027-05-01"),
        ("closed", "sports day"),
        ("closed", "2027-02-30"),
        ("closed", "2027-02-03\n2027-02-03 again"),
        ("closed", "2027-02-03 " + "x" * 81),
    ],
)
def test_a_wrong_date_is_told(client, partner, url, field, typed):
    response = client.post(f"{url}year/", form_of(client, f"{url}year/", **{field: typed}))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert not partner.terms.exists()


def test_the_person_and_the_language_of_letters(client, partner, url):
    client.post(f"{url}contact/", form_of(client, f"{url}contact/", contact_name="Ann", letter_language="ja"))
    assert (fresh(partner).contact_name, fresh(partner).letter_language) == ("Ann", "ja")


def test_a_language_without_texts_stays_as_the_desk_entered_it(client, partner, url):
    PartnerSchool.objects.update(letter_language="zh-Hant")
    client.post(f"{url}contact/", form_of(client, f"{url}contact/", contact_name="Ann"))
    assert (fresh(partner).contact_name, fresh(partner).letter_language) == ("Ann", "zh-Hant")


def test_a_profile_asks_as_much_for_five_lessons_as_for_one(client, partner, url, django_assert_num_queries):
    PartnerPeriodFactory(partner=partner)
    client.get(url)
    with django_assert_num_queries(5):
        client.get(url)
    for weekday in (0, 2, 3, 4):
        PartnerPeriodFactory(partner=partner, weekday=weekday)
    with django_assert_num_queries(5):
        client.get(url)


class TestTwoAtOnce:
    def test_different_answers_merge(self, client, partner, url):
        data = form_of(client, f"{url}profile/", city="Parramatta")
        PartnerSchool.objects.update(class_size=40)
        response = client.post(f"{url}profile/", data, follow=True)

        assert (fresh(partner).city, fresh(partner).class_size) == ("Parramatta", 40)
        assert "Pupils in a class" in response.content.decode()

    def test_the_later_one_is_shown_both_and_decides(self, client, partner, url):
        address = f"{url}profile/"
        data = form_of(client, address, city="Parramatta", class_size="31")
        PartnerSchool.objects.update(city="Newcastle")
        response = client.post(address, data)
        text = response.content.decode()

        assert response.status_code == 409
        assert "Newcastle" in text
        assert 'value="Parramatta"' in text
        assert 'value="31"' in text
        assert fresh(partner).city == "Newcastle"
        mine = {**data, "opening": response.context["sheet"].opening}
        assert client.post(address, mine).status_code == 302
        assert (fresh(partner).city, fresh(partner).class_size) == ("Parramatta", 31)

    def test_the_later_one_may_take_over_what_is_stored(self, client, partner, url):
        address = f"{url}profile/"
        data = form_of(client, address, city="Parramatta", class_size="31")
        PartnerSchool.objects.update(city="Newcastle")
        opening = client.post(address, data).context["sheet"].opening
        client.post(address, {**data, "opening": opening, "theirs": ["city"]})
        assert (fresh(partner).city, fresh(partner).class_size) == ("Newcastle", 31)

    def test_what_does_not_fit_together_is_not_stored(self, client, partner, url):
        data = form_of(client, f"{url}profile/", age_min="12")
        PartnerSchool.objects.update(age_max=10)
        response = client.post(f"{url}profile/", data)
        assert response.status_code == 409
        assert response.context["sheet"].problem
        assert (fresh(partner).age_min, fresh(partner).age_max) == (8, 10)

    def test_without_a_true_opening_every_difference_is_asked_about(self, client, partner, url):
        data = form_of(client, f"{url}profile/", city="Parramatta", opening="forged")
        assert client.post(f"{url}profile/", data).status_code == 409
        other = give_link(PartnerFactory(), "update")
        data["opening"] = client.get(f"/p/{token_of(other)}/profile/").context["sheet"].opening
        assert client.post(f"{url}profile/", data).status_code == 409
        assert fresh(partner).city == "Sydney"

    def test_two_change_different_days_of_the_week(self, client, partner, url):
        data = form_of(client, f"{url}week/", **{"0": "09:00-09:50"})
        PartnerPeriodFactory(partner=partner, weekday=3)
        assert client.post(f"{url}week/", data).status_code == 302
        assert [row.weekday for row in partner.periods.all()] == [0, 3]

    def test_a_link_taken_back_while_typing_changes_nothing(self, client, partner, link, url):
        data = form_of(client, f"{url}profile/", city="Parramatta")
        PartnerLink.objects.update(revoked_at=timezone.now())
        assert client.post(f"{url}profile/", data).status_code == 410
        assert fresh(partner).city == "Sydney"


class TestLeaving:
    def test_it_leaves_and_comes_back(self, client, partner, url, posted):
        letters = posted(client.post, f"{url}leave/")
        assert fresh(partner).status == "closed"
        assert client.get(url).status_code == 410
        (back,) = re.findall(r"/p/\S+", letters["jane@shade.example"].body)

        assert client.get(back).status_code == 200
        assert fresh(partner).status == "closed"
        again = posted(client.post, back)
        assert (fresh(partner).status, fresh(partner).confirmed_on) == ("active", today())
        assert "/p/" in again["jane@shade.example"].body
        assert client.post(back).status_code == 410

    def test_without_an_address_it_leaves_all_the_same(self, client, partner, url, posted):
        PartnerSchool.objects.update(contact_email="")
        assert posted(client.post, f"{url}leave/") == {}
        assert fresh(partner).status == "closed"


class TestAnotherAddress:
    def test_it_counts_when_it_is_proved_and_the_old_one_is_told(self, client, partner, url, posted):
        letters = posted(client.post, f"{url}email/", {"contact_email": "new@shade.example"})
        assert set(letters) == {"new@shade.example", "jane@shade.example"}
        assert "/p/" not in letters["jane@shade.example"].body
        assert "new@shade.example" not in letters["jane@shade.example"].body
        assert fresh(partner).contact_email == "jane@shade.example"

        (proof,) = re.findall(r"/p/\S+", letters["new@shade.example"].body)
        letters = posted(client.post, proof)
        assert fresh(partner).contact_email == "new@shade.example"
        assert set(letters) == {"new@shade.example", "jane@shade.example"}
        assert client.get(url).status_code == 410
        assert client.post(proof).status_code == 410
        assert not PartnerLink.objects.exclude(proposed_email="").exists()
        assert "shade.example" not in str([entry.data for entry in logged(partner)])

    def test_a_second_new_address_replaces_the_first(self, client, partner, url, posted):
        first = posted(client.post, f"{url}email/", {"contact_email": "one@shade.example"})
        posted(client.post, f"{url}email/", {"contact_email": "two@shade.example"})
        (proof,) = re.findall(r"/p/\S+", first["one@shade.example"].body)
        assert client.post(proof).status_code == 410
        assert fresh(partner).contact_email == "jane@shade.example"

    def test_a_wrong_address_is_told(self, client, url):
        response = client.post(f"{url}email/", {"contact_email": "new@"})
        assert response.status_code == 422
        assert "new@" in response.content.decode()
