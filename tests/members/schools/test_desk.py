import io

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import ModelLogEntry

from members.schools.models import Membership, School
from portal.core.spreadsheets import safe_cell
from tests.desk_forms import empty_formset
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db
LIST, ADD = "/cms/schools/", "/cms/schools/new/"


def form_data(**changes):
    return {
        "name": "立川市立けやき小学校",
        "name_kana": "たちかわしりつけやきしょうがっこう",
        "name_en": "Keyaki Elementary School",
        "code": "T200",
        "school_type": "elementary",
        "founder": "municipal",
        "municipality": "13202",
        "postal_code": "１９００００１",
        "address": "",
        "phone": "",
        "email": "",
        "pupils": "",
        "equipment": "",
        "introduction_ja": "",
        "introduction_en": "",
        "term_system": "three",
        "minutes_before": "0",
        "minutes_after": "0",
        **empty_formset("terms"),
        **empty_formset("special_days"),
        "periods-TOTAL_FORMS": "1",
        "periods-INITIAL_FORMS": "0",
        "periods-MIN_NUM_FORMS": "0",
        "periods-MAX_NUM_FORMS": "1000",
        "periods-0-id": "",
        "periods-0-weekday": "0",
        "periods-0-slot": "p1",
        "periods-0-starts": "8:45",
        "periods-0-ends": "9:30",
        "periods-0-DELETE": "",
        **changes,
    }


def test_a_coordinator_lists_schools_in_kana_order(coordinator):
    SchoolFactory(name="若葉小学校", name_kana="わかばしょうがっこう")
    SchoolFactory(name="青空小学校", name_kana="あおぞらしょうがっこう")
    page = coordinator.get(LIST).content.decode()

    assert page.index("青空小学校") < page.index("若葉小学校")
    assert "小学校" in page


def test_a_coordinator_searches_and_filters(coordinator):
    SchoolFactory(name="江東区立しおかぜ小学校", name_kana="しおかぜ", name_en="Shiokaze", municipality="13108")
    SchoolFactory(
        name="八王子市立つばさ高等学校", name_kana="つばさ", name_en="Tsubasa", school_type="high", municipality="13201"
    )

    def names(query):
        rows = coordinator.get(LIST, query).context["object_list"]
        return [school.name_en for school in rows]

    assert names({"q": "しおかぜ"}) == ["Shiokaze"]
    assert names({"q": "江東"}) == ["Shiokaze"]
    assert names({"q": "tsubasa"}) == ["Tsubasa"]
    assert names({"school_type": "high"}) == ["Tsubasa"]
    assert names({"municipality": "13108"}) == ["Shiokaze"]


def test_a_coordinator_creates_edits_and_sees_the_history(coordinator):
    created = coordinator.post(ADD, form_data())
    school = School.objects.get(code="T200")
    assert created.status_code == 302
    assert school.postal_code == "190-0001"
    assert school.periods.count() == 1

    period = school.periods.get()
    edit = f"/cms/schools/edit/{school.pk}/"
    assert coordinator.get(edit).status_code == 200
    change = form_data(
        phone="042-000-0000", **{"periods-INITIAL_FORMS": "1", "periods-0-id": str(period.pk), "periods-0-ends": "9:35"}
    )
    assert coordinator.post(edit, change).status_code == 302
    school.refresh_from_db()
    assert school.phone == "042-000-0000"
    assert f"{school.periods.get().ends:%H:%M}" == "09:35"

    history = coordinator.get(f"/cms/schools/history/{school.pk}/")
    assert history.status_code == 200
    assert list(ModelLogEntry.objects.values_list("action", flat=True).order_by("pk")) == [
        "wagtail.create",
        "wagtail.edit",
    ]
    assert coordinator.get(f"/cms/schools/inspect/{school.pk}/").status_code == 200


@pytest.mark.parametrize("wrong", [{"code": ""}, {"phone": "x"}, {"municipality": "1"}, {"periods-0-ends": "8:00"}])
def test_a_wrong_form_is_shown_again(coordinator, wrong):
    response = coordinator.post(ADD, form_data(**wrong))

    assert response.status_code == 200
    assert "立川市立けやき小学校" in response.content.decode()
    assert not School.objects.exists()


def test_the_export_has_headings_and_no_formula(coordinator):
    SchoolFactory(code="T1", name="青空小学校", address="=cmd|' /C calc'!A0", phone="+81-3-0000-0000")
    csv = b"".join(coordinator.get(LIST, {"export": "csv"}).streaming_content).decode()
    xlsx = b"".join(coordinator.get(LIST, {"export": "xlsx"}).streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(xlsx))
    heading, row = list(book.active.values)

    assert heading[:2] == ("学校コード", "名前")
    assert "小学校" in row
    assert "'=cmd" in csv
    assert "'+81-3-0000-0000" in row
    assert {cell.data_type for line in book.active.iter_rows() for cell in line} <= {"s", "n", "inlineStr"}


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("-1", "-1"),
        ("+81-3", "'+81-3"),
        ("-1.5", "-1.5"),
        ("-1+1", "'-1+1"),
        ("'=x", "''=x"),
        ("＝1", "'＝1"),
        ("東京", "東京"),
        (5, 5),
        (None, None),
    ],
)
def test_cells_are_made_safe(value, safe):
    assert safe_cell(value) == safe


@pytest.mark.parametrize("path", [LIST, ADD, "/cms/memberships/", "/cms/memberships/new/"])
def test_an_editor_gets_nothing_of_the_members(editor, path):
    school = SchoolFactory(name="秘密の小学校")
    for address in (path, f"/cms/schools/edit/{school.pk}/", f"/cms/schools/inspect/{school.pk}/"):
        response = editor.get(address, follow=True)
        assert "秘密の小学校" not in response.content.decode()
        assert response.redirect_chain or response.status_code == 403
    assert "/cms/schools/" not in editor.get("/cms/").content.decode()


def test_a_school_gets_nowhere_near_the_desk(member):
    assert member.get(LIST).status_code in (302, 403)
    assert "/cms/login/" in member.get(LIST)["Location"]


def test_the_list_asks_the_same_queries_for_1_and_5_rows(coordinator, django_assert_num_queries):
    SchoolFactory()
    coordinator.get(LIST)
    with django_assert_num_queries(10):
        coordinator.get(LIST)
    SchoolFactory.create_batch(4)
    with django_assert_num_queries(10):
        coordinator.get(LIST)


def test_a_coordinator_issues_an_account_and_is_shown_a_one_time_code(coordinator, client):
    school = SchoolFactory()
    data = {"username": "ＡＯＩ-1", "name": "青井", "school": school.pk, "role": "staff", "starts_on": "2026-04-01"}

    page = coordinator.post("/cms/memberships/new/", data, follow=True).content.decode()
    user = Membership.objects.get().user

    assert (user.username, user.has_usable_password()) == ("aoi-1", False)
    assert user.one_time_codes.get().secret in page
    assert user.one_time_codes.get().secret not in coordinator.get("/cms/memberships/").content.decode()


def test_an_id_that_is_taken_is_told_beside_the_field(coordinator):
    data = {
        "username": "coordinator",
        "name": "",
        "school": SchoolFactory().pk,
        "role": "staff",
        "starts_on": "2026-04-01",
    }
    response = coordinator.post("/cms/memberships/new/", data)

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"username"}


def test_a_coordinator_ends_a_membership_but_never_moves_it(coordinator, membership):
    edit = f"/cms/memberships/edit/{membership.pk}/"
    other = SchoolFactory()

    coordinator.post(edit, {"role": "reader", "starts_on": "2026-04-01", "ends_on": "2026-10-31", "school": other.pk})
    school = membership.school
    membership.refresh_from_db()

    assert (membership.role, membership.ends_on.isoformat(), membership.school) == ("reader", "2026-10-31", school)
    assert coordinator.get("/cms/memberships/", {"q": "みどり"}).context["object_list"].count() == 1


def test_the_export_needs_its_permission(coordinator):
    group = Group.objects.get(name="Coordinator")
    group.permissions.remove(*Permission.objects.filter(codename="export_school"))

    assert coordinator.get("/cms/schools/").status_code == 200
    # Wagtail answers a refusal in its admin with a message and its first page.
    assert coordinator.get("/cms/schools/?export=csv").status_code == 302
